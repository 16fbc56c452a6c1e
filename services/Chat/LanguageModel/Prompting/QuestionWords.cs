using System.Runtime.CompilerServices;
using NlSql.Query.Linking;
using NlSql.Query.Tokens;

namespace NlSql.Chat.LanguageModel.Prompting;

/// <summary>The words of a question, to see what of a model it is about. What things are called is read once per model, not per question.</summary>
internal sealed class QuestionWords
{
    private const int NameWeight = 3;
    private const int MostCompared = 2_000;

    private static readonly ConditionalWeakTable<object, ThingWords> Things = [];
    private static readonly ConditionalWeakTable<ColumnValues, string[]> Folded = [];

    private readonly HashSet<string> stems;
    private readonly string folded;

    public QuestionWords(string question)
    {
        stems = Stems(question);
        folded = $" {string.Join(' ', Tokenizer.Tokenize(question).Select(t => t.Folded))} ";
    }

    /// <summary>How much a thing has to do with the question; 0 for nothing.</summary>
    /// <param name="thing">The definition that the names are of; it never changes.</param>
    /// <param name="names">What it is called.</param>
    /// <param name="description">What is said of it.</param>
    public int Relevance(object thing, IEnumerable<string> names, string description)
    {
        var words = Things.GetValue(thing, _ => new(names.SelectMany(Stems).ToHashSet(StringComparer.Ordinal), Stems(description)));
        return (NameWeight * words.Names.Count(stems.Contains)) + words.Description.Count(stems.Contains);
    }

    /// <summary>The values that the question says, of the most frequent ones.</summary>
    public IEnumerable<string> Said(ColumnValues values)
    {
        var plain = Folded.GetValue(values, v => [.. v.Values.Take(MostCompared).Select(value => $" {TextFolding.Fold(value).Trim()} ")]);
        for (var at = 0; at < plain.Length; at++)
        {
            if (plain[at].Length > 3 && folded.Contains(plain[at], StringComparison.Ordinal))
                yield return values.Values[at];
        }
    }

    private static HashSet<string> Stems(string text) =>
        Tokenizer.Tokenize(text.Replace('_', ' ')).Where(t => t.Folded.Length > 2).Select(t => t.Stem).ToHashSet(StringComparer.Ordinal);

    private sealed record ThingWords(HashSet<string> Names, HashSet<string> Description);
}
