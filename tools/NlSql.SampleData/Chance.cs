namespace NlSql.SampleData;

/// <summary>
/// Seeded chance (SplitMix64) in whole numbers only: no floating point, whose last bit may differ between machines, and no
/// <see cref="Random"/>, whose sequence is not promised between versions.
/// </summary>
internal sealed class Chance(ulong seed)
{
    private ulong state = seed;

    /// <summary>A whole number from 0 to <paramref name="bound"/> − 1.</summary>
    public int Below(int bound)
    {
        state += 0x9E3779B97F4A7C15;
        var z = state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        z ^= z >> 31;
        return (int)((z >> 33) % (ulong)bound);
    }

    /// <summary>A whole number from <paramref name="low"/> to <paramref name="high"/>, both possible.</summary>
    public int Between(int low, int high) => low + Below(high - low + 1);

    /// <summary>True in <paramref name="perMille"/> of a thousand cases.</summary>
    public bool Happens(int perMille) => Below(1000) < perMille;

    /// <summary>An index, as often as its weight says.</summary>
    public int Weighted(ReadOnlySpan<int> weights)
    {
        var total = 0;
        foreach (var weight in weights)
            total += weight;
        var at = Below(total);
        for (var i = 0; ; i++)
        {
            at -= weights[i];
            if (at < 0)
                return i;
        }
    }

    /// <summary>The list in another order.</summary>
    public T[] Shuffled<T>(IEnumerable<T> items)
    {
        var list = items.ToArray();
        for (var i = list.Length - 1; i > 0; i--)
        {
            var j = Below(i + 1);
            (list[i], list[j]) = (list[j], list[i]);
        }

        return list;
    }
}
