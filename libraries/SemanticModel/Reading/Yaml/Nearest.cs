namespace NlSql.SemanticModel.Reading.Yaml;

/// <summary>Finds what somebody probably meant.</summary>
internal static class Nearest
{
    /// <summary>"Did you mean 'x'?" for the closest candidate; null when none is close.</summary>
    public static string? Hint(string word, IEnumerable<string> candidates) => Of(word, candidates) is { } nearest ? $"Did you mean '{nearest}'?" : null;

    /// <summary>The closest candidate within a third of the word's length; null when none is.</summary>
    public static string? Of(string word, IEnumerable<string> candidates)
    {
        if (word.Length > 64)
            return null;
        var (best, distance) = ((string?)null, (word.Length + 2) / 3);
        foreach (var candidate in candidates.Where(c => c.Length <= 128))
        {
            var d = Distance(word.ToLowerInvariant(), candidate.ToLowerInvariant());
            if (d <= distance && (best is null || d < distance))
                (best, distance) = (candidate, d);
        }

        return best;
    }

    // Optimal string alignment: insert, delete, replace, swap neighbours ("regoin" is one step from "region").
    private static int Distance(string a, string b)
    {
        var rows = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
            rows[i, 0] = i;
        for (var j = 0; j <= b.Length; j++)
            rows[0, j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            for (var j = 1; j <= b.Length; j++)
            {
                var replace = rows[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                var best = Math.Min(replace, Math.Min(rows[i - 1, j], rows[i, j - 1]) + 1);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    best = Math.Min(best, rows[i - 2, j - 2] + 1);
                rows[i, j] = best;
            }
        }

        return rows[a.Length, b.Length];
    }
}
