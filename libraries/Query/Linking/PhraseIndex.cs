using System.Runtime.InteropServices;

namespace NlSql.Query.Linking;

/// <summary>
/// Phrases of words and what they stand for, as a tree over interned words: looking up all phrases that begin at a place costs a hash
/// per word, whatever the number of phrases.
/// </summary>
internal sealed class PhraseIndex<T>
{
    private readonly Dictionary<string, int> words = new(StringComparer.Ordinal);
    private readonly Dictionary<long, int> edges = [];
    private readonly Dictionary<int, List<T>> payloads = [];
    private int nodes = 1;

    /// <summary>An index of lists: what a list stands for, and its phrases, separated by commas.</summary>
    public static PhraseIndex<T> OfLists(params IEnumerable<(T Payload, string Phrases)> lists)
    {
        var index = new PhraseIndex<T>();
        foreach (var (payload, phrases) in lists)
        {
            foreach (var phrase in phrases.Split(", "))
                index.Add(phrase.Split(' '), payload);
        }

        return index;
    }

    /// <summary>The words that occur in phrases.</summary>
    public IReadOnlyCollection<string> Words => words.Keys;

    /// <summary>Whether a word occurs in any phrase.</summary>
    public bool Knows(string word) => words.ContainsKey(word);

    /// <summary>Adds a phrase.</summary>
    public void Add(IReadOnlyList<string> phrase, T payload)
    {
        if (phrase.Count == 0)
            return;
        var node = 0;
        foreach (var word in phrase)
        {
            ref var id = ref CollectionsMarshal.GetValueRefOrAddDefault(words, word, out var known);
            if (!known)
                id = words.Count;
            ref var next = ref CollectionsMarshal.GetValueRefOrAddDefault(edges, Edge(node, id), out var exists);
            if (!exists)
                next = nodes++;
            node = next;
        }

        if (!payloads.TryGetValue(node, out var list))
            payloads.Add(node, list = []);
        list.Add(payload);
    }

    /// <summary>The node reached by a word; −1 when no phrase goes on so. The root is 0.</summary>
    public int Step(int node, string word) =>
        words.TryGetValue(word, out var id) && edges.TryGetValue(Edge(node, id), out var next) ? next : -1;

    /// <summary>What the phrase that ends at a node stands for.</summary>
    public IReadOnlyList<T> At(int node) => payloads.TryGetValue(node, out var list) ? list : [];

    /// <summary>All phrases that stand in a row of words, those that overlap too: where each begins and ends, and what it stands for.</summary>
    public IEnumerable<(int Start, int End, IReadOnlyList<T> Payloads)> In(IReadOnlyList<string> said)
    {
        for (var start = 0; start < said.Count; start++)
        {
            var node = 0;
            for (var at = start; at < said.Count && (node = Step(node, said[at])) > 0; at++)
            {
                if (payloads.TryGetValue(node, out var list))
                    yield return (start, at + 1, list);
            }
        }
    }

    private static long Edge(int node, int word) => ((long)node << 32) | (uint)word;
}
