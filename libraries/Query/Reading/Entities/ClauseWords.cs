using System.Collections.Frozen;

namespace NlSql.Query.Reading.Entities;

/// <summary>Words that shape a sentence.</summary>
internal static class ClauseWords
{
    /// <summary>Words that begin a clause about the noun before them.</summary>
    public static readonly FrozenSet<string> Openers = Set(
        "that", "which", "who", "whose", "whom", "with", "without", "where", "having", "have", "has", "had", "when", "but", "in which", "at which", "on which", "with no");

    /// <summary>Words that stand before a noun and say nothing about it.</summary>
    public static readonly FrozenSet<string> Determiners = Set(
        "a", "an", "the", "of", "their", "its", "his", "her", "our", "all", "all the", "all of the", "any", "some", "these", "those", "is", "are", "was", "were", "each", "for", "in", "total", "own");

    /// <summary>Words between a noun and the thing that it belongs to.</summary>
    public static readonly FrozenSet<string> Belonging = Set("of", "for", "in", "from", "on", "about", "by", "at", "with", "to");

    private static FrozenSet<string> Set(params ReadOnlySpan<string> words) => words.ToArray().ToFrozenSet(StringComparer.Ordinal);
}
