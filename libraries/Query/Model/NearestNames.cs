namespace NlSql.Query.Model;

/// <summary>"Did you mean": the known names that are closest to a misspelt one.</summary>
public static class NearestNames
{
    private const int MostSuggestions = 3;
    private const int LongestName = 64;

    /// <summary>Up to three names, closest first, none when nothing is near.</summary>
    public static ValueList<string> Of(string name, IEnumerable<string> known)
    {
        if (name.Length > LongestName)
            return [];
        var word = Plain(name);
        return known
            .Distinct(StringComparer.Ordinal)
            .Select(candidate => (candidate, distance: Distance(word, Plain(candidate))))
            .Where(pair => pair.distance <= Math.Max(1, Math.Min(word.Length, pair.candidate.Length) / 3))
            .OrderBy(pair => pair.distance)
            .ThenBy(pair => pair.candidate, StringComparer.Ordinal)
            .Take(MostSuggestions)
            .Select(pair => pair.candidate)
            .ToValueList();
    }

    private static string Plain(string name) =>
        new([.. name.Where(char.IsLetterOrDigit).Select(char.ToLowerInvariant)]);

    // Edit distance with swaps of neighbours; a name that contains the word whole counts as near.
    private static int Distance(string word, string candidate)
    {
        if (word.Length >= 4 && candidate.Contains(word, StringComparison.Ordinal))
            return 1;
        var before = new int[candidate.Length + 1];
        var previous = new int[candidate.Length + 1];
        var current = new int[candidate.Length + 1];
        for (var j = 0; j <= candidate.Length; j++)
            previous[j] = j;
        for (var i = 1; i <= word.Length; i++)
        {
            current[0] = i;
            for (var j = 1; j <= candidate.Length; j++)
            {
                var cost = word[i - 1] == candidate[j - 1] ? 0 : 1;
                current[j] = Math.Min(Math.Min(current[j - 1] + 1, previous[j] + 1), previous[j - 1] + cost);
                if (i > 1 && j > 1 && word[i - 1] == candidate[j - 2] && word[i - 2] == candidate[j - 1])
                    current[j] = Math.Min(current[j], before[j - 2] + 1);
            }

            (before, previous, current) = (previous, current, before);
        }

        return previous[candidate.Length];
    }
}
