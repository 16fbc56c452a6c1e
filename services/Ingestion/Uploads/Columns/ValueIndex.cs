using System.Text;

namespace NlSql.Ingestion.Uploads.Columns;

/// <summary>
/// Distinct values of a text column with how often each occurs: all of them up to the limit, and whether that was all. Beyond the limit
/// the rare ones make room (lossy counting, Manku and Motwani, VLDB 2002), so that the most frequent ones stay.
/// </summary>
internal sealed class ValueIndex
{
    // Longer texts are prose, which nobody types into a question.
    private const int LongestValue = 200;
    private const int LongestProbe = 64;
    private const int FirstSlots = 64;
    private const long FewTimes = 3;

    private readonly int limit;
    private Entry[] slots = new Entry[FirstSlots];
    private byte[] texts = new byte[1024];
    private Entry[] spareSlots = [];
    private byte[] spareTexts = [];
    private int textsLength;
    private long evictions;
    private bool given;

    /// <param name="limit">Most distinct values.</param>
    public ValueIndex(int limit) => this.limit = limit;

    /// <summary>Whether every distinct value is there.</summary>
    public bool Complete { get; private set; } = true;

    /// <summary>Distinct values held.</summary>
    public int Count { get; private set; }

    /// <summary>Counts a value; false when it was certainly there before.</summary>
    public bool Add(ReadOnlySpan<byte> value, ulong hash)
    {
        if (value.Length > LongestValue || given)
        {
            Complete = false;
            return true;
        }

        ref var entry = ref Find(value, hash, out var found);
        if (found)
        {
            entry.Count++;
            return false;
        }

        if (Count == limit)
        {
            Complete = false;
            Evict();
            if (given)
                return true;
            entry = ref Find(value, hash, out _);
        }

        if (entry.Count != 0)
        {
            // Only values chosen to collide come this far.
            Complete = false;
            return true;
        }

        entry = new Entry(hash, Keep(value), (ushort)value.Length, 1 + evictions, evictions);
        Count++;
        if (Count * 2 > slots.Length)
            Rehash(slots.Length * 2, _ => true);
        return true;
    }

    /// <summary>Values, most frequent first; ties in byte order.</summary>
    public IEnumerable<(string Value, long Count)> MostFrequentFirst() =>
        slots.Where(e => e.Count > 0)
            .Select(e => (Value: Encoding.UTF8.GetString(texts, e.Start, e.Length), Count: e.Count - e.Missed))
            .OrderByDescending(v => v.Count).ThenBy(v => v.Value, StringComparer.Ordinal);

    private ref Entry Find(ReadOnlySpan<byte> value, ulong hash, out bool found)
    {
        var mask = slots.Length - 1;
        var place = (int)hash & mask;
        for (var probe = 0; probe < LongestProbe; probe++, place = (place + 1) & mask)
        {
            ref var entry = ref slots[place];
            if (entry.Count == 0)
            {
                found = false;
                return ref entry;
            }

            if (entry.Hash == hash && entry.Length == value.Length && texts.AsSpan(entry.Start, entry.Length).SequenceEqual(value))
            {
                found = true;
                return ref entry;
            }
        }

        found = false;
        return ref slots[place];
    }

    private int Keep(ReadOnlySpan<byte> value)
    {
        if (texts.Length - textsLength < value.Length)
            Array.Resize(ref texts, Math.Max(texts.Length * 2, textsLength + value.Length));
        value.CopyTo(texts.AsSpan(textsLength));
        textsLength += value.Length;
        return textsLength - value.Length;
    }

    // The rarer half makes room at once, so this happens seldom.
    private void Evict()
    {
        var counts = new long[Count];
        var next = 0;
        foreach (var entry in slots)
        {
            if (entry.Count > 0)
                counts[next++] = entry.Count;
        }

        counts.AsSpan().Sort();
        evictions = counts[counts.Length / 2];
        // Where no value comes more than a few times there is no most frequent one: what is held stays as examples.
        if (evictions == 1 && counts[^1] <= FewTimes)
            given = true;
        else
            Rehash(slots.Length, e => e.Count > evictions);
    }

    private void Rehash(int size, Func<Entry, bool> stays)
    {
        // Arrays change places, so that making room costs no memory.
        var (oldSlots, oldTexts) = (slots, texts);
        slots = spareSlots.Length == size ? spareSlots : new Entry[size];
        texts = spareTexts.Length >= oldTexts.Length ? spareTexts : new byte[oldTexts.Length];
        (textsLength, Count) = (0, 0);
        foreach (var entry in oldSlots)
        {
            if (entry.Count == 0 || !stays(entry))
                continue;
            var value = oldTexts.AsSpan(entry.Start, entry.Length);
            ref var place = ref Find(value, entry.Hash, out _);
            if (place.Count != 0)
            {
                Complete = false;
                continue;
            }

            place = entry with { Start = Keep(value) };
            Count++;
        }

        Array.Clear(oldSlots);
        (spareSlots, spareTexts) = (oldSlots.Length == size ? oldSlots : [], oldTexts);
    }

    /// <param name="Hash">The value's hash.</param>
    /// <param name="Start">Where its text begins.</param>
    /// <param name="Length">Bytes of its text.</param>
    /// <param name="Count">How often it occurred, at most.</param>
    /// <param name="Missed">How often it may not have occurred.</param>
    private record struct Entry(ulong Hash, int Start, ushort Length, long Count, long Missed)
    {
        public long Count { get; set; } = Count;
    }
}
