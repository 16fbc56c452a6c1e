using NlSql.Query.Model;
using NlSql.SemanticModel.Definitions;

namespace NlSql.Query.Linking;

/// <summary>A table whose rows go on for a while: it has dates that times lie between.</summary>
internal sealed class Course
{
    private readonly TableDefinition table;
    private readonly CourseOfEvents events;

    private Course(TableDefinition table)
    {
        this.table = table;
        var dates = table.Computed.Select(c => c.Computation).OfType<ColumnComputation.TimeBetween>().SelectMany(t => new[] { t.From, t.To }).ToHashSet(StringComparer.Ordinal);
        events = new([.. table.Columns.Where(c => dates.Contains(c.Name))]);
    }

    /// <summary>The courses of a model whose computed columns are there.</summary>
    public static IReadOnlyList<Course> Of(ModelDefinition model) => [.. model.Tables.Where(t => t.Computed.Any(c => c.Computation is ColumnComputation.TimeBetween)).Select(t => new Course(t))];

    /// <summary>The table's name.</summary>
    public string Table => table.Name;

    /// <summary>Where its rows begin.</summary>
    public string Start => events.Start.Name;

    /// <summary>Where they end; null when nothing says so.</summary>
    public string? End => events.End?.Name;

    /// <summary>Where what ends at their end began: the check-in that a check-out is of, though the booking was made before; else where the rows begin.</summary>
    public string BeginningOfEnd => End is { } end && Ends.Where(e => end.EndsWith(e.End, StringComparison.Ordinal)).Select(e => end[..^e.End.Length] + e.Beginning).FirstOrDefault(c => c != end && table.FindColumn(c) is { Type: ColumnType.Date or ColumnType.Timestamp }) is { } own ? own : Start;

    private static readonly (string End, string Beginning)[] Ends =
        [("_out", "_in"), ("_end", "_start"), ("_end", "_begin"), ("end_date", "start_date"), ("ended", "started"), ("_to", "_from"), ("_until", "_from"), ("_off", "_on"), ("checkout", "checkin"), ("departure", "arrival"), ("discharge", "admission"), ("discharged", "admitted"), ("closed", "opened"), ("returned", "picked_up")];

    /// <summary>What was planned and what came of it; null when nothing was.</summary>
    public (string Due, string Done)? Planned => events.Planned is var (due, done) ? (due.Name, done.Name) : null;

    /// <summary>What came of a date that was planned; null when nothing says so.</summary>
    public string? Outcome(string due) => events.Outcomes.FirstOrDefault(o => o.Due.Name == due).Done?.Name;

    /// <summary>Whether a date is one that was planned.</summary>
    public bool IsPlanned(string date) => table.FindColumn(date) is { } column && EventOrder.IsPlanned(column);

    /// <summary>The time from one date to another, in a unit or the usual one; null when there is none.</summary>
    public MentionTarget.Column? Between(string from, string to, DurationUnit? unit) =>
        table.FindColumn(from) is not null && table.FindColumn(to) is not null && ComputedColumns.Duration(table, from, to, unit ?? ComputedColumns.UsualUnit(table, from, to)) is { } duration
            ? new(table.Name, duration.Name) : null;

    /// <summary>The computed column of yes and no of that name; null when there is none.</summary>
    public MentionTarget.Column? Flag(string name) => table.Computed.Any(c => c.Name == name && c.Type == ColumnType.Boolean) ? new(table.Name, name) : null;
}
