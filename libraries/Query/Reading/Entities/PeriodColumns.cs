using NlSql.Query.Linking;
using NlSql.Query.Linking.Recognizers;
using NlSql.Query.Linking.Words;
using NlSql.Query.Model;
using NlSql.Query.Planning;
using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Queries;

namespace NlSql.Query.Reading.Entities;

/// <summary>Which date or year a period is about: that which is named, that of what happened, of what is measured, or the thing's own.</summary>
/// <param name="draft">The draft.</param>
/// <param name="reach">What the rows lead to.</param>
/// <param name="measured">The related table whose rows are measured; null for none.</param>
/// <param name="related">The rows that must or must not be there, as far as they are known.</param>
/// <param name="counted">The rows whose number is compared.</param>
internal sealed class PeriodColumns(EntityDraft draft, Reach reach, string? measured, IReadOnlyList<RelatedRows> related, IReadOnlyList<CountedRows> counted)
{
    private const int MostUnits = 4000;

    // What happens to a thing over and over; "created" and "registered" are of itself.
    private static readonly HashSet<string> TradeVerbs = new(StringComparer.Ordinal) { "sold", "bought", "purchased", "ordered", "spent", "paid", "shipped", "delivered", "booked", "buy", "order", "sell", "purchase", "pay" };

    /// <summary>The column of a period, and whether it is that of rows which are denied; no column where there is none.</summary>
    public (MentionTarget.Column? Column, bool IsOfDenied) Of(Demand.During during, TimeRange.Between days)
    {
        if (during.Column is { } named)
            return (reach.Best(named, c => c.Type is ColumnType.Date or ColumnType.Timestamp || named.Columns.Any(n => n.Target.ColumnName == c.Name && draft.Question.Lexicon.IsYear(n.Target))), false);
        var denied = TimeOfDenied(during.Period, days);
        var column = TimeOf(during.Period, days) ?? TimeSaid(during.Period) ?? TimeOfVerb(during.Period) ?? denied ?? UsualTime(days) ?? YearColumns.Usual(draft, [.. Happened(), .. draft.SpokenTables.Where(reach.LeadsTo)], days);
        return (column, column is not null && column == denied);
    }

    /// <summary>The days of a range, of a list as of a sum: "in the last 30 days"; null for what is no range of days.</summary>
    public TimeRange.Between? Days(TimeRange range)
    {
        if (RelativeDays.Of(range, draft.Question.Anchor, draft.Model.Plugin.Calendar) is { } calendar)
            return calendar;
        if (range is not (TimeRange.Rolling { Count: <= MostUnits, Unit: not TimeGrain.Hour } or TimeRange.ToDate))
            return null;
        var resolved = TimeRangeResolver.Resolve(range, new TimeAnchorDay(draft.Question.Anchor), draft.Model.Plugin.Calendar);
        var note = $"“{TimeRangeText.Of(range)}” is {DayWords.Range(resolved.From, resolved.To)}, counted from {DayWords.Of(draft.Question.Anchor)}.";
        if (!draft.Assumptions.Contains(note))
            draft.Assumptions.Add(note);
        return new(resolved.From, resolved.To);
    }

    // "orders that have shipments after May": the date of what stands right before the period.
    private MentionTarget.Column? TimeOf(Part period, TimeRange.Between days)
    {
        var beside = draft.At(period.Index - 1);
        while (beside is { Mention: null } or { Target: MentionTarget.Activity or MentionTarget.Relation } && beside.Index > period.Index - 4)
            beside = draft.At(beside.Index - 1);
        // "customers who placed no order this year" of order lines.
        if (beside is { Target: MentionTarget.Column, Role: "condition", Negated: true, Strongest: { } key } && draft.NumbersRows(beside) && !reach.LeadsTo(key.TableName))
            return TimeOf(key.TableName);
        // "customers who placed more than 10 orders in 2025": those are so many.
        if (beside is { IsNoun: true } && counted.FirstOrDefault(c => c.Demand.Quantity.Noun == beside) is { } many)
            return TimeOf(many.Table);
        return beside is { Target: MentionTarget.Table, Clause: > 0 } or { Target: MentionTarget.Table, Role: "related" } && beside.Tables[0] is var table && table != reach.Table && reach.RelatedSteps(table) < Reach.Nowhere && !reach.LeadsTo(table)
            ? TimeOf(table, days) : null;
    }

    // "orders finished more than two days late in 2025": the date of the verb, though it stands apart.
    private MentionTarget.Column? TimeSaid(Part period) => draft.Parts.Take(period.Index).LastOrDefault(p => p is { Target: MentionTarget.Column, Role: "relates" } && p.Sentence == period.Sentence && draft.IsTime(p) && RelationVerbs.IsPast(p.Text)) is { } verb
        && reach.Best(verb, c => c.Type is ColumnType.Date or ColumnType.Timestamp) is { } date && reach.LeadsTo(date.TableName) ? date : null;

    // "products sold in 2025", "customers who ordered in 2024 but not in 2025", "who bought toys and books in 2024": the date of what happened to them, where there is one table of that.
    private MentionTarget.Column? TimeOfVerb(Part period) =>
        Happening(p => p.Index < period.Index && p.Sentence == period.Sentence) is { } rows ? TimeOf(rows) : null;

    /// <summary>The table of what a verb says happened to the things; null where none does, or where there are several.</summary>
    /// <param name="where">Which verbs count.</param>
    public string? Happening(Func<Part, bool> where) =>
        draft.Parts.Any(p => p.Target is MentionTarget.Activity && TradeVerbs.Contains(p.Text) && where(p)) ? draft.Happenings(reach.Table) : null;

    // "machines that had no electrical fault in November": when it did not happen.
    private MentionTarget.Column? TimeOfDenied(Part period, TimeRange.Between days) =>
        related.LastOrDefault(r => r.Negated && r.Place == (period.Sentence, period.Clause)) is { } denied && draft.Parts.Take(period.Index).Any(p => p.Negated) && draft.Parts.Take(period.Index).All(p => !p.Negated || p.Clause == period.Clause) ? TimeOf(denied.Table, days) : null;

    private MentionTarget.Column? TimeOf(string table) =>
        Ledgers.TimeColumn(draft.Model, table) is { } time ? time.Split('.') is [var header, var date] ? new(header, date) : new(table, time) : null;

    private MentionTarget.Column? TimeOf(string table, TimeRange.Between days) => TimeOf(table) ?? YearColumns.Usual(draft, [table], days);

    // The date or year of what is measured or must have happened ("customers who rented a van in 2024", "the best score in 2018"), else the thing's own.
    private MentionTarget.Column? UsualTime(TimeRange.Between days)
    {
        // "how many moves in July": of the dates that are counted.
        if (draft.Outputs is [Quantity.Count { Noun: { Target: MentionTarget.Column } dates }] && draft.IsTime(dates) && reach.Best(dates) is { } counted)
            return counted;
        return Happened().Select(t => t == reach.Table ? TimeOf(t) : TimeOf(t, days)).FirstOrDefault(t => t is not null);
    }

    // What happened to the things; what they are paired with has a time of its own ("bills in 2025 with a beer": of the bill, and not since when there is beer).
    private IEnumerable<string> Happened() => related.Where(r => !r.Negated && (draft.Leads(r.Table, reach.Table) || TimeOf(reach.Table) is null)).Select(r => r.Table).Prepend(measured).Append(reach.Table).OfType<string>();
}
