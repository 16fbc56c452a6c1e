using NlSql.Insights.Measuring;
using NlSql.Insights.Runs;
using NlSql.Query.Planning;
using NlSql.Query.Plugins;
using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Queries;
using NlSql.ServiceDefaults.Errors;

namespace NlSql.Insights.Rules;

/// <summary>Rules on a metric period by period: zscore and trend.</summary>
internal static class SeriesRule
{
    /// <summary>Points that a series may have, over all groups.</summary>
    public const int MostPoints = 5_000;

    public static async Task<Result<List<Discovery>>> FindAsync(
        InsightDefinition rule, RuleSubject subject, SubjectQueries queries, CancellationToken cancellationToken)
    {
        if (!(await MeasureAsync(rule, subject, queries, cancellationToken)).TryGet(out var measured, out var failure))
            return failure;
        var (grain, days) = (InsightQuery.GrainOf(rule), DaysOf(rule, subject));
        var judged = SeriesOf(measured, rule, subject).Select(s => rule.Detector!.Kind == DetectorKind.Trend
            ? SeriesDetectors.Trend(rule.Detector, s, grain)
            : SeriesDetectors.Unusual(rule.Detector, s, days.Looked, grain)).ToList();
        return judged.Count > 0 && judged.TrueForAll(j => j is null)
            ? InsightErrors.TooFewPeriods
            : judged.SelectMany(j => j ?? []).OrderByDescending(n => Math.Abs(n.Score ?? double.MaxValue)).ThenBy(n => n.Group, StringComparer.Ordinal)
                .Select(n => new Discovery(rule, n, measured, null)).ToList();
    }

    /// <summary>Measures the metric period by period, over the range that the rule looks at and the one that it compares with.</summary>
    public static async Task<Result<Measurement>> MeasureAsync(
        InsightDefinition rule, RuleSubject subject, SubjectQueries queries, CancellationToken cancellationToken)
    {
        if (InsightQuery.TimeColumnOf(subject.Model, rule.Metric!, rule.Time) is not { } column)
            return InsightErrors.NoSeries;
        var days = DaysOf(rule, subject);
        var query = InsightQuery.SeriesOf(rule, column, InsightQuery.GrainOf(rule), new TimeRange.Between(days.From, days.To));
        return await queries.MeasureAsync(query, cancellationToken, MostPoints);
    }

    /// <summary>The series of a rule's measurement: the periods of which all days are in the data.</summary>
    public static IReadOnlyList<Series> SeriesOf(Measurement measured, InsightDefinition rule, RuleSubject subject)
    {
        var (grain, days) = (InsightQuery.GrainOf(rule), DaysOf(rule, subject));
        var first = InsightQuery.TimeColumnOf(subject.Model, rule.Metric!, rule.Time) is { } column ? subject.FirstDayOf(column) : null;
        return Series.Of(measured, start => IsWhole(start, grain, days, first), AbsentGroups.AreZero(subject.Model.FindMetric(rule.Metric!)));
    }

    // A period that has begun, or of which the data has the end alone, is no fair comparison.
    private static bool IsWhole(DateOnly start, TimeGrain grain, (DateOnly From, DateOnly Looked, DateOnly To) days, DateOnly? first) =>
        start >= days.From && !(start < first) && TimeRangeResolver.Add(start, grain, 1).AddDays(-1) <= days.To;

    /// <summary>The days of the series, and the first of those that are looked at rather than compared with.</summary>
    private static (DateOnly From, DateOnly Looked, DateOnly To) DaysOf(InsightDefinition rule, RuleSubject subject)
    {
        var (grain, calendar, anchor) = (InsightQuery.GrainOf(rule), subject.Model.Plugin.Calendar, subject.Context.Anchor);
        var range = rule.Time is { } time ? TimeRangeResolver.Resolve(time.Range, anchor, calendar) : null;
        var to = range?.To is { } end && end < anchor.Day ? end : anchor.Day;
        var periods = rule.Detector!.Parameters.TryGetValue("periods", out var number) ? (int)number : (int?)null;
        if (rule.Detector.Kind == DetectorKind.Trend)
        {
            var from = periods is null && range?.From is { } begin ? begin : Back(EndOf(to, grain, calendar), periods ?? SeriesDefaults.Periods(grain), grain);
            var start = TimeRangeResolver.StartOf(grain, from, calendar);
            return (start < from && periods is null ? TimeRangeResolver.Add(start, grain, 1) : start, start, to);
        }

        var looked = TimeRangeResolver.StartOf(grain, range?.From ?? to, calendar);
        return (Back(looked, periods ?? SeriesDefaults.Periods(grain), grain), looked, to);
    }

    // The first day behind the last period that is whole.
    private static DateOnly EndOf(DateOnly to, TimeGrain grain, CalendarDefinition calendar)
    {
        var next = to.AddDays(1);
        return TimeRangeResolver.StartOf(grain, next, calendar) is var start && start == next ? next : start;
    }

    private static DateOnly Back(DateOnly day, int periods, TimeGrain grain) => TimeRangeResolver.Add(day, grain, -periods);
}

/// <summary>What a rule on a series takes where it says nothing.</summary>
internal static class SeriesDefaults
{
    /// <summary>So many periods: eight weeks of days, half a year of weeks, two years of months, three of quarters.</summary>
    public static int Periods(TimeGrain grain) => grain switch
    {
        TimeGrain.Day => 56,
        TimeGrain.Week => 26,
        TimeGrain.Month => 24,
        TimeGrain.Quarter or TimeGrain.FiscalQuarter => 12,
        _ => 10,
    };
}
