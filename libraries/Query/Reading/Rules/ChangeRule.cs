using NlSql.Query.Linking;
using NlSql.Query.Linking.Recognizers;
using NlSql.Query.Linking.Words;
using NlSql.SemanticModel.Queries;

namespace NlSql.Query.Reading.Rules;

/// <summary>"how did revenue change from 2022 to 2024", "how much higher was it in 2024 than in 2023": the later period against the earlier.</summary>
internal sealed class ChangeRule : ReadingRule
{
    public override void Apply(Draft draft)
    {
        var changes = draft.Items.Where(i => i is { Used: false } and ({ Target: MentionTarget.Growth } or { Target: MentionTarget.Difference } or { Target: MentionTarget.Unsupported { What: UnsupportedWords.Change } })).ToList();
        if (changes.Count == 0 || SetsValuesOff(draft) || !Periods(draft))
            return;
        foreach (var change in changes)
        {
            change.Role = "growth";
            Measures.CountIfMany(draft, change);
        }

        draft.Change = new(changes.Exists(c => c.Target is MentionTarget.Difference { Relative: true }) || draft.Question.Words.Any(w => w.Best is "percent" or "percentage" or "pct" or "%"), changes.Exists(c => ChangeWords.Falls(draft.Question.Words[c.Mention.Start].Token)));
    }

    /// <summary>Compares the later of the two periods of a question with the earlier; false where it does not say two, or asks for a series.</summary>
    public static bool Periods(Draft draft)
    {
        var periods = draft.Unused<MentionTarget.Period>().ToList();
        if (VariantRule.HasSeries(draft))
            return false;
        if (periods is [var span] && Ends(draft, span) is var (first, last))
            (draft.Period, draft.Against, span.Role) = (last, new PeriodComparison.Range(first), "period");
        else if (periods is not [var one, var other] || !VariantRule.Compare(draft, one, other))
            return false;
        foreach (var versus in draft.Unused<MentionTarget.Versus>().ToList())
            versus.Role = "compared with";
        return true;
    }

    private static bool SetsValuesOff(Draft draft) =>
        draft.Unused<MentionTarget.Difference>().Any() && draft.Unused<MentionTarget.Value>().ToList() is [var one, var other] && ValueRule.SharesColumn([one], other);

    // "from 2022 to 2024" is made of two periods, which it begins and ends with.
    private static (TimeRange First, TimeRange Last)? Ends(Draft draft, Item span)
    {
        if (VariantRule.Days(draft, span) is not { From: { } from, To: { } to })
            return null;
        var reader = new PeriodReader(draft.Question);
        var parts = Enumerable.Range(span.Mention.Start, span.Mention.End - span.Mention.Start).Select(i => reader.Read(i, true)?.Days).OfType<TimeRange.Between>().ToList();
        var first = parts.Find(p => p.From == from && p.To < to);
        var last = parts.Find(p => p.To == to && p.From > from);
        return first is not null && last is not null && first.To < last.From ? (first, last) : null;
    }
}
