using NlSql.Query.Linking;
using NlSql.Query.Linking.Recognizers;
using NlSql.SemanticModel.Queries;

namespace NlSql.Query.Reading.Rules;

/// <summary>Periods → the time range. Neighbouring ones join ("January and February"); others would be a comparison.</summary>
internal sealed class PeriodRule : ReadingRule
{
    public override void Apply(Draft draft)
    {
        foreach (var item in draft.Unused<MentionTarget.Period>().ToList())
        {
            var period = (MentionTarget.Period)item.Target;
            item.Role = "period";
            if (period.Note is { } note)
                draft.Assumptions.Add(note);
            if (draft.Period is null)
                draft.Period = period.Range;
            else if ((Join(draft.Period, period.Range) ?? Following(draft, period.Range)) is { } joined)
                draft.Period = joined;
            else
                draft.Count(Feature.SeparatePeriods);
        }
    }

    // "March 2025" and "2025": the narrower one; "January" and "February": both; "since May" and "until July": what lies between.
    private static TimeRange? Join(TimeRange first, TimeRange second)
    {
        if (first == second)
            return first;
        if (first is not TimeRange.Between left || second is not TimeRange.Between right)
            return null;
        if (Contains(left, right))
            return right;
        if (Contains(right, left))
            return left;
        if (left is { From: { } from, To: null } && right is { From: null, To: { } to } && from <= to)
            return new TimeRange.Between(from, to);
        if (left is not { From: { } a, To: { } b } || right is not { From: { } c, To: { } d })
            return null;
        return b.DayNumber + 1 == c.DayNumber ? new TimeRange.Between(a, d) : d.DayNumber + 1 == a.DayNumber ? new TimeRange.Between(c, b) : null;
    }

    // "this year and last year": both, where one follows the other.
    private static TimeRange? Following(Draft draft, TimeRange second) =>
        draft.Period is TimeRange.Calendar { Offset: var one } && second is TimeRange.Calendar { Offset: var other } && Math.Abs(one - other) == 1
            && RelativeDays.Of(draft.Period, draft.Question.Anchor, draft.Model.Plugin.Calendar) is { From: not null, To: not null } left && RelativeDays.Of(second, draft.Question.Anchor, draft.Model.Plugin.Calendar) is { From: not null, To: not null } right
            ? Join(left, right) : null;

    private static bool Contains(TimeRange.Between outer, TimeRange.Between inner) =>
        (outer.From is null || outer.From <= inner.From) && (outer.To is null || outer.To >= inner.To);
}
