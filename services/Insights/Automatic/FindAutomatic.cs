using NlSql.Insights.Measuring;
using NlSql.Insights.Rules;
using NlSql.Insights.Statistics;
using NlSql.Query.Plugins;
using NlSql.SemanticModel.Definitions;

namespace NlSql.Insights.Automatic;

/// <summary>
/// Looks for what is worth showing in a dataset without a plugin. Much is looked for, so some of it would seem to be there by chance: of all tests
/// together those hold that <see cref="BenjaminiHochberg"/> keeps. The largest effects of those are shown, a few.
/// </summary>
internal static class FindAutomatic
{
    /// <summary>Findings shown.</summary>
    public const int MostShown = 5;

    /// <summary>The expected part of the findings that is mere chance.</summary>
    public const double DiscoveryRate = 0.05;

    private const double SmallestTau = 0.3;
    private const double SmallestLead = 0.2;
    private const double SmallestCorrelation = 0.5;
    private const double LargestCorrelation = 0.999;

    /// <summary>What is worth showing, the largest effect first.</summary>
    public static async Task<IReadOnlyList<Discovery>> RunAsync(RuleSubject subject, SubjectQueries queries, Func<string, bool> isMuted, CancellationToken cancellationToken)
    {
        var metrics = AutomaticRules.Metrics(subject);
        var looked = new List<Candidate>();
        var series = new List<MeasuredSeries>();
        foreach (var metric in metrics)
        {
            if (InsightQuery.TimeColumnOf(subject.Model, metric.Name) is not { } time)
                continue;
            var rule = AutomaticRules.Trend(metric, subject, time);
            if ((await SeriesRule.MeasureAsync(rule, subject, queries, cancellationToken)).TryGet(out var measured, out _) && SeriesRule.SeriesOf(measured, rule, subject) is [var own])
                series.Add(new(metric, rule, own, measured));
            if (await OutlierAsync(metric, time, subject, queries, cancellationToken) is { } outlier)
                looked.Add(outlier);
        }

        looked.AddRange(series.SelectMany(Trends));
        looked.AddRange(Correlations(series));
        looked.AddRange(await ConcentrationsAsync(metrics, subject, queries, cancellationToken));
        var open = looked.Where(c => !isMuted(c.Discovery.Rule.Name)).ToList();
        var holds = BenjaminiHochberg.Holds([.. open.Select(c => c.PValue)], DiscoveryRate);
        return
        [
            .. open.Where((c, i) => holds[i] && c.Effect > 0)
                .OrderByDescending(c => c.Effect).ThenBy(c => c.PValue).ThenBy(c => c.Discovery.Rule.Name, StringComparer.Ordinal)
                .Take(MostShown)
                .Select(c => c.Discovery),
        ];
    }

    // The most unusual of several periods: its chance is that of the most unusual of as many (Bonferroni).
    private static async Task<Candidate?> OutlierAsync(MetricDefinition metric, string time, RuleSubject subject, SubjectQueries queries, CancellationToken cancellationToken)
    {
        var rule = AutomaticRules.Outlier(metric, subject, time);
        if (!(await SeriesRule.FindAsync(rule, subject, queries, cancellationToken)).TryGet(out var periods, out _) || periods.Count == 0)
            return null;
        var most = periods.MaxBy(p => Math.Abs(p.Noticed.Score ?? double.MaxValue))!;
        var score = Math.Abs(most.Noticed.Score ?? double.MaxValue);
        return new(most, Math.Min(1, (most.Noticed.PValue ?? 1) * periods.Count), score >= ModifiedZScore.Usual ? 1 - (ModifiedZScore.Usual / 2 / score) : 0);
    }

    private static IEnumerable<Candidate> Trends(MeasuredSeries series) =>
        (SeriesDetectors.Trend(series.Rule.Detector!, series.Series, series.Rule.Grain!.Value) ?? [])
            .Select(t => new Candidate(new(series.Rule, t, series.Measured, null), t.PValue ?? 1, Math.Abs(t.Score ?? 0) is >= SmallestTau and var tau ? tau : 0));

    // Of changes from period to period: two measures that both grow would correlate without having to do with each other.
    private static IEnumerable<Candidate> Correlations(List<MeasuredSeries> series)
    {
        foreach (var (one, other) in series.SelectMany((one, i) => series.Skip(i + 1).Select(other => (one, other))))
        {
            var (left, right) = Changes(one.Series, other.Series);
            if (one.Rule.Grain != other.Rule.Grain || RankCorrelation.Of(left, right) is not { } test)
                continue;
            var noticed = new Noticed("", [], Comparison.Of(one.Series.Points[^1].Value, null)) { Score = Math.Round(test.Rho, 2), PValue = test.PValue };
            // What follows from each other, such as revenue and revenue with tax, is no finding.
            var effect = Math.Abs(test.Rho) is >= SmallestCorrelation and < LargestCorrelation and var rho ? rho : 0;
            yield return new(new(AutomaticRules.Correlation(one.Rule, one.Metric, other.Metric), noticed, one.Measured, null), test.PValue, effect);
        }
    }

    private static (List<double> Left, List<double> Right) Changes(Series left, Series right)
    {
        var other = right.Points.ToDictionary(p => p.Start, p => p.Value);
        var both = left.Points.Where(p => other.ContainsKey(p.Start)).Select(p => (Left: (double)p.Value, Right: (double)other[p.Start])).ToList();
        var changes = both.Zip(both.Skip(1), (a, b) => (Left: b.Left - a.Left, Right: b.Right - a.Right)).ToList();
        return ([.. changes.Select(c => c.Left)], [.. changes.Select(c => c.Right)]);
    }

    private static async Task<List<Candidate>> ConcentrationsAsync(
        IReadOnlyList<MetricDefinition> metrics, RuleSubject subject, SubjectQueries queries, CancellationToken cancellationToken)
    {
        var found = new List<Candidate>();
        if (metrics.FirstOrDefault(m => m is { Type: MetricType.Simple, Aggregate: AggregateFunction.Count, Table: not null }) is not { } count)
            return found;
        foreach (var column in AutomaticRules.Dimensions(count.Table!, subject))
        {
            var rule = AutomaticRules.Concentration(count, column, column.Split('.') is [var table, var name] ? subject.Model.FindTable(table)?.FindColumn(name)?.Label ?? name : column);
            if (!(await GroupRule.FindAsync(rule, subject, queries, cancellationToken)).TryGet(out var groups, out _) || groups.Count < 2)
                continue;
            var (largest, even) = ((double)(groups[0].Noticed.Share ?? 0), 1.0 / groups.Count);
            var lead = (largest - even) / (1 - even);
            var chance = ChiSquared.OfEqualCounts([.. groups.Select(g => (double)g.Noticed.Comparison.Value)]);
            found.Add(new(groups[0] with { Noticed = groups[0].Noticed with { PValue = chance } }, chance, lead >= SmallestLead ? lead : 0));
        }

        return found;
    }

    private sealed record MeasuredSeries(MetricDefinition Metric, InsightDefinition Rule, Series Series, Measurement Measured);
}
