using System.Buffers.Binary;

namespace NlSql.Drafting.Profiling;

/// <summary>
/// How many distinct values there are, and how many of them another column has, in bounded memory: the values with the smallest hashes are a
/// fair sample of all (bottom-k sketch). Exact up to its size, within some two percent beyond.
/// </summary>
public sealed class DistinctSketch
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

    /// <summary>Counts a value by its hash.</summary>
    public void Add(ulong hash) => TryAdd(hash);

    /// <summary>Counts a value by its hash; false when it was certainly there before.</summary>
    public bool TryAdd(ulong hash)
    {
        if (hash > largest)
            return true;
        if (!hashes.Add(hash))
            return false;
        if (hashes.Count >= 2 * Size)
            Shrink();
        return true;
    }

    /// <summary>Takes over what another column, or the same column of other rows, holds.</summary>
    public void Add(DistinctSketch other)
    {
        largest = Math.Min(largest, other.largest);
        hashes.RemoveWhere(h => h > largest);
        foreach (var hash in other.hashes)
            TryAdd(hash);
    }

    /// <summary>Whether any value of this sample is in the other one.</summary>
    public bool Meets(DistinctSketch other) => hashes.Overlaps(other.hashes);

    /// <summary>The sketch as it is stored; at most 32 KiB.</summary>
    public byte[] ToBytes()
    {
        if (hashes.Count > Size)
            Shrink();
        var bytes = new byte[sizeof(ulong) * (hashes.Count + 1)];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, largest);
        var at = sizeof(ulong);
        foreach (var hash in hashes.Order())
        {
            BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(at), hash);
            at += sizeof(ulong);
        }

        return bytes;
    }

    /// <summary>A stored sketch.</summary>
    /// <exception cref="ArgumentException">The bytes are none.</exception>
    public static DistinctSketch Of(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < sizeof(ulong) || bytes.Length % sizeof(ulong) != 0)
            throw new ArgumentException("These bytes are no sketch.", nameof(bytes));
        var sketch = new DistinctSketch { largest = BinaryPrimitives.ReadUInt64LittleEndian(bytes) };
        for (bytes = bytes[sizeof(ulong)..]; !bytes.IsEmpty; bytes = bytes[sizeof(ulong)..])
            sketch.TryAdd(BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        return sketch;
    }

    private void Shrink()
    {
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
