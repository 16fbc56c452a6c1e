using NlSql.Query.Sql.Tree;
using NlSql.SemanticModel.Queries;

namespace NlSql.Query.Planning;

/// <summary>
/// The time of a measured query: its range, the dimension that makes a series of periods, and what each aggregate has to read so that
/// comparisons and running totals are right for the first period too.
/// </summary>
internal sealed class MeasuredTime
{
    private readonly PlanContext context;
    private readonly SemanticQuery query;

    public MeasuredTime(PlanContext context, SemanticQuery query)
    {
        (this.context, this.query) = (context, query);
        Series = query.Dimensions.FirstOrDefault(d => d.Grain is not null);
    }

    /// <summary>The dimension that makes a series of periods; null for none.</summary>
    public DimensionReference? Series { get; }

    /// <summary>The range in days; null for all time.</summary>
    public TimeRange.Between? Range => query.Time?.Range as TimeRange.Between;

    /// <summary>The start of the first period of the series; null when the range has no beginning or there is no series.</summary>
    public DateOnly? FirstPeriod => Series?.Grain is { } grain && Range?.From is { } from ? TimeRangeResolver.StartOf(grain, from, context.Calendar) : null;

    /// <summary>How much later the periods of an aggregate are shown than they were; null for not at all.</summary>
    public SqlInterval? ShiftOf(MetricFormula.Leaf leaf) => leaf.Previous && Series?.Grain is { } grain ? Shift(grain) : null;

    /// <summary>The time filter of an aggregate; null for all time.</summary>
    public TimeFilter? FilterOf(MetricFormula.Leaf leaf)
    {
        var range = Range;
        if (leaf.Previous)
            range = Series?.Grain is { } grain ? Earlier(range, Shift(grain)) : (query.Compare as PeriodComparison.Range)?.Other as TimeRange.Between;
        if (leaf.Accumulation is { } accumulation)
            range = Reaching(range, accumulation);
        return range is null or { From: null, To: null } ? null : new TimeFilter(range, query.Time?.Column);
    }

    /// <summary>The frame of a running total over a series, as far as it reaches back; null for everything before. Notes an issue when it is shorter than a period.</summary>
    public SqlInterval? ReachOf(Accumulation.Window window)
    {
        var reach = TimeLengths.Less(TimeLengths.Of(window.Count, window.Unit), TimeLengths.Of(1, Series!.Grain!.Value));
        if (TimeLengths.RoughDays(reach) < 0)
            context.Issues.Add("plan.window-too-short", $"A window of {TimeRangeText.Length(window.Count, window.Unit)} is shorter than one period of the series.");
        return reach;
    }

    /// <summary>Start of every period of the series, for filling gaps; null when its ends are not known.</summary>
    public IReadOnlyList<DateOnly>? Periods(string table)
    {
        if (Series?.Grain is not { } grain || grain == TimeGrain.Hour)
            return null;
        var known = context.DataDays.FirstOrDefault(d => d.Table == table);
        var first = Range?.From ?? known?.First;
        var last = Range?.To ?? known?.Last;
        if (first is not { } from || last is not { } to)
            return null;
        // Nobody wants to see the months that are still to come as empty.
        to = to > context.Anchor.Day && from <= context.Anchor.Day ? context.Anchor.Day : to;
        var periods = new List<DateOnly>();
        for (var start = TimeRangeResolver.StartOf(grain, from, context.Calendar); start <= to && periods.Count <= MostPeriods; start = TimeRangeResolver.Add(start, grain, 1))
            periods.Add(start);
        return periods;
    }

    /// <summary>Most periods that are filled.</summary>
    public const int MostPeriods = 1_000;

    private SqlInterval Shift(TimeGrain grain) => (query.Compare, grain) switch
    {
        // A year is not made of whole weeks: the same week a year ago is 52 weeks ago.
        (PeriodComparison.PreviousYear, TimeGrain.Week) => new(0, 364, 0),
        (PeriodComparison.PreviousYear, _) => new(12, 0, 0),
        _ => TimeLengths.Of(1, grain),
    };

    private static TimeRange.Between? Earlier(TimeRange.Between? range, SqlInterval shift) => range is null
        ? null
        : new(range.From is { } from ? TimeLengths.Before(from, shift) : null, range.To is { } to ? TimeLengths.Before(to, shift with { Microseconds = 0 }) : null);

    // What a running total of the first period has to read. Without a series there is one value: that at the end of the range.
    private TimeRange.Between? Reaching(TimeRange.Between? range, Accumulation accumulation)
    {
        var end = range?.To ?? context.Anchor.Day;
        switch (accumulation)
        {
            case Accumulation.FromBeginning:
                return range is null ? null : range with { From = null };
            case Accumulation.Window window when Series is null:
                return new(TimeRangeResolver.Add(end.AddDays(end < DateOnly.MaxValue ? 1 : 0), window.Unit, -window.Count), end);
            case Accumulation.ToDate toDate when Series is null:
                return new(TimeRangeResolver.StartOf(toDate.Unit, end, context.Calendar), end);
            case Accumulation.Window window when range?.From is not null && ReachOf(window) is { } reach:
                return range with { From = TimeLengths.Before(FirstPeriod!.Value, reach) };
            case Accumulation.ToDate toDate when range?.From is { } from:
                return range with { From = TimeRangeResolver.StartOf(toDate.Unit, TimeRangeResolver.StartOf(Series!.Grain!.Value, from, context.Calendar), context.Calendar) };
            default:
                return range;
        }
    }
}
