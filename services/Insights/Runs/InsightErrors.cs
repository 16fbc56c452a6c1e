using NlSql.ServiceDefaults.Errors;

namespace NlSql.Insights.Runs;

/// <summary>Why insights could not be run or shown.</summary>
internal static class InsightErrors
{
    public static Failure DatasetMissing { get; } = new(FailureKind.Invalid, "insights.dataset-missing", "Say which dataset: send its id as dataset_id.");

    public static Failure DatasetUnknown { get; } = new(FailureKind.NotFound, "insights.dataset-unknown", "There is no dataset with this id, or it has no data.");

    public static Failure PluginMismatch { get; } = new(
        FailureKind.Unprocessable, "insights.plugin-mismatch", "The dataset belongs to another plugin, or to none; rules are those of its own plugin.");

    public static Failure PluginUnknown { get; } = new(FailureKind.NotFound, "insights.plugin-unknown", "The dataset's plugin is not in the catalog. See /plugins.");

    public static Failure ModelMissing { get; } = new(
        FailureKind.NotFound, "insights.model-missing", "The dataset has neither a plugin nor a model of its own. Upload one of its tables again.");

    public static Failure LimitInvalid { get; } = new(FailureKind.Invalid, "insights.limit-invalid", $"The limit must be between 1 and {RunEndpoints.LargestLimit}.");

    public static Failure RunUnknown { get; } = new(FailureKind.NotFound, "insights.run-unknown", "There is no run with this id.");

    public static Failure NoneYet { get; } = new(FailureKind.NotFound, "insights.none-yet", "No insights have been run yet. Upload data, or send POST /insights/run.");

    public static Failure NeighbourUnavailable { get; } = new(
        FailureKind.Unavailable, "insights.neighbour-unavailable", "The plugin or the dataset could not be read at the moment. Try again in a few seconds.")
    { RetryAfterSeconds = 5 };
}
