namespace NlSql.Drafting.Profiling;

/// <summary>
/// How many distinct values there are, and how many of them another column has, in bounded memory: the values with the smallest hashes are a
/// fair sample of all (bottom-k sketch). Exact up to its size, within some two percent beyond.
/// </summary>
internal sealed class DistinctSketch
{
    private const int Size = 4096;

    private readonly HashSet<ulong> hashes = [];
    private ulong largest = ulong.MaxValue;

    /// <summary>Whether every distinct value is held.</summary>
    public bool IsExact => largest == ulong.MaxValue;

    /// <summary>The number of distinct values.</summary>
    public long Count
    {
        get
        {
            if (IsExact)
                return hashes.Count;
            var kept = hashes.Order().Take(Size).ToList();
            return (long)((Size - 1) / ((kept[^1] + 1.0) / ulong.MaxValue));
        }
    }

    public void Add(ulong hash)
    {
        if (hash > largest || !hashes.Add(hash) || hashes.Count < 2 * Size)
            return;
        var kept = hashes.Order().Take(Size).ToList();
        hashes.Clear();
        hashes.UnionWith(kept);
        largest = kept[^1];
    }

    /// <summary>The part of these distinct values that the other column has too; 0 when there are none.</summary>
    public double ContainedIn(DistinctSketch other)
    {
        // Below both bounds the two samples are complete.
        var bound = Math.Min(largest, other.largest);
        var (own, shared) = (0, 0);
        foreach (var hash in hashes)
        {
            if (hash > bound)
                continue;
            own++;
            shared += other.hashes.Contains(hash) ? 1 : 0;
        }

        return own == 0 ? 0 : (double)shared / own;
    }
}
