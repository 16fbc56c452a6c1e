using NlSql.Query.Linking.Words;

namespace NlSql.Query.Linking.Recognizers;

/// <summary>"How many stamps does Ann own?": behind "does" and whom it is said of, a verb says what they do, and is not the table that is called after it.</summary>
internal sealed class AuxiliaryVerbRecognizer : Recognizer
{
    public override void Recognize(LinkedQuestion question)
    {
        for (var i = 0; i + 2 < question.Words.Count; i++)
        {
            if (question.Folded[i] is not ("does" or "do" or "did"))
                continue;
            // The verb ends the clause, or goes on with a preposition.
            var verb = Enumerable.Range(i + 2, question.Words.Count - i - 2).TakeWhile(v => !question.Words[v].Token.StartsSentence)
                .FirstOrDefault(v => RelationVerbs.Contains(question.Folded[v]) && (v + 1 == question.Words.Count || question.Words[v + 1].Token.StartsSentence || question.Folded[v + 1] is "," or "?" or "in" or "on" or "at" or "from" or "for" or "with" or "to"), -1);
            if (verb > 0 && question.Mentions.Any(m => m.Start > i && m.End <= verb && m.Target is MentionTarget.Value or MentionTarget.Table))
                question.Withdraw(m => m.Start == verb && m.End == verb + 1 && m is { Target: MentionTarget.Table, Link: not LinkKind.Exact });
        }
    }
}
