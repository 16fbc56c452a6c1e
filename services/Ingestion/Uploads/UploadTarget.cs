using NlSql.Ingestion.DataTables;
using NlSql.SemanticModel.Definitions;

namespace NlSql.Ingestion.Uploads;

/// <summary>Where a file goes and how it is read.</summary>
internal sealed record UploadTarget
{
    /// <summary>The plugin's model; null for a dataset without a plugin.</summary>
    public ModelDefinition? Model { get; init; }

    /// <summary>The table that is filled. Without a plugin, it has the columns of the file.</summary>
    public required TableDefinition Table { get; init; }

    /// <summary>The same as Postgres has it, or, without a plugin, as it is to be made when the version is published.</summary>
    public required DataTable DataTable { get; init; }

    /// <summary>How the file is loaded.</summary>
    public required LoadPlan Plan { get; init; }

    /// <summary>What the sender should know about how the file was read.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    public string? PluginId => Model?.Plugin.Id;
}
