namespace NlSql.Query.Linking.Recognizers;

/// <summary>"the number of distinct stages", "how many times": the words count, whatever column is called number or time.</summary>
internal sealed class CountedRecognizer : Recognizer
{
    private const double Named = 0.9;

    public override void Recognize(LinkedQuestion question)
    {
        // "how many invoices were billed from Leeds": the verb, and no sum of money.
        if (question.Folded is ["how", "many", ..])
            question.Withdraw(m => m is { Target: MentionTarget.Metric, Link: LinkKind.General, Start: > 1 } && m.End == m.Start + 1 && question.Folded[m.Start - 1] is "were" or "was" or "are" or "is" or "been" or "being" && question.Folded[m.Start].EndsWith("ed", StringComparison.Ordinal));

        // "number of deliveries by van": what begins so counts.
        if (question.Folded is ["number", "of", [.., 's'], ..])
            question.Withdraw(m => m is { Target: MentionTarget.Column, Start: 0, End: 1, Link: not LinkKind.Exact });

        // "the last time Ben did a job" is a day, and not how long it took.
        for (var i = 1; i < question.Words.Count; i++)
        {
            if (question.Folded[i] == "time" && question.Folded[i - 1] is "last" or "first" && !(i + 1 < question.Words.Count && question.Folded[i + 1] is "of" or "slot" or "zone"))
            {
                var at = i;
                question.Withdraw(m => m.Start == at && m.End == at + 1 && m.Target is MentionTarget.Column { } && m.Link != LinkKind.Exact);
            }
        }

        question.Withdraw(m => m is { Target: MentionTarget.Column, Start: > 1 } && m.End == m.Start + 1 && question.Folded[m.Start] == "times" && question.Folded[m.Start - 1] == "many" && question.Folded[m.Start - 2] == "how");
        // "the number of distinct stages" counts them; what "number" may be a part of has one number.
        question.Withdraw(m => m is { Target: MentionTarget.Column, Link: not LinkKind.Exact } && m.End == m.Start + 1 && question.Folded[m.Start] == "number" && m.End + 1 < question.Words.Count && question.Folded[m.End] == "of"
            && (question.Folded[m.End + 1] is "distinct" or "different" or "unique" || (question.Folded[m.End + 1].EndsWith('s') && question.Mentions.Any(n => n.Start == m.End + 1 && n is { Target: MentionTarget.Table, Strength: >= Named }))));
    }
}
