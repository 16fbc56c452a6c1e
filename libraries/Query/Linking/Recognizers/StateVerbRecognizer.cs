namespace NlSql.Query.Linking.Recognizers;

/// <summary>"how many jobs did Bristol complete": the rows whose status says that it was done, where the verb is an empty word elsewhere.</summary>
internal sealed class StateVerbRecognizer : Recognizer
{
    private const double Strength = 0.85;
    private const double Known = 0.5;
    private const int Farthest = 8;

    // What may become of a row in the end. Rows that were opened, placed or booked are all of them.
    private static readonly HashSet<string> Verbs = new(StringComparer.Ordinal)
    {
        "complete", "completed", "finish", "finished", "deliver", "delivered", "cancel", "cancelled", "canceled", "return", "returned", "reject", "rejected", "approve", "approved", "decline", "declined", "refuse", "refused",
        "lose", "lost", "win", "won", "resolve", "resolved", "refund", "refunded", "ship", "shipped", "accept", "accepted", "miss", "missed", "fail", "failed", "pass", "passed", "abandon", "abandoned", "settle", "settled",
    };

    private static readonly string[] StatusWords = ["status", "state", "stat", "outcome", "result", "stage"];

    private static readonly HashSet<string> Following = new(StringComparer.Ordinal)
    {
        "in", "on", "at", "by", "per", "for", "from", "since", "last", "this", "during", "between", "each", "before", "after", "until", "over", "within", "to", "and", "with", "?", "!", ".", ",",
    };

    public override void Recognize(LinkedQuestion question)
    {
        // "the delivered jobs", "everything delivered so far": those that have that date, where some have none.
        for (var i = 0; i < question.Words.Count; i++)
        {
            var at = i;
            if (Verbs.Contains(question.Folded[i]) && (question.Mentions.Any(m => m.Start == at + 1 && m.Target is MentionTarget.Table) || (i > 0 && question.Folded[i - 1] is "everything" or "all" or "anything"))
                && question.Mentions.Any(m => m.Start == at && m.End == at + 1 && m.Candidates.All(c => c.Target is MentionTarget.Column date && question.Lexicon.Times.Contains(date) && question.Lexicon.Values.HasGaps($"{date.TableName}.{date.ColumnName}"))))
                question.Withdraw(m => m.Start == at && m.End == at + 1 && m.Target is MentionTarget.Activity or MentionTarget.Filler or MentionTarget.Relation);
        }

        // "completed flights" where no status says so: what is meant is not known.
        for (var i = 1; i + 1 < question.Words.Count; i++)
        {
            var at = i;
            if (Verbs.Contains(question.Folded[i]) && question.Folded[i].EndsWith("ed", StringComparison.Ordinal) && question.Mentions.Any(m => m.Start == at + 1 && m.Target is MentionTarget.Table) && !question.Mentions.Any(m => m.Start <= at && m.End > at && IsKnown(m)))
                question.Withdraw(m => m.Start == at && m.End == at + 1 && m.Target is MentionTarget.Activity or MentionTarget.Filler or MentionTarget.Relation);
        }

        for (var i = 1; i < question.Words.Count; i++)
        {
            if (!Verbs.Contains(question.Words[i].Best) || question.Mentions.Any(m => m.Start <= i && m.End > i && IsKnown(m)))
                continue;
            // "students who passed a test": the test that was.
            if (Object(question, i) is { } rows && question.Lexicon.States(question.Words[i].Best).OfType<MentionTarget.Value>().ToList() is [var result] && rows.Contains(result.TableName) && result.ColumnName.Split('_').Any(StatusWords.Contains))
            {
                question.Propose(Mention.Of(i, i + 1, result, Strength, LinkKind.Stem));
                continue;
            }

            if (!IsAsked(question, i))
                continue;
            if (i + 1 < question.Words.Count && !Following.Contains(question.Words[i + 1].Token.Folded) && question.Words[i + 1].Token.Number is null)
                continue;
            if (question.Lexicon.States(question.Words[i].Best).OfType<MentionTarget.Value>().ToList() is [var state] && state.ColumnName.Split('_').Any(StatusWords.Contains))
                question.Propose(Mention.Of(i, i + 1, state, Strength, LinkKind.Stem));
        }
    }

    // The tables that the object of a verb may be: "passed a test".
    private static List<string>? Object(LinkedQuestion question, int verb)
    {
        if (verb + 2 >= question.Words.Count || question.Folded[verb + 1] is not ("a" or "an" or "the" or "any" or "their"))
            return null;
        return [.. question.Mentions.Where(m => m.Start == verb + 2 && m.Target is MentionTarget.Table).SelectMany(m => m.Candidates.Select(c => c.Target)).OfType<MentionTarget.Table>().Select(t => t.Name)];
    }

    // "did we complete", "were completed", "we have completed".
    private static bool IsAsked(LinkedQuestion question, int verb) =>
        Enumerable.Range(Math.Max(0, verb - Farthest), Math.Min(verb, Farthest)).Any(i => question.Words[i].Best is "did" or "were" or "was" or "have" or "has" or "do" or "does");

    private static bool IsKnown(Mention mention) => mention.Strength >= Known && mention.Target is MentionTarget.Value or MentionTarget.Column or MentionTarget.Metric or MentionTarget.Segment;
}
