using NlSql.Query.Linking;
using NlSql.Query.Linking.Words;
using NlSql.Query.Tokens;

namespace NlSql.Query.Reading.Entities.Rules;

/// <summary>"the date the claim was made", "headquartered in each city": a verb near a noun that is a word of the same column's name.</summary>
internal sealed class SplitNameRule : EntityRule
{
    private const int Farthest = 5;

    public override void Apply(EntityDraft draft)
    {
        foreach (var verb in draft.Parts.Where(p => p is { Used: false, Target: MentionTarget.Column or MentionTarget.Activity or MentionTarget.Relation } && (IsVerb(p) || IsAskedWhen(draft, p))).ToList())
        {
            var root = WordRoots.Of(verb.Text);
            var near = draft.Parts.Where(p => p.Sentence == verb.Sentence && p != verb && p.Target is MentionTarget.Column && !IsVerb(p) && Math.Abs(p.Index - verb.Index) <= Farthest)
                .OrderBy(p => Math.Abs(p.Index - verb.Index));
            foreach (var noun in near)
            {
                var whole = noun.Columns.Where(c => c.Target.ColumnName.Split('_').Any(w => WordRoots.Of(w) == root)).Select(c => c.Target).ToHashSet();
                // What every candidate has says nothing, and what the noun names in full needs no verb.
                if (whole.Count == 0 || noun.Text.Split(' ').Any(w => WordRoots.Of(w) == root))
                    continue;
                noun.Narrowed = noun.Narrowed is { } before && before.Overlaps(whole) ? [.. before.Intersect(whole)] : whole;
                verb.Role = "part of the name";
                break;
            }
        }

        DateOfTheVerb(draft);
    }

    // "the date they enrolled": the date of the enrolment; of several dates without a word of the verb, none is surely meant.
    private static void DateOfTheVerb(EntityDraft draft)
    {
        foreach (var verb in draft.Parts.Where(p => p.Target is MentionTarget.Table or MentionTarget.Relation or MentionTarget.Activity && RelationVerbs.IsParticiple(p.Text)))
        {
            var date = draft.Parts.Skip(Math.Max(0, verb.Index - 3)).Take(Math.Min(3, verb.Index)).LastOrDefault(p => p is { Used: false, Narrowed: null, Target: MentionTarget.Column } && p.Sentence == verb.Sentence && p.Is("date", "dates", "day", "time", "times"));
            if (date is null)
                continue;
            var dates = date.Columns.Select(c => c.Target).Where(c => date.Owner is null || date.Owner.Tables.Contains(c.TableName)).ToList();
            if (dates.Where(c => verb.Tables.Contains(c.TableName)).ToHashSet() is { Count: > 0 } own)
                date.Narrowed = own;
            else if (dates.Count > 1 || date.Mention!.Link is LinkKind.General or LinkKind.Part)
                draft.Count(Feature.UnusedOutput);
        }
    }

    // "when did the play premiere".
    private static bool IsAskedWhen(EntityDraft draft, Part part) => part is { Target: MentionTarget.Column, Mention.Link: not LinkKind.Exact } && draft.Parts[0].Is("when did", "when does", "when do") && draft.Parts.Skip(part.Index + 1).All(p => p.Target is null or MentionTarget.Filler);

    private static bool IsVerb(Part part) => !part.Text.Contains(' ', StringComparison.Ordinal) && part.Mention!.Link != LinkKind.Exact
        && (RelationVerbs.IsParticiple(part.Text) || part.Text.EndsWith("ed", StringComparison.Ordinal));
}
