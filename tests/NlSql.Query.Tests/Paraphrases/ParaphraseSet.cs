using NlSql.Testing;

namespace NlSql.Query.Tests.Paraphrases;

/// <summary>
/// Other ways to ask the verified questions of a plugin, from <c>Paraphrases/&lt;plugin&gt;.txt</c>: a line <c># verified question | slot=value</c>, below
/// it its paraphrases.
/// </summary>
internal sealed record ParaphraseSet(string Verified, IReadOnlyDictionary<string, string> Slots, IReadOnlyList<string> Paraphrases)
{
    public static IReadOnlyList<ParaphraseSet> Read(string plugin)
    {
        List<ParaphraseSet> sets = [];
        List<string> paraphrases = [];
        foreach (var line in File.ReadLines(Path.Combine(RepositoryFolder.Root, "tests", "NlSql.Query.Tests", "Paraphrases", plugin + ".txt")).Where(l => l.Length > 0))
        {
            if (line.StartsWith("# ", StringComparison.Ordinal))
                sets.Add(Headed(line[2..], paraphrases = []));
            else
                paraphrases.Add(line);
        }

        return sets;
    }

    private static ParaphraseSet Headed(string heading, List<string> paraphrases)
    {
        var parts = heading.Split(" | ");
        var slots = parts.Skip(1).SelectMany(p => p.Split(", ")).Select(p => p.Split('=')).ToDictionary(p => p[0], p => p[1], StringComparer.Ordinal);
        return new(parts[0], slots, paraphrases);
    }
}
