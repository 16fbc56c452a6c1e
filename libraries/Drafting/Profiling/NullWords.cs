namespace NlSql.Drafting.Profiling;

/// <summary>What files write where there is no value.</summary>
public static class NullWords
{
    private static readonly string[] Words = ["na", "n/a", "#n/a", "-", "--", "null", "nil", "nan", "\\n"];

    /// <summary>The words, in small letters.</summary>
    public static IReadOnlyList<string> All => Words;

    /// <summary>Whether the text is one of the words, in any letter case.</summary>
    public static bool Contains(ReadOnlySpan<char> text)
    {
        if (text.Length > 4)
            return false;
        foreach (var word in Words)
        {
            if (text.Equals(word, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }
}
