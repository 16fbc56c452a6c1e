using NlSql.Query.Tokens;

namespace NlSql.Query.Linking.Recognizers;

/// <summary>
/// "oyster turnover" of a dataset called Oysters: what all of it is about chooses nothing. What is counted or listed itself ("how many oysters") is asked about, as rows are seldom one of them each.
/// </summary>
internal sealed class TopicRecognizer : Recognizer
{
    private const int Shortest = 4;
    private const double Known = 0.7;

    public override void Recognize(LinkedQuestion question)
    {
        if (!question.Lexicon.IsDrafted)
            return;
        var topics = Tokenizer.Tokenize(question.Lexicon.Model.Plugin.Name).Where(t => t.Kind == TokenKind.Word && t.Folded.Length >= Shortest).Select(t => t.Stem).ToHashSet(StringComparer.Ordinal);
        for (var i = 1; i < question.Words.Count; i++)
        {
            var at = i;
            // "rescue missions" of mountain_rescue, where only a column is called a little so.
            if (topics.Contains(question.Words[i].Token.Stem) && question.Mentions.Any(m => m.Start == at + 1 && m.Target is MentionTarget.Table && m.Link is LinkKind.Exact or LinkKind.Stem)
                && question.Mentions.Any(m => m.Start == at && m.End == at + 1) && question.Mentions.All(m => m.Start > at || m.End <= at || (m.End == at + 1 && m.Strength <= Known)))
                question.Propose(Mention.Of(i, i + 1, new MentionTarget.Filler()), outweighs: true);
            else if (question.Words[i] is { Unknown: true, IsContent: true, Token: var token } && (topics.Contains(token.Stem) || IsDone(question, token, topics)) && !IsCounted(question, i))
                question.Propose(Mention.Of(i, i + 1, new MentionTarget.Filler()), outweighs: true);
        }
    }

    // "shorn", "pumped out": what is done in all of the rows of shear_log and pumpouts.
    private static bool IsDone(LinkedQuestion question, Token verb, HashSet<string> topics)
    {
        if (question.Lexicon.Model.Tables.Count > 1 || !(verb.Folded.EndsWith("ed", StringComparison.Ordinal) || verb.Folded.EndsWith("ing", StringComparison.Ordinal) || WordRoots.Of(verb.Folded) != verb.Stem))
            return false;
        var root = WordRoots.Of(verb.Folded);
        return root.Length >= Shortest && topics.Concat(question.Lexicon.Model.Tables[0].Name.Split('_')).Any(t => t.StartsWith(root, StringComparison.Ordinal) || WordRoots.Of(t) == root);
    }

    private static bool IsCounted(LinkedQuestion question, int at) =>
        question.Folded[at - 1] is "many" or "which" or "what" or "each" or "every" or "per" or "by" || question.Mentions.Any(m => m.End == at && m.Target is MentionTarget.Count or MentionTarget.Listing or MentionTarget.Grouping or MentionTarget.Limit or MentionTarget.Extreme);
}
