using System.Collections.Frozen;

namespace NlSql.Query.Linking.Words;

/// <summary>Words that are written as one: "wildfires" are fires, and a "town" is told by a hometown.</summary>
internal static class CompoundWords
{
    /// <summary>Letters of the shortest word that others are made of.</summary>
    public const int Shortest = 4;

    private const int ShortestPrefix = 3;

    // What names of columns say more of: birthplace, homeland, hometown.
    private static readonly FrozenSet<string> Heads = new[] { "town", "place", "country", "state", "city", "land", "date", "name" }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Whether a word of a question means what a word of a name does.</summary>
    /// <param name="word">The stem of the word that is said.</param>
    /// <param name="name">The stem of the word of a name.</param>
    /// <param name="isOfTable">Whether it is the name of a table.</param>
    public static bool Mean(string word, string name, bool isOfTable) => isOfTable
        ? word.Length >= name.Length + ShortestPrefix && word.EndsWith(name, StringComparison.Ordinal)
        : Heads.Contains(word) && name.Length >= word.Length + ShortestPrefix && name.EndsWith(word, StringComparison.Ordinal);
}
