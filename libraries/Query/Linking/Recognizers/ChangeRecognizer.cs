using NlSql.Query.Linking.Words;

namespace NlSql.Query.Linking.Recognizers;

/// <summary>"how did … develop", "by how much did … rise or fall": what changes, where a question asks for a change and says when.</summary>
internal sealed class ChangeRecognizer : Recognizer
{
    private static readonly PhraseIndex<string> Verbs = PhraseIndex<string>.OfLists(
        (UnsupportedWords.Change, "change, changed, move, moved, fall, fallen, risen, shrink, shrunk, go up, go down, gone up, gone down, go up or down, gone up or down, rise or fall, fall or rise, increase or decrease, decrease or increase, "
            + "grow or shrink, rise or drop, rise or decline, increase or decline, higher or lower, more or less"));

    private static readonly PhraseIndex<string> Developments = PhraseIndex<string>.OfLists((UnsupportedWords.Change, "develop, developed, evolve, evolved"));
    private static readonly PhraseIndex<string> Percents = PhraseIndex<string>.OfLists(("", "in percent, in %, in percentage, in pct, as percent, as percentage, as a percentage, in percentage terms"));

    public override void Recognize(LinkedQuestion question)
    {
        if (!Asks(question) || !question.Mentions.Any(m => m.Target is MentionTarget.Period) || question.Mentions.Any(m => m.Target is MentionTarget.Share && !IsOfDifference(question, m)))
            return;
        var changes = Verbs.In(question.Folded).ToList();
        // "how did sales develop" asks for a series, "in percent" for one number.
        var percents = Percents.In(question.Folded).ToList();
        if (percents.Count > 0 || question.Mentions.Any(m => m.Target is MentionTarget.Difference))
            changes.AddRange(Developments.In(question.Folded));
        foreach (var (start, end, payloads) in changes)
            question.Propose(Mention.Of(start, end, new MentionTarget.Unsupported(payloads[0])));
        foreach (var (start, end, _) in changes.Count > 0 ? percents : [])
            question.Propose(Mention.Of(start, end, new MentionTarget.Difference(Relative: true)));
    }

    // "by what percentage" asks for no share.
    private static bool IsOfDifference(LinkedQuestion question, Mention share) => question.Mentions.Any(m => m.Target is MentionTarget.Difference && m.Start <= share.Start && m.End >= share.End);

    // "did", "how did", "how much has", "by how many percent did".
    private static bool Asks(LinkedQuestion question)
    {
        var words = question.Words;
        if (words is [{ Best: "did" or "does" or "do" or "has" or "have" }, ..])
            return true;
        for (var i = 0; i + 1 < words.Count; i++)
        {
            if (words[i].Best is "how" or "what" && (i == 0 || words[i - 1].Best is "by" or ","))
                return words[i + 1].Best is "did" or "has" or "have" or "do" or "does" or "much" or "many" or "percent" or "percentage" or "%";
        }

        return false;
    }
}
