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
        foreach (var verb in draft.Parts.Where(p => p is { Used: false, Target: MentionTarget.Column or MentionTarget.Activity or MentionTarget.Relation } && IsVerb(p)).ToList())
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
    }

    private static bool IsVerb(Part part) => !part.Text.Contains(' ', StringComparison.Ordinal) && part.Mention!.Link != LinkKind.Exact
        && (RelationVerbs.IsParticiple(part.Text) || part.Text.EndsWith("ed", StringComparison.Ordinal));
}
