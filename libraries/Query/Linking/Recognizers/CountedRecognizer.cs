namespace NlSql.Query.Linking.Recognizers;

/// <summary>"the number of distinct stages", "how many times": the words count, whatever column is called number or time.</summary>
internal sealed class CountedRecognizer : Recognizer
{
    private const double Named = 0.9;

    public override void Recognize(LinkedQuestion question)
    {
        question.Withdraw(m => m is { Target: MentionTarget.Column, Start: > 1 } && m.End == m.Start + 1 && question.Folded[m.Start] == "times" && question.Folded[m.Start - 1] == "many" && question.Folded[m.Start - 2] == "how");
        // "the number of distinct stages" counts them; what "number" may be a part of has one number.
        question.Withdraw(m => m is { Target: MentionTarget.Column, Link: not LinkKind.Exact } && m.End == m.Start + 1 && question.Folded[m.Start] == "number" && m.End + 1 < question.Words.Count && question.Folded[m.End] == "of"
            && (question.Folded[m.End + 1] is "distinct" or "different" or "unique" || (question.Folded[m.End + 1].EndsWith('s') && question.Mentions.Any(n => n.Start == m.End + 1 && n is { Target: MentionTarget.Table, Strength: >= Named }))));
    }
}
