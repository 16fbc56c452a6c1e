namespace NlSql.Query.Linking.Recognizers;

/// <summary>"history or space", "script typefaces and display typefaces": a word that is empty or a command elsewhere is a value beside another one of its column.</summary>
internal sealed class CoordinatedValueRecognizer : Recognizer
{
    private const double Plain = 0.9;
    private const double Weak = 0.5;

    public override void Recognize(LinkedQuestion question)
    {
        foreach (var weak in question.Mentions.Where(m => m is { Target: MentionTarget.Value, Link: LinkKind.Exact, Strength: < Weak } && m.End == m.Start + 1).ToList())
        {
            if (!Before(question, weak) && !After(question, weak))
                continue;
            question.Withdraw(m => m.Start == weak.Start && m.End == weak.End && (m == weak || m.Target is MentionTarget.Filler or MentionTarget.Listing or MentionTarget.Relation));
            question.Propose(new(weak.Start, weak.End, weak.Candidates.Select(c => c with { Strength = Math.Max(c.Strength, Plain) }).ToValueList()), outweighs: true);
        }
    }

    private static bool Before(LinkedQuestion question, Mention weak)
    {
        if (weak.Start < 2 || !Joins(question.Folded[weak.Start - 1]))
            return false;
        var end = weak.Start - 1;
        // "script typefaces and display typefaces".
        return IsOther(question, weak, m => m.End == end) || (question.Folded.ElementAtOrDefault(weak.End) == question.Folded[end - 1] && IsOther(question, weak, m => m.End == end - 1));
    }

    private static bool After(LinkedQuestion question, Mention weak) =>
        Joins(question.Folded.ElementAtOrDefault(weak.End)) && IsOther(question, weak, m => m.Start == weak.End + 1);

    private static bool Joins(string? word) => word is "or" or "and" or "nor";

    private static bool IsOther(LinkedQuestion question, Mention weak, Func<Mention, bool> at) => question.Mentions.Any(m => m is { Target: MentionTarget.Value, Strength: >= Plain } && at(m)
        && m.Candidates.Any(c => c.Target is MentionTarget.Value other && weak.Candidates.Any(w => w.Target is MentionTarget.Value value && value.TableName == other.TableName && value.ColumnName == other.ColumnName)));
}
