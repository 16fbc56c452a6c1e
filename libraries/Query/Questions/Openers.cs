using NlSql.Query.Tokens;

namespace NlSql.Query.Questions;

/// <summary>"Hi, which venue …", "OK. Now …", "And which wineries …": what is said before a question and belongs to none of its words.</summary>
internal static class Openers
{
    private const int Fewest = 2;

    // "and by region": no question follows.
    private static readonly HashSet<string> Joining = new(StringComparer.Ordinal) { "and", "but", "so" };

    private static readonly HashSet<string> Asking = new(StringComparer.Ordinal) { "which", "what", "who", "whose", "how", "where", "when", "list", "show", "give", "name", "find", "tell", "count", "do", "does", "did", "is", "are", "was", "were" };

    private static readonly HashSet<string> Words = new(StringComparer.Ordinal) { "hi", "hello", "hey", "ok", "okay", "well", "great", "thanks", "alright", "hm", "hmm", "cool", "nice", "perfect", "right", "finally", "lastly" };

    /// <summary>The question behind them; the whole of it where there are none.</summary>
    /// <param name="tokens">The question.</param>
    /// <param name="joining">Whether "and" and its like go, too: they say something of the question before.</param>
    public static ValueList<Token> Without(ValueList<Token> tokens, bool joining = true)
    {
        var start = 0;
        while (start < tokens.Count && (Words.Contains(tokens[start].Folded) || (joining && Joining.Contains(tokens[start].Folded) && start + 1 < tokens.Count && Asking.Contains(tokens[start + 1].Folded)) || (start > 0 && tokens[start].Kind == TokenKind.Symbol)))
            start++;
        return start == 0 || tokens.Count - start < Fewest ? tokens : tokens.Skip(start).Select((t, i) => t with { Index = i, StartsSentence = i > 0 && t.StartsSentence }).ToValueList();
    }
}
