using NlSql.SemanticModel.Definitions;

namespace NlSql.Query.Linking.Recognizers;

/// <summary>"leave out gifts that have no campaign", "ignoring those without a region": only rows that have one. What two denials say together is said once.</summary>
internal sealed class SkippedGapsRecognizer : Recognizer
{
    private const int Longest = 9;
    private const double Plain = 0.5;

    private static readonly PhraseIndex<bool> Leaving = PhraseIndex<bool>.OfLists((true, "skip, skipping, ignore, ignoring, exclude, excluding, leave out, leaving out, omit, omitting, drop, without counting, not counting, except, except for, disregard, disregarding, but not"));

    private static readonly PhraseIndex<bool> Lacking = PhraseIndex<bool>.OfLists((true, "have no, has no, had no, with no, without, without a, without any, lack, lacking, do not have a, dont have a, have not got a, with an unknown, with a missing"));

    private static readonly string[] Rows = ["those", "rows", "records", "ones", "lines", "entries", "any", "all", "the", "that", "which", "who", "where"];

    public override void Recognize(LinkedQuestion question)
    {
        var lacking = Lacking.In(question.Folded).ToList();
        foreach (var (start, opened, _) in Leaving.In(question.Folded))
        {
            foreach (var (from, end, _) in lacking.Where(l => l.Start >= opened && l.End - start <= Longest))
            {
                // Between the two stands nothing but what the rows are called.
                var between = Enumerable.Range(opened, from - opened).All(i => Rows.Contains(question.Folded[i]) || question.Mentions.Any(m => m.Start <= i && m.End > i && (m.Target is MentionTarget.Table || NamesRows(question, m))));
                if (between && question.Mentions.Any(m => m.Start == end && m.Target is MentionTarget.Column && m.Strength >= Plain))
                    question.Propose(Mention.Of(start, end, new MentionTarget.Missing(Present: true)), outweighs: true);
            }
        }
    }

    // "gifts" of a gift_ref.
    private static bool NamesRows(LinkedQuestion question, Mention mention) =>
        mention.Target is MentionTarget.Column column && question.Lexicon.Reach.Column(column.TableName, column.ColumnName)?.Kind == ColumnKind.Id;
}
