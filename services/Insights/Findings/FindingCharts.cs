using System.Text.Json.Nodes;
using NlSql.Insights.Measuring;
using NlSql.Insights.Rules;
using NlSql.Query;
using NlSql.Query.Charts;
using NlSql.Query.Narration;
using NlSql.Query.Planning;
using NlSql.Query.Plugins;
using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Queries;

namespace NlSql.Insights.Findings;

/// <summary>The picture of a finding: its series as a line, or its group among the others as bars.</summary>
internal static class FindingCharts
{
    private const int MostBars = 20;

    /// <summary>The chart; null where there is nothing to see.</summary>
    public static async Task<JsonObject?> OfAsync(Discovery found, RuleSubject subject, SubjectQueries queries, CancellationToken cancellationToken)
    {
        if (InsightQuery.IsSeries(found.Rule))
            return ChartBuilder.Build(SeriesOf(found));
        if (found.Measured.Groups.Any())
            return ChartBuilder.Build(Beside(found));
        return await OverTimeAsync(found, subject, queries, cancellationToken) is { } series ? ChartBuilder.Build(series.Table) : null;
    }

    private static ResultTable SeriesOf(Discovery found)
    {
        var table = found.Measured.Table;
        var columns = Enumerable.Range(0, table.Columns.Count).Where(i => table.Columns[i].Grain is not null || i == found.Measured.ValueIndex).ToList();
        return new ResultTable
        {
            Columns = [.. columns.Select(i => table.Columns[i])],
            Rows = [.. EvidenceRows.About(found.Measured, found.Noticed.Group).Select(row => (IReadOnlyList<object?>)[.. columns.Select(i => row[i])])],
        };
    }

    // The largest groups, or the smallest where those are meant, and the one that it is about.
    private static ResultTable Beside(Discovery found)
    {
        var (table, value) = (found.Measured.Table, found.Measured.ValueIndex);
        var own = EvidenceRows.About(found.Measured, found.Noticed.Group).ToHashSet();
        var sign = found.Rule.Detector?.Kind == DetectorKind.Bottom ? 1 : -1;
        var ordered = table.Rows.Where(r => ValueText.AsNumber(r[value]) is not null).OrderBy(r => sign * ValueText.AsNumber(r[value])).ToList();
        return table with { Rows = [.. ordered.Where((row, i) => i < MostBars || own.Contains(row))], RowBeyond = null };
    }

    // The whole has one number: the days, weeks or months that it and the number before are made of show how it came about.
    private static async Task<Measurement?> OverTimeAsync(Discovery found, RuleSubject subject, SubjectQueries queries, CancellationToken cancellationToken)
    {
        if (found.Rule is not { Metric: { } metric, Time: not null }
            || found.Measured.Query.Time is not { From: { } from, To: { } to }
            || InsightQuery.TimeColumnOf(subject.Model, metric, found.Rule.Time) is not { } column)
            return null;
        var start = found.Before?.Query.Time?.From is { } before && before < from ? before : from;
        var range = new TimeRange.Between(start, to);
        var days = new ResolvedTimeRange(start, to).Days;
        var grain = days switch { <= 70 => TimeGrain.Day, <= 400 => TimeGrain.Week, _ => TimeGrain.Month };
        return (await queries.MeasureAsync(InsightQuery.SeriesOf(found.Rule, column, grain, range), cancellationToken)).TryGet(out var series, out _) ? series : null;
    }
}
