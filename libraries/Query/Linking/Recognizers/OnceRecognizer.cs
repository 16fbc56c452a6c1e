namespace NlSql.Query.Linking.Recognizers;

/// <summary>"List each town once.", "each operator name once", "mention each only once": different values.</summary>
internal sealed class OnceRecognizer : Recognizer
{
    private const int Longest = 4;

    public override void Recognize(LinkedQuestion question)
    {
        for (var end = 1; end < question.Words.Count; end++)
        {
            if (question.Folded[end] != "once" || !(end + 1 == question.Words.Count || question.Words[end + 1].Token.StartsSentence || question.Folded[end + 1] is "." or "," or "!" or ";"))
                continue;
            var start = end - 1;
            while (start > 0 && start > end - Longest && question.Folded[start] is not ("each" or "every"))
                start--;
            if (question.Folded[start] is not ("each" or "every"))
                continue;
            if (start > 0 && question.Folded[start - 1] is "list" or "mention" or "show" or "name" or "give" or "return")
                start--;
            // All that is asked for is said in it.
            if (start == 0)
            {
                question.Propose(Mention.Of(end, end + 1, new MentionTarget.Distinct()), outweighs: true);
                continue;
            }

            var (from, to) = (start, end + 1);
            question.Withdraw(m => m.Start < to && m.End > from);
            question.Propose(Mention.Of(from, to, new MentionTarget.Distinct()), outweighs: true);
        }
    }
}
