using System.Runtime.InteropServices;
using System.Text;

namespace NlSql.Ingestion.Uploads.Columns;

/// <summary>Distinct values of a text column with how often each occurs: all of them up to the limit, and whether that was all.</summary>
internal sealed class ValueIndex(int limit)
{
    // Longer texts are prose, which nobody types into a question.
    private const int LongestValue = 200;

    private readonly Dictionary<byte[], long> counts = new(Utf8Comparer.Instance);

    /// <summary>Whether every distinct value is there.</summary>
    public bool Complete { get; private set; } = true;

    /// <summary>Distinct values held.</summary>
    public int Count => counts.Count;

    public void Add(ReadOnlySpan<byte> value)
    {
        var lookup = counts.GetAlternateLookup<ReadOnlySpan<byte>>();
        ref var count = ref CollectionsMarshal.GetValueRefOrNullRef(lookup, value);
        if (!System.Runtime.CompilerServices.Unsafe.IsNullRef(ref count))
            count++;
        else if (counts.Count < limit && value.Length <= LongestValue)
            lookup[value] = 1;
        else
            Complete = false;
    }

    /// <summary>Values, most frequent first; ties in byte order.</summary>
    public IEnumerable<(string Value, long Count)> MostFrequentFirst() =>
        counts.Select(pair => (Value: Encoding.UTF8.GetString(pair.Key), Count: pair.Value))
            .OrderByDescending(v => v.Count).ThenBy(v => v.Value, StringComparer.Ordinal);
}
