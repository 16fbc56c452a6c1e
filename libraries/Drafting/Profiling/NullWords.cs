namespace NlSql.Drafting.Profiling;

/// <summary>What files write where there is no value.</summary>
internal static class NullWords
{
    private static readonly string[] Words = ["na", "n/a", "#n/a", "-", "--", "null", "nil", "nan", "\\n"];

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
