using NlSql.SemanticModel.Definitions;

namespace NlSql.Query.Model;

/// <summary>Where the rows of a table begin and end, and what was planned, by what its date columns are called.</summary>
internal sealed class CourseOfEvents
{
    public CourseOfEvents(List<ColumnDefinition> dates)
    {
        bool Precedes(ColumnDefinition one, ColumnDefinition other) => one != other && EventOrder.Precedes(dates, one, other);
        Start = dates.Find(d => EventOrder.IsBeginning(d) && !EventOrder.IsPlanned(d)) ?? dates.Find(d => !dates.Exists(other => Precedes(other, d))) ?? dates[0];
        End = dates.FindLast(d => EventOrder.IsEnd(d) && !EventOrder.IsPlanned(d) && Precedes(Start, d)) ?? dates.FindLast(d => !EventOrder.IsPlanned(d) && Precedes(Start, d));
        var outcomes = (from due in dates where EventOrder.IsPlanned(due) from done in dates where EventOrder.IsOutcomeOf(due, done) select (due, done)).ToList();
        // "eta" and "delivered": what is left of the plans, and how it ended.
        if (End is { } end && !outcomes.Exists(o => o.done == end) && dates.FindLast(d => EventOrder.IsPlanned(d) && !outcomes.Exists(o => o.due == d)) is { } last && Precedes(last, end))
            outcomes.Add((last, end));
        Planned = outcomes.Count > 0 ? outcomes.MaxBy(o => (o.done == End ? 1 : 0, outcomes.IndexOf(o))) : null;
    }

    /// <summary>Where rows begin.</summary>
    public ColumnDefinition Start { get; }

    /// <summary>Where they end; null when nothing says so.</summary>
    public ColumnDefinition? End { get; }

    /// <summary>What was planned and what came of it; null when nothing was.</summary>
    public (ColumnDefinition Due, ColumnDefinition Done)? Planned { get; }
}
