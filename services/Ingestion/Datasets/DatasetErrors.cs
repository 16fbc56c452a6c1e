using NlSql.ServiceDefaults.Errors;

namespace NlSql.Ingestion.Datasets;

/// <summary>Why a dataset cannot be used.</summary>
internal static class DatasetErrors
{
    public static Failure LimitInvalid { get; } = new(FailureKind.Invalid, "ingestion.limit-invalid", "The limit must be between 1 and 200.");

    public static Failure CursorInvalid { get; } = new(
        FailureKind.Invalid, "ingestion.cursor-invalid", "The cursor is not one that this route has answered. Start without one.");

    public static Failure OneVersionOnly { get; } = new(
        FailureKind.NotFound, "ingestion.one-version-only", "There is nothing to compare with: the table was uploaded once. Upload it again, or name two versions with 'from' and 'to'.");

    public static Failure SearchInvalid(int longest) => new(
        FailureKind.Invalid, "ingestion.search-invalid", $"Say in 'q' what to look for, in at most {longest} characters.");

    /// <summary>Unknown, or somebody else's: the answer is the same.</summary>
    public static Failure Unknown(Guid datasetId) => new(FailureKind.NotFound, "ingestion.dataset-unknown", $"There is no dataset '{datasetId}'.");

    public static Failure Deleted(Guid datasetId) => new(
        FailureKind.NotFound, "ingestion.dataset-deleted", $"The dataset '{datasetId}' was deleted. POST /datasets/{datasetId}/restore brings it back.");

    public static Failure VersionUnknown(Guid datasetId, int version) => new(
        FailureKind.NotFound, "ingestion.version-unknown", $"The dataset '{datasetId}' has no version {version}.");

    public static Failure TableEmpty(string table) => new(
        FailureKind.NotFound, "ingestion.table-empty", $"Nothing was uploaded to a table '{Uploads.UploadErrors.Shown(table)}' of this dataset.");

    /// <summary>Why the dataset takes no upload bound to the plugin, or null.</summary>
    public static Failure? Unusable(DatasetRow dataset, string? pluginId)
    {
        if (dataset.DeletedAt is not null)
            return Deleted(dataset.DatasetId);
        return dataset.PluginId == pluginId ? null : Uploads.UploadErrors.DatasetOfOtherPlugin(dataset.PluginId);
    }
}
