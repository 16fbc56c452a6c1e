using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Queries;

namespace NlSql.Query.Planning;

/// <summary>Over which periods a value is summed, up to and including each period.</summary>
internal abstract record Accumulation
{
    private Accumulation()
    {
    }

    /// <summary>The accumulation of a cumulative metric.</summary>
    public static Accumulation? Of(MetricDefinition metric)
    {
        if (metric.Window is { } window)
            return TimeRangeText.TryLength(window) is { } length ? new Window(length.Count, length.Unit) : null;
        if (metric.GrainToDate is not { } grain)
            return new FromBeginning();
        return QueryWords.TryGrain(grain, out var unit) ? new ToDate(unit) : null;
    }

    /// <summary>The accumulation that a query asks for.</summary>
    public static Accumulation Of(RunningTotal running) => running switch
    {
        { Count: { } count, Unit: { } unit } => new Window(count, unit),
        { ToDate: { } unit } => new ToDate(unit),
        _ => new WithinRange(),
    };

    /// <summary>From the first row of all, whatever the range.</summary>
    public sealed record FromBeginning : Accumulation;

    /// <summary>From the first period of the range.</summary>
    public sealed record WithinRange : Accumulation;

    /// <summary>The last units that end with the period.</summary>
    public sealed record Window(int Count, TimeGrain Unit) : Accumulation;

    /// <summary>From the start of the unit that holds the period.</summary>
    public sealed record ToDate(TimeGrain Unit) : Accumulation;
}
