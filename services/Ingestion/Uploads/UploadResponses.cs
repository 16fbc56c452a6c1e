using NlSql.Contracts.Datasets;
using NlSql.Ingestion.Datasets;
using NlSql.ServiceDefaults.Errors;

namespace NlSql.Ingestion.Uploads;

/// <summary>What an upload did.</summary>
internal sealed record UploadResponse
{
    public required Guid DatasetId { get; init; }

    public required string DatasetName { get; init; }

    /// <summary>The dataset's plugin; null for none.</summary>
    public required string? Plugin { get; init; }

    public required int Version { get; init; }

    public required string Table { get; init; }

    public required UploadMode Mode { get; init; }

    /// <summary>Whether the version existed already, made of the same bytes.</summary>
    public bool Unchanged { get; init; }

    /// <summary>Rows that the upload added.</summary>
    public required long Rows { get; init; }

    /// <summary>Rows left out.</summary>
    public required long Rejected { get; init; }

    /// <summary>The first problems behind them.</summary>
    public IReadOnlyList<FailureIssue> Rejects { get; init; } = [];

    /// <summary>Where all of them that were kept can be read as CSV; null when there are none.</summary>
    public string? RejectsUrl { get; init; }

    /// <summary>Bytes of the file after decompression.</summary>
    public required long Bytes { get; init; }

    public required IReadOnlyList<UploadedColumn> Columns { get; init; }

    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>Where the version's rows, of this table or an earlier one, do not fit the declared keys and relationships.</summary>
    public IReadOnlyList<DataFinding> ModelFindings { get; init; } = [];

    /// <summary>Questions that only the owner of the data can answer; GET /datasets/{id}/model offers the answers.</summary>
    public IReadOnlyList<string> ModelQuestions { get; init; } = [];

    /// <summary>Questions that can be asked now.</summary>
    public IReadOnlyList<string> Examples { get; init; } = [];

    public static UploadResponse Of(Publication publication, PublishedVersion version, IReadOnlyList<string> examples)
    {
        var loaded = publication.Loaded;
        List<string> warnings = [.. publication.Target.Notes];
        if (loaded.Header.Ignored.Count > 0)
            warnings.Add($"Columns that the table does not know were ignored: {string.Join(", ", loaded.Header.Ignored)}.");
        if (loaded.Header.Absent.Count > 0)
            warnings.Add($"Columns that the file does not have are empty: {string.Join(", ", loaded.Header.Absent.Select(c => c.Name))}.");
        if (loaded.Rejected.Rows > 0)
            warnings.Add($"{loaded.Rejected.Rows} row(s) were left out.");
        // A row without a partner is no mistake by itself; the findings tell it.
        warnings.AddRange(version.Findings.Where(f => f.Code is DataFindingCodes.KeyNotUnique or DataFindingCodes.CardinalityViolated).Select(f => f.Message));
        return new UploadResponse
        {
            DatasetId = version.DatasetId,
            DatasetName = version.Name,
            Plugin = publication.PluginId,
            Version = version.Version,
            Table = publication.Definition.Name,
            Mode = publication.Settings.Mode,
            Unchanged = version.Unchanged,
            Rows = loaded.Rows,
            Rejected = loaded.Rejected.Rows,
            Rejects = loaded.Rejected.Details,
            RejectsUrl = loaded.Rejected.Rows > 0 ? $"/datasets/{version.DatasetId:D}/rejects?version={version.Version}&table={Uri.EscapeDataString(publication.Definition.Name)}" : null,
            Bytes = publication.Bytes,
            Columns = [.. loaded.Columns.Select(c => new UploadedColumn(
                c.Definition.Name,
                c.Definition.Label,
                DatasetStore.NameOf(c.Definition.Type),
                c.Nulls,
                c.Minimum,
                c.Maximum,
                c.Sketch.Count))],
            Warnings = warnings,
            ModelFindings = version.Findings,
            ModelQuestions = version.ModelQuestions,
            Examples = examples,
        };
    }
}

/// <summary>A column as it was found in the file.</summary>
/// <param name="Name">Its name in the table.</param>
/// <param name="Label">Its name for people: the header of the file, or what the plugin calls it.</param>
/// <param name="Type">text, integer, decimal, boolean, date, timestamp or uuid.</param>
/// <param name="Nulls">Cells without a value.</param>
/// <param name="Minimum">Smallest value; null for text.</param>
/// <param name="Maximum">Largest value; null for text.</param>
/// <param name="DistinctValues">Distinct values; beyond some thousands an estimate within two percent.</param>
internal sealed record UploadedColumn(string Name, string Label, string Type, long Nulls, string? Minimum, string? Maximum, long DistinctValues);
