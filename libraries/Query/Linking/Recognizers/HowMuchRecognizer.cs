namespace NlSql.Query.Linking.Recognizers;

/// <summary>"how big was our revenue", "how high are the discounts": no size, but how much it was.</summary>
internal sealed class HowMuchRecognizer : Recognizer
{
    private const double Plain = 0.7;

    private static readonly string[] Adjectives = ["big", "high", "large", "great", "good", "strong"];

    public override void Recognize(LinkedQuestion question)
    {
        var words = question.Words;
        for (var i = 0; i + 3 < words.Count; i++)
        {
            if (words[i].Best != "how" || !Adjectives.Contains(words[i + 1].Best) || words[i + 2].Best is not ("is" or "are" or "was" or "were"))
                continue;
            var at = i + 3;
            while (at < words.Count && words[at].Best is "the" or "our" or "my" or "their" or "its" or "a" or "an")
                at++;
            if (question.Mentions.Any(m => m.Start == at && m.Strength >= Plain && m.Target is MentionTarget.Metric or MentionTarget.Share or MentionTarget.Segment))
                question.Propose(Mention.Of(i, i + 3, new MentionTarget.Filler()), outweighs: true);
        }
    }
}
