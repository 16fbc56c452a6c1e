namespace NlSql.Query.Linking;

/// <summary>Known words by their three-letter parts, to find what a misspelt one was meant to be.</summary>
internal sealed class WordNeighbours
{
    private const int ShortestWord = 3;
    private const int MostNeighbours = 4;

    private readonly List<string> words = [];
    private readonly HashSet<string> known = new(StringComparer.Ordinal);
    private readonly Dictionary<int, List<int>> postings = [];

    public WordNeighbours(IEnumerable<string> known)
    {
        foreach (var word in known.Where(w => w.Length >= ShortestWord && w.Length <= 40).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            var id = words.Count;
            words.Add(word);
            this.known.Add(word);
            foreach (var part in Parts(word))
            {
                if (!postings.TryGetValue(part, out var list))
                    postings.Add(part, list = []);
                if (list.Count == 0 || list[^1] != id)
                    list.Add(id);
            }
        }
    }

    /// <summary>Whether a word is one of them.</summary>
    public bool Knows(string word) => known.Contains(word);

    /// <summary>Known words within reach of typing errors: one up to seven letters, two beyond. Nearest first.</summary>
    public IReadOnlyList<(string Word, int Distance)> Of(string word) => Of(word, word.Length <= 7 ? 1 : 2);

    /// <summary>Known words within a distance.</summary>
    public IReadOnlyList<(string Word, int Distance)> Of(string word, int furthest)
    {
        if (word.Length < ShortestWord || word.Length > 40)
            return [];
        Dictionary<int, int> shared = [];
        foreach (var part in Parts(word))
        {
            foreach (var id in postings.GetValueOrDefault(part) ?? [])
                shared[id] = shared.GetValueOrDefault(id) + 1;
        }

        // Of the parts (one more than letters) one edit destroys at most three, a swap of neighbours four.
        var fewest = Math.Max(1, word.Length + 1 - (4 * furthest));
        List<(string Word, int Distance)> found = [];
        foreach (var (id, count) in shared)
        {
            var candidate = words[id];
            // Of three letters only a lost one can be told: "lst".
            if (word.Length == ShortestWord && (candidate.Length != ShortestWord + 1 || candidate[0] != word[0] || candidate[^1] != word[^1]))
                continue;
            if (count < fewest || Math.Abs(candidate.Length - word.Length) > furthest)
                continue;
            var distance = EditDistance.Between(word, candidate, furthest);
            if (distance > 0 && distance <= furthest)
                found.Add((candidate, distance));
        }

        return [.. found.OrderBy(f => f.Distance).ThenBy(f => f.Word[0] == word[0] ? 0 : 1).ThenBy(f => f.Word, StringComparer.Ordinal).Take(MostNeighbours)];
    }

    // Parts of "^^word$": the beginning counts more, as people rarely miss the first letter.
    private static IEnumerable<int> Parts(string word)
    {
        var padded = $"^^{word}$";
        for (var i = 0; i + 2 < padded.Length; i++)
            yield return (padded[i] << 20) ^ (padded[i + 1] << 10) ^ padded[i + 2];
    }
}
