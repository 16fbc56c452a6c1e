using System.Globalization;
using NlSql.Drafting.Profiling;
using NlSql.SemanticModel.Definitions;

namespace NlSql.Ingestion.Profiles;

/// <summary>Stored profiles as drafting reads them.</summary>
internal static class DraftingProfiles
{
    /// <summary>Values of a text column that drafting looks at.</summary>
    public const int MostValues = 100;

    private const int SampleForShape = 9;

    public static TableProfile Of(ProfiledTable table) => new(table.Name, table.Rows, [.. table.Columns.Select(Of)]);

    private static ColumnProfile Of(ColumnSummary column)
    {
        var (statistics, values) = (column.Statistics, column.Rows - column.Nulls);
        var isNumber = column.Type is ColumnType.Integer or ColumnType.Decimal;
        var isTime = column.Type is ColumnType.Date or ColumnType.Timestamp;
        var few = column.ValuesComplete && column.Values.Count < MostValues;
        return new ColumnProfile
        {
            Header = column.Label,
            Name = column.Name,
            Type = column.Type,
            Rows = column.Rows,
            Nulls = column.Nulls,
            NullWords = [.. statistics.NullWords.Keys],
            Distinct = column.Sketch.Count,
            Unique = values == 0 ? false : statistics.Unique,
            Values = few ? column.Values : column.Type == ColumnType.Boolean ? TruthsOf(statistics.Truths) : [],
            Minimum = isNumber ? Number(column.Minimum) : null,
            Maximum = isNumber ? Number(column.Maximum) : null,
            FirstDay = isTime ? Day(column.Minimum) : null,
            LastDay = isTime ? Day(column.Maximum) : null,
            AverageLength = statistics.Texts is { } texts && values > 0 ? (double)texts.Characters / values : 0,
            AverageWords = statistics.Texts is { Sampled: > 0 } sampled ? (double)sampled.SampledWords / sampled.Sampled : 0,
            Currency = statistics.Currency,
            Percent = statistics.Percent,
            DateOrder = statistics.DateOrder,
            DecimalSign = statistics.DecimalSign,
            Shape = column.Type == ColumnType.Uuid ? ValueShape.Uuid : ShapeOf(statistics.Texts),
            Sketch = column.Sketch,
        };
    }

    /// <summary>The shape that nine of ten sampled values have.</summary>
    public static ValueShape ShapeOf(TextSummary? texts) =>
        texts is { Sampled: > 0 } && texts.Shapes.Where(s => s.Key != ValueShape.Other && s.Value * 10 >= texts.Sampled * SampleForShape).Select(s => (ValueShape?)s.Key).FirstOrDefault() is { } shape
            ? shape
            : ValueShape.Other;

    private static List<ValueCount> TruthsOf(TruthSummary? truths) => truths is null ? [] : [new("true", truths.True), new("false", truths.False)];

    private static decimal? Number(string? text) => decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static DateOnly? Day(string? text) =>
        text is { Length: >= 10 } && DateOnly.TryParseExact(text.AsSpan(0, 10), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
