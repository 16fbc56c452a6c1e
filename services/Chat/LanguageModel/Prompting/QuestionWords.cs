using NlSql.Query.Tokens;

namespace NlSql.Chat.LanguageModel.Prompting;

/// <summary>The words of a question, to see what of a model it is about.</summary>
internal sealed class QuestionWords
{
    private const int NameWeight = 3;
    private readonly HashSet<string> stems;
    private readonly string folded;

    public QuestionWords(string question)
    {
        stems = Stems(question);
        folded = $" {string.Join(' ', Tokenizer.Tokenize(question).Select(t => t.Folded))} ";
    }

    /// <summary>How much a thing has to do with the question; 0 for nothing.</summary>
    public int Relevance(IEnumerable<string> names, string description) =>
        (NameWeight * names.SelectMany(Stems).Distinct().Count(stems.Contains)) + Stems(description).Count(stems.Contains);

    /// <summary>Whether the question says a value, or one word of it.</summary>
    public bool Says(string value)
    {
        var plain = TextFolding.Fold(value).Trim();
        return plain.Length > 1 && folded.Contains($" {plain} ", StringComparison.Ordinal);
    }

    private static HashSet<string> Stems(string text) =>
        Tokenizer.Tokenize(text.Replace('_', ' ')).Where(t => t.Folded.Length > 2).Select(t => t.Stem).ToHashSet(StringComparer.Ordinal);
}
