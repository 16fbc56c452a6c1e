namespace NlSql.Query.Sql.Guarding;

/// <summary>Finds what somebody may have meant.</summary>
internal static class Similarity
{
    private const int Most = 3;

    /// <summary>The candidates that differ from the word in at most a third of its letters, nearest first.</summary>
    public static IEnumerable<string> Closest(string word, IEnumerable<string> candidates)
    {
        int allowed = Math.Max(1, word.Length / 3);
        return candidates
            .Where(c => Math.Abs(c.Length - word.Length) <= allowed)
            .Select(c => (Candidate: c, Distance: Distance(word, c)))
            .Where(c => c.Distance <= allowed)
            .OrderBy(c => c.Distance).ThenBy(c => c.Candidate, StringComparer.Ordinal)
            .Take(Most)
            .Select(c => c.Candidate);
    }

    /// <summary>Levenshtein's distance.</summary>
    private static int Distance(string a, string b)
    {
        int[] row = [.. Enumerable.Range(0, b.Length + 1)];
        for (int i = 1; i <= a.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.Length; j++)
            {
                int change = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(change, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[b.Length];
    }
}
