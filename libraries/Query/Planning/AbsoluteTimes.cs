using NlSql.Query.Policies;
using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Queries;

namespace NlSql.Query.Planning;

/// <summary>Relative time ranges → days, in the query and in every query inside it, each within what the policy allows.</summary>
internal sealed class AbsoluteTimes(PolicyGate policy, PlanContext plan, QueryContext context)
{
    private readonly List<string> assumptions = [];

    /// <summary>What was assumed to find the days, the query's own time last.</summary>
    public IReadOnlyList<string> Assumptions => assumptions;

    /// <summary>The query in days, and the days of its own rows; null for all time.</summary>
    public (SemanticQuery Query, ResolvedTimeRange? Time) Of(SemanticQuery query)
    {
        var inside = InnerQueries.Replace(query, inner => Of(inner).Query);
        if (query.Union.Count > 0)
            return (inside, null);
        var time = policy.Limit(query.Time is null ? null : Resolve(query.Time.Range), MeasuredTable(query));
        if (time?.Assumption is { } assumption)
            assumptions.Add(assumption);
        var absolute = time is null or { From: null, To: null } ? null : new TimeFilter(Days(time), query.Time?.Column);
        return (inside with { Time = absolute, Compare = Compared(query, time) }, time);
    }

    private ResolvedTimeRange Resolve(TimeRange range) => TimeRangeResolver.Resolve(range, context.Anchor, context.Model.Definition.Plugin.Calendar);

    // A series is compared period by period; anything else with the whole range before it.
    private PeriodComparison? Compared(SemanticQuery query, ResolvedTimeRange? time)
    {
        if (query.Compare is not { } compare || (query.Dimensions.Any(d => d.Grain is not null) && compare is not PeriodComparison.Range))
            return query.Compare;
        if (query.Time is { } asked && time is not null
            && ComparedRange.Of(asked.Range, time with { To = time.To ?? context.Anchor.Day }, compare, context.Anchor, plan.Calendar) is { } before)
        {
            assumptions.Add($"Compared with {DayWords.Range(before.From, before.To)}.");
            return new PeriodComparison.Range(before);
        }

        plan.Issues.Add(
            "plan.compare-needs-time", "A comparison needs a time range with a beginning, or a time dimension with a grain.", "last 30 days", "this year");
        return null;
    }

    private static TimeRange.Between Days(ResolvedTimeRange range) => new(range.From, range.To);

    // The table whose rows a range of time is about; names that are not known are reported by the planner.
    private TableDefinition? MeasuredTable(SemanticQuery query)
    {
        var trial = new PlanContext(context);
        if (query.Metrics is [{ Of: { } of }, ..])
            return context.Model.Table(of);
        if (query.Metrics is not [{ Name: not null } first, ..])
            return new EntityChooser(trial, query).Choose();
        var metric = new MetricBinder(trial).Bind(first, _ => null, []);
        return metric is null ? null : context.Model.Table(metric.Formula.Leaves().First().Table);
    }
}
