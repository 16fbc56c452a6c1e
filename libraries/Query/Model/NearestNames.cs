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
            .Select(candidate => (candidate, distance: Nearness(word, Plain(candidate))))
            .Where(pair => pair.distance is not null)
            .OrderBy(pair => pair.distance)
            .ThenBy(pair => pair.candidate.Length)
            .ThenBy(pair => pair.candidate, StringComparer.Ordinal)
            .Take(MostSuggestions)
            .Select(pair => pair.candidate)
            .ToValueList();
    }

    // Misspelt names first; then names that contain the word whole. Null: not near at all.
    private static int? Nearness(string word, string candidate)
    {
        var distance = Distance(word, candidate);
        if (distance <= Math.Max(1, Math.Min(word.Length, candidate.Length) / 3))
            return distance;
        return word.Length >= 4 && candidate.Contains(word, StringComparison.Ordinal) ? LongestName : null;
    }

    private static string Plain(string name) =>
        new([.. name.Where(char.IsLetterOrDigit).Select(char.ToLowerInvariant)]);

    // Edit distance with swaps of neighbours.
    private static int Distance(string word, string candidate)
    {
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
