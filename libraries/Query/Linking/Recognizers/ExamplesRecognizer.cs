namespace NlSql.Query.Linking.Recognizers;

/// <summary>"by payment method (cash, card...)", "per crop group, cereals, legumes etc": examples choose nothing.</summary>
internal sealed class ExamplesRecognizer : Recognizer
{
    public override void Recognize(LinkedQuestion question)
    {
        for (var end = 3; end < question.Words.Count; end++)
        {
            if (!(question.Folded[end] is "etc" or "..." or "…" || (question.Folded[end] == "." && question.Folded[end - 1] == ".")))
                continue;
            var start = end;
            while (start > 0 && (question.Folded[start - 1] is "," or "and" or "or" or "." or "e" or "g" or "eg" or "like" || question.Mentions.Any(m => m.Target is MentionTarget.Value && m.End == start)))
                start = question.Mentions.Where(m => m.Target is MentionTarget.Value && m.End == start).Select(m => m.Start).DefaultIfEmpty(start - 1).Min();
            var values = question.Mentions.Where(m => m.Target is MentionTarget.Value && m.Start >= start && m.End <= end).ToList();
            if (values.Count == 0 || !question.Mentions.Any(m => m.Target is MentionTarget.Grouping && m.End <= start))
                continue;
            question.Withdraw(m => m.Start >= start && m.End <= end && m.Target is not MentionTarget.Filler);
            question.Propose(Mention.Of(start, end, new MentionTarget.Filler()), outweighs: true);
        }
    }
}
