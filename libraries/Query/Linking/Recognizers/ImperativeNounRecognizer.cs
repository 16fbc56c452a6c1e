namespace NlSql.Query.Linking.Recognizers;

/// <summary>"Find the members without a find" of a table of finds: the first is what to do, the last is a row.</summary>
internal sealed class ImperativeNounRecognizer : Recognizer
{
    private static readonly string[] Determiners = ["a", "an", "the", "each", "every", "no", "any", "per", "one", "single", "of"];

    public override void Recognize(LinkedQuestion question)
    {
        foreach (var listing in question.Mentions.Where(m => m.Target is MentionTarget.Listing { Which: false } && m.End == m.Start + 1).ToList())
        {
            var at = listing.Start;
            if (!question.Mentions.Any(m => m.Target is MentionTarget.Table && m.Start == at && m.End == listing.End))
                continue;
            if (at == 0 && question.Folded.ElementAtOrDefault(1) is "the" or "all" or "each" or "a" or "me" or "every")
                question.Withdraw(m => m.Target is MentionTarget.Table && m.Start == at && m.End == listing.End);
            else if (at > 0 && Determiners.Contains(question.Folded[at - 1]))
                question.Withdraw(m => m == listing);
        }
    }
}
