using NlSql.Query;

namespace NlSql.Chat.LanguageModel.Replies;

/// <summary>
/// A finding as the model writes it, sentence by sentence: each is given on as soon as it is whole and everything up to its end is true
/// of the rows. What is not is held back; at the end it fails with the whole, or turns out to have been no whole sentence.
/// </summary>
/// <param name="rows">The rows.</param>
/// <param name="query">What they are the result of.</param>
/// <param name="tell">Takes what may be shown; what it was given one after the other is the beginning of the finding.</param>
internal sealed class ToldSentences(ResultTable rows, CompiledQuery query, Action<string> tell)
{
    private const int LongestText = 2_000;
    private string text = "";
    private int told;

    /// <summary>Whether anything was given on.</summary>
    public bool Any => told > 0;

    /// <summary>What was written, as it is shown.</summary>
    public string Text => text;

    /// <summary>Takes the next piece of the reply. False when it is too long to become a finding.</summary>
    public bool Add(string piece)
    {
        text = (text + piece).TrimStart();
        if (EndOfSentences() is { } end)
            TellUpTo(end);
        return text.Length <= LongestText;
    }

    /// <summary>Takes the end of the reply: whether all of it holds.</summary>
    public bool Finish()
    {
        text = text.TrimEnd();
        return text.Length > 0 && (told == text.Length || TellUpTo(text.Length));
    }

    private bool TellUpTo(int end)
    {
        if (!NarrativeCheck.Holds(text[..end], rows, query))
            return false;
        tell(text[told..end]);
        told = end;
        return true;
    }

    // Where the last whole sentence ends: a point within a number has no blank after it, and what may go on has nothing after it yet.
    private int? EndOfSentences()
    {
        for (var at = text.Length - 2; at >= told; at--)
        {
            if (text[at] is '.' or '!' or '?' && char.IsWhiteSpace(text[at + 1]))
                return at + 1;
        }

        return null;
    }
}
