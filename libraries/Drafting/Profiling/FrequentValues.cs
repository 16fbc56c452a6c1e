namespace NlSql.Drafting.Profiling;

/// <summary>The values of a column with few of them, and how often each occurs.</summary>
internal sealed class FrequentValues
{
    private const int Most = 100;
    private const int Longest = 60;

    private Dictionary<string, long>? counts = new(StringComparer.Ordinal);

    public void Add(ReadOnlySpan<char> text)
    {
        if (counts is null)
            return;
        var lookup = counts.GetAlternateLookup<ReadOnlySpan<char>>();
        if (lookup.TryGetValue(text, out var count))
            lookup[text] = count + 1;
        else if (counts.Count < Most && text.Length <= Longest)
            lookup[text] = 1;
        else
            counts = null;
    }

    /// <summary>The values, most frequent first; empty when there are many.</summary>
    public IReadOnlyList<ValueCount> ToList() =>
        [.. (counts ?? []).Select(c => new ValueCount(c.Key, c.Value)).OrderByDescending(c => c.Count).ThenBy(c => c.Value, StringComparer.Ordinal)];
}
