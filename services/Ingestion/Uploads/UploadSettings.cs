using NlSql.Ingestion.Uploads.Sources;
using NlSql.ServiceDefaults.Errors;

namespace NlSql.Ingestion.Uploads;

/// <summary>Whether an upload takes the place of a table's rows or comes on top of them.</summary>
internal enum UploadMode
{
    Replace,
    Append,
}

/// <summary>What the caller wants done with the file.</summary>
internal sealed record UploadSettings
{
    private const int LongestName = 200;

    /// <summary>The fields that a form or query string may have.</summary>
    public static IReadOnlyList<string> Fields { get; } =
        ["dataset_id", "dataset_name", "mode", "on_error", "async", .. SourceFields.Names, .. FormatSettings.Fields];

    /// <summary>The dataset to make a version of; null for a new one.</summary>
    public Guid? DatasetId { get; init; }

    /// <summary>Name of a new dataset; null for the file's.</summary>
    public string? DatasetName { get; init; }

    public UploadMode Mode { get; init; }

    /// <summary>Whether bad rows are left out instead of the upload being rejected.</summary>
    public bool SkipBadRows { get; init; }

    /// <summary>What the sender says about the file.</summary>
    public SourceSettings Source { get; init; } = new();

    /// <summary>What the sender says about the values in it.</summary>
    public FormatSettings Formats { get; init; } = new();

    /// <summary>Whether to answer with a job as soon as the file has arrived. Behind the file it comes too late for that: the job has ended when it is answered.</summary>
    public bool Async { get; init; }

    public static Result<UploadSettings> Of(IReadOnlyDictionary<string, string> fields)
    {
        Guid? datasetId = null;
        if (fields.GetValueOrDefault("dataset_id") is { Length: > 0 } id)
        {
            if (!Guid.TryParseExact(id, "D", out var parsed))
                return UploadErrors.FieldInvalid("dataset_id", "a UUID, as an upload answers it");
            datasetId = parsed;
        }

        var name = fields.GetValueOrDefault("dataset_name")?.Trim();
        if (name is not null && (name.Length is 0 or > LongestName || name.Any(char.IsControl)))
            return UploadErrors.FieldInvalid("dataset_name", $"1 to {LongestName} characters without control characters");
        UploadMode? mode = fields.GetValueOrDefault("mode", "replace") switch
        {
            "replace" => UploadMode.Replace,
            "append" => UploadMode.Append,
            _ => null,
        };
        if (mode is null)
            return UploadErrors.FieldInvalid("mode", "'replace' or 'append'");
        bool? skip = fields.GetValueOrDefault("on_error", "reject") switch
        {
            "reject" => false,
            "skip" => true,
            _ => null,
        };
        if (skip is null)
            return UploadErrors.FieldInvalid("on_error", "'reject' or 'skip'");
        bool? later = fields.GetValueOrDefault("async", "false") switch
        {
            "false" => false,
            "true" => true,
            _ => null,
        };
        if (later is null)
            return UploadErrors.FieldInvalid("async", "'true' or 'false'");
        if (!SourceFields.Read(fields).TryGet(out var source, out var failure) || !FormatSettings.Of(fields).TryGet(out var formats, out failure))
            return failure;
        return new UploadSettings
        {
            DatasetId = datasetId,
            DatasetName = name,
            Mode = mode.Value,
            SkipBadRows = skip.Value,
            Async = later.Value,
            Source = source,
            Formats = formats,
        };
    }
}
