using NlSql.Query.Tokens;

namespace NlSql.Query.Linking.Recognizers;

/// <summary>"leases ending in June", "started between": the verb before a period is that of a date, where a column is called after it.</summary>
internal sealed class DatedVerbRecognizer : Recognizer
{
    private const double Strength = 0.9;

    private static readonly string[] Auxiliaries = ["was", "were", "been", "not", "never", "already", "is", "are", "get", "got"];
    private static readonly string[] Prepositions = ["in", "on", "during", "between", "from", "before", "after", "since", "until", "till", "by", "within", "through"];

    public override void Recognize(LinkedQuestion question)
    {
        foreach (var period in question.Mentions.Where(m => m.Target is MentionTarget.Period && m.Start > 0).ToList())
        {
            var at = period.Start - 1;
            if (at > 0 && Prepositions.Contains(question.Words[at].Best))
                at--;
            // "permits issued in March": since then they may have become something else than issued.
            if (Name(question, at) && at < period.Start - 1)
                IsNoState(question, at);
        }

        // "which loans were not returned", "when was it returned", "when did the play premiere".
        for (var i = 1; i < question.Words.Count; i++)
        {
            if ((IsLast(question, i) || question.Words[i + 1].Best is "yet" or "already" or "so") && (Auxiliaries.Contains(question.Words[i - 1].Best) || question.Words[0].Best == "when") && Name(question, i) && question.Words[0].Best == "when")
                IsNoState(question, i);
        }
    }

    private static void IsNoState(LinkedQuestion question, int at) => question.Withdraw(m => m is { Target: MentionTarget.Value, Link: LinkKind.Exact } && m.Start == at && m.End == at + 1);

    private static bool IsLast(LinkedQuestion question, int at) => question.Words.Skip(at + 1).All(w => w.Token.Kind == TokenKind.Symbol);

    /// <summary>Proposes the date columns that are called after the verb at a place, where nothing else says them; whether there are any.</summary>
    public static bool Name(LinkedQuestion question, int at)
    {
        if (at < 0 || at >= question.Words.Count || question.Words[at].Token is not { } word || !(word.Folded.EndsWith("ing", StringComparison.Ordinal) || word.Folded.EndsWith("ed", StringComparison.Ordinal)))
            return false;
        if (question.Mentions.FirstOrDefault(m => m.Start == at && m.End == at + 1 && m.Target is MentionTarget.Column && m.Strength >= Strength - 0.1) is { Target: MentionTarget.Column said })
            return question.Lexicon.Times.Contains(said);
        var root = WordRoots.Of(word.Folded);
        var candidates = question.Lexicon.Times
            .Where(c => c.ColumnName.Split('_').Concat(question.Lexicon.Model.FindTable(c.TableName)!.FindColumn(c.ColumnName)!.Label.ToLowerInvariant().Split(' ')).Any(w => WordRoots.Of(w) == root))
            .Select(c => new MentionCandidate(c, Strength, LinkKind.Stem)).Order(TargetOrder.Instance).ToValueList();
        if (candidates.Count > 0)
            question.Propose(new(at, at + 1, candidates));
        return candidates.Count > 0;
    }
}
