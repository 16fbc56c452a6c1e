using System.Text.Json;
using NlSql.Drafting.Models;
using NlSql.Drafting.Profiling;
using NlSql.Ingestion.Datasets;

namespace NlSql.Ingestion.Profiles;

/// <summary>What the columns of a version hold.</summary>
internal sealed record DatasetProfile(Guid DatasetId, int Version, IReadOnlyList<TableProfileResponse> Tables);

internal sealed record TableProfileResponse(string Table, long Rows, IReadOnlyList<ColumnProfileResponse> Columns)
{
    public static TableProfileResponse Of(ProfiledTable table, int mostValues)
    {
        var personal = PersonalData.Of(DraftingProfiles.Of(table));
        return new(table.Name, table.Rows, [.. table.Columns.Select((c, place) =>
            ColumnProfileResponse.Of(c, personal.TryGetValue(place, out var kind) ? kind : null, mostValues))]);
    }
}

/// <summary>What a column holds.</summary>
internal sealed record ColumnProfileResponse
{
    private static readonly int[] ShownQuantiles = [5, 25, 50, 75, 95];

    public required string Name { get; init; }

    public required string Label { get; init; }

    public required string Type { get; init; }

    /// <summary>Whether the dataset's model hides it: then no value is shown.</summary>
    public bool Hidden { get; init; }

    public required long Nulls { get; init; }

    /// <summary>Share of the rows without a value.</summary>
    public required double NullRate { get; init; }

    /// <summary>Words that stood for nothing, with their rows.</summary>
    public required IReadOnlyDictionary<string, long> NullWords { get; init; }

    public required long Distinct { get; init; }

    /// <summary>Whether that is counted; else it is an estimate within some two percent.</summary>
    public required bool DistinctExact { get; init; }

    /// <summary>Whether all values differ and none is missing, so that the column could be a key; null when that is not known.</summary>
    public required bool? CandidateKey { get; init; }

    public required string? Minimum { get; init; }

    public required string? Maximum { get; init; }

    /// <summary>Mean of the numbers; null for other types.</summary>
    public double? Mean { get; init; }

    /// <summary>Their standard deviation, of the whole and not of a sample.</summary>
    public double? Deviation { get; init; }

    /// <summary>Quantiles within some 2 percent: 5, 25, 50, 75 and 95 of a hundred; null for other types.</summary>
    public IReadOnlyDictionary<string, double>? Quantiles { get; init; }

    /// <summary>Rows by month, of dates and timestamps.</summary>
    public IReadOnlyDictionary<string, long>? Months { get; init; }

    /// <summary>Values of a text or truth column, most frequent first.</summary>
    public required IReadOnlyList<ValueCount> Values { get; init; }

    /// <summary>Whether these are all.</summary>
    public required bool ValuesComplete { get; init; }

    /// <summary>What the column tells of persons, by its values and its name: name, email, phone, card, iban, national_id; null when nothing.</summary>
    public string? Personal { get; init; }

    public static ColumnProfileResponse Of(ColumnSummary column, PersonalKind? personal, int mostValues)
    {
        var (statistics, spread) = (column.Statistics, column.Statistics.Numbers is { Count: > 0 } n ? NumberSpread.Of(n) : null);
        var truths = statistics.Truths is { } t ? new[] { new ValueCount("true", t.True), new ValueCount("false", t.False) } : null;
        var values = truths ?? [.. column.Values.Take(mostValues)];
        var label = personal is { } kind ? JsonNamingPolicy.SnakeCaseLower.ConvertName(kind.ToString()) : null;
        if (column.Hidden)
            return OfHidden(column, label);
        return new ColumnProfileResponse
        {
            Name = column.Name,
            Label = column.Label,
            Type = DatasetStore.NameOf(column.Type),
            Nulls = column.Nulls,
            NullRate = RateOf(column),
            NullWords = statistics.NullWords,
            Distinct = column.Sketch.Count,
            DistinctExact = column.Sketch.IsExact,
            CandidateKey = statistics.Unique is { } unique ? unique && column.Nulls == 0 : null,
            Minimum = column.Minimum,
            Maximum = column.Maximum,
            Mean = spread?.Mean,
            Deviation = spread?.Deviation,
            Quantiles = spread is null ? null : ShownQuantiles.ToDictionary(p => $"p{p}", p => spread.Quantile(p / 100.0)),
            Months = statistics.Months?.OrderBy(m => m.Key).ToDictionary(m => $"{m.Key / 12:0000}-{(m.Key % 12) + 1:00}", m => m.Value),
            Values = values,
            ValuesComplete = truths is not null || (column.ValuesComplete && values.Length == column.Values.Count),
            Personal = label,
        };
    }

    // How many values, and of what sort, but none of them.
    private static ColumnProfileResponse OfHidden(ColumnSummary column, string? label) => new()
    {
        Name = column.Name,
        Label = column.Label,
        Type = DatasetStore.NameOf(column.Type),
        Hidden = true,
        Nulls = column.Nulls,
        NullRate = RateOf(column),
        NullWords = column.Statistics.NullWords,
        Distinct = column.Sketch.Count,
        DistinctExact = column.Sketch.IsExact,
        CandidateKey = column.Statistics.Unique is { } unique ? unique && column.Nulls == 0 : null,
        Minimum = null,
        Maximum = null,
        Values = [],
        ValuesComplete = false,
        Personal = label,
    };

    private static double RateOf(ColumnSummary column) => column.Rows == 0 ? 0 : Math.Round((double)column.Nulls / column.Rows, 6);
}
