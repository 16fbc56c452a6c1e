using System.Text.Json.Serialization;

namespace NlSql.SemanticModel.Queries;

/// <summary>A range of time on a column.</summary>
/// <param name="Range">The range, absolute or relative; relative ones become absolute when the query is compiled.</param>
/// <param name="Column"><c>table.column</c>; null for the time column of the measured table.</param>
[JsonConverter(typeof(TimeFilterConverter))]
public sealed record TimeFilter(TimeRange Range, string? Column = null);

/// <summary>A range of whole days. Closed: the nested types are all there are.</summary>
public abstract record TimeRange
{
    private TimeRange()
    {
    }

    /// <summary>From one day to another, both inclusive; null is open (at most one of them is).</summary>
    public sealed record Between(DateOnly? From, DateOnly? To) : TimeRange;

    /// <summary>The last (or next) n units up to and including the anchor day: "last 7 days", "last 3 months".</summary>
    public sealed record Rolling(int Count, TimeGrain Unit, bool Future = false) : TimeRange;

    /// <summary>
    /// A whole calendar unit counted from the one that holds the anchor day: offset 0 is "this month", −1 "last month",
    /// −1 with length 2 "the previous two months".
    /// </summary>
    public sealed record Calendar(TimeGrain Unit, int Offset, int Length = 1) : TimeRange;

    /// <summary>From the start of the unit that holds the anchor day up to the anchor day: "year to date".</summary>
    public sealed record ToDate(TimeGrain Unit) : TimeRange;
}
