using NlSql.SemanticModel.Definitions;

namespace NlSql.Query.Model;

/// <summary>Where the rows of a table begin and end, and what was planned, by what its date columns are called.</summary>
internal sealed class CourseOfEvents
{
    private readonly List<ColumnDefinition> dates;

    public CourseOfEvents(List<ColumnDefinition> dates)
    {
        this.dates = dates;
        bool Follows(ColumnDefinition one, ColumnDefinition other) => one != other && EventOrder.Precedes(dates, other, one);
        Start = dates.Find(d => !EventOrder.IsPlanned(d) && dates.Exists(left => EventOrder.IsStay(dates, d, left))) ?? dates.Find(d => EventOrder.IsBeginning(d) && !EventOrder.IsPlanned(d)) ?? dates.Find(d => !dates.Exists(other => Follows(d, other))) ?? dates[0];
        End = dates.FindLast(d => EventOrder.IsEnd(d) && !EventOrder.IsPlanned(d) && Follows(d, Start)) ?? dates.FindLast(d => !EventOrder.IsPlanned(d) && Follows(d, Start));
        var outcomes = (from due in dates where EventOrder.IsPlanned(due) from done in dates where EventOrder.IsOutcomeOf(due, done) select (due, done)).ToList();
        // "eta" and "delivered": what is left of the plans, and how it ended.
        if (dates.FindLast(d => EventOrder.IsPlanned(d) && !outcomes.Exists(o => o.due == d)) is { } last && Outcome(last) is { } outcome && !outcomes.Exists(o => o.done == outcome))
            outcomes.Add((last, outcome));
        Outcomes = outcomes;
        Planned = outcomes.Count > 0 ? outcomes.MaxBy(o => (o.done == End ? 1 : 0, outcomes.IndexOf(o))) : null;
    }

    // What was scheduled is a start that stands behind it, anything else an end; of two dates, the other one where its name says that something was done.
    private ColumnDefinition? Outcome(ColumnDefinition due)
    {
        if (EventOrder.IsScheduled(due) && EventOrder.IsStart(Start) && dates.IndexOf(due) < dates.IndexOf(Start))
            return Start;
        if (End is not null)
            return EventOrder.Precedes(dates, due, End) || (EventOrder.IsDue(due) && EventOrder.IsEnd(End)) ? End : null;
        return EventOrder.IsDue(due) && dates.FindAll(d => !EventOrder.IsPlanned(d)) is [var other] && EventOrder.IsDone(other) ? other : null;
    }

    /// <summary>Whether a date comes before another; what was planned before what came of it, whatever it is called.</summary>
    public bool Precedes(ColumnDefinition one, ColumnDefinition other) => Outcomes.Contains((one, other)) || (!Outcomes.Contains((other, one)) && EventOrder.Precedes(dates, one, other));

    /// <summary>Where rows begin.</summary>
    public ColumnDefinition Start { get; }

    /// <summary>Where they end; null when nothing says so.</summary>
    public ColumnDefinition? End { get; }

    /// <summary>All that was planned, each with what came of it.</summary>
    public IReadOnlyList<(ColumnDefinition Due, ColumnDefinition Done)> Outcomes { get; }

    /// <summary>What was planned for the whole and what came of it; null when nothing was.</summary>
    public (ColumnDefinition Due, ColumnDefinition Done)? Planned { get; }
}
