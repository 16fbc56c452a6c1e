namespace NlSql.Query.Linking.Recognizers;

/// <summary>What people say before they ask: "my boss wants to know", "Hi, quick one for the dean: …". Runs after everything that could be meant by it.</summary>
internal sealed class OpeningRecognizer : Recognizer
{
    private const int Longest = 8;
    private const double Plain = 0.6;

    private static readonly string[] Wishes = ["want", "wants", "wanted", "need", "needs", "like", "likes", "love", "trying", "asks", "asked"];
    private static readonly string[] Aims = ["know", "see", "understand", "find"];
    private static readonly string[] Questions = ["which", "who", "whose", "what", "how", "when", "where", "list", "show", "give", "find", "count"];

    private static readonly string[] Greetings = ["hi", "hello", "hey", "hiya", "greetings", "dear", "good", "morning", "afternoon", "evening", "thanks", "thank", "sorry", "please", "ok", "okay", "so", "well", "quick", "short", "question"];
    private static readonly string[] Restricting =
    [
        "only", "in", "on", "at", "for", "from", "of", "with", "within", "without", "among", "during", "since", "until", "before", "after", "between", "by", "where", "which", "that", "who", "not", "no", "except", "excluding", "including", "ignore",
    ];

    public override void Recognize(LinkedQuestion question)
    {
        if ((Wish(question) ?? Greeting(question)) is { } end)
            question.Propose(Mention.Of(0, end, new MentionTarget.Filler()));
    }

    // "our engineer wants to know": whoever it is, the question follows.
    private static int? Wish(LinkedQuestion question)
    {
        var words = question.Words;
        if (words.Count == 0 || Questions.Contains(words[0].Best))
            return null;
        for (var i = 1; i + 3 < words.Count && i < Longest; i++)
        {
            if (Wishes.Contains(words[i].Best) && words[i + 1].Best == "to" && Aims.Contains(words[i + 2].Best))
                return Restricts(question, i) ? null : i + 3;
        }

        return null;
    }

    // A first sentence of a few words that greets, and that nothing in the data, and no question, has anything to do with.
    private static int? Greeting(LinkedQuestion question)
    {
        if (question.Words.Count == 0 || !Greetings.Contains(question.Words[0].Best))
            return null;
        var second = 1;
        while (second < question.Words.Count && !question.Words[second].Token.StartsSentence)
            second++;
        return second < question.Words.Count && second <= Longest && !Restricts(question, second) && !question.Mentions.Any(m => m.Start < second && Means(m)) ? second : null;
    }

    // "For premium members: …", "in Frobnistan we want to know …": part of the question, known or not. "Quick one for the dean" is for somebody.
    private static bool Restricts(LinkedQuestion question, int end) =>
        Enumerable.Range(0, end).Any(i => Restricting.Contains(question.Words[i].Best) && (i == 0 || question.Words[i - 1].Best is not ("one" or "question")));

    private static bool Means(Mention mention) => mention.Target is MentionTarget.Count or MentionTarget.Aggregate or MentionTarget.Period or MentionTarget.Share or MentionTarget.Extreme or MentionTarget.Literal
        || (mention.Target is MentionTarget.Table or MentionTarget.Column or MentionTarget.Metric or MentionTarget.Segment or MentionTarget.Value && mention.Strength >= Plain);
}
