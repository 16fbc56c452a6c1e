namespace NlSql.Query.Linking;

/// <summary>Typing errors between two words: a letter more, less or other, or two neighbours swapped.</summary>
internal static class EditDistance
{
    /// <summary>The distance; a number above <paramref name="furthest"/> when it is larger.</summary>
    public static int Between(string left, string right, int furthest)
    {
        if (Math.Abs(left.Length - right.Length) > furthest)
            return furthest + 1;
        Span<int> before = stackalloc int[right.Length + 1];
        Span<int> previous = stackalloc int[right.Length + 1];
        Span<int> current = stackalloc int[right.Length + 1];
        for (var j = 0; j <= right.Length; j++)
            previous[j] = j;
        for (var i = 1; i <= left.Length; i++)
        {
            current[0] = i;
            var best = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var cost = left[i - 1] == right[j - 1] ? 0 : 1;
                current[j] = Math.Min(Math.Min(current[j - 1] + 1, previous[j] + 1), previous[j - 1] + cost);
                if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1])
                    current[j] = Math.Min(current[j], before[j - 2] + 1);
                best = Math.Min(best, current[j]);
            }

            if (best > furthest)
                return furthest + 1;
            var spare = before;
            before = previous;
            previous = current;
            current = spare;
        }

        return previous[right.Length];
    }
}
