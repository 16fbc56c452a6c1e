using NlSql.SemanticModel.Reading;
using NlSql.ServiceDefaults.Errors;

namespace NlSql.PluginRegistry.Plugins;

/// <summary>Expected failures.</summary>
internal static class PluginErrors
{
    public static Failure Unknown { get; } = new(FailureKind.NotFound, "plugins.unknown", "There is no such plugin. GET /plugins lists them.");

    public static Failure SchemaUnknown { get; } = new(
        FailureKind.NotFound, "plugins.schema-unknown", $"A plugin has no such file. It has {string.Join(", ", PluginSource.FileNames)}.");

    public static Failure FolderUnreadable { get; } = new(
        FailureKind.Unavailable, "plugins.folder-unreadable", "The plugins' files could not be read just now; what was read before is still served.")
    { RetryAfterSeconds = 2 };

    /// <summary>Soon after the start, or after a first look at new files.</summary>
    public static Failure ContractRunning(string id) => new(
        FailureKind.Unavailable, "plugins.contract-running", $"The verified questions of the plugin '{id}' are being run on its sample data. Try again in a few seconds.")
    { RetryAfterSeconds = 2 };

    public static Failure Invalid(string id) => new(
        FailureKind.NotFound, "plugins.invalid", $"The plugin '{id}' has problems and is left out. GET /plugins/{id}/validation lists them.");
}
