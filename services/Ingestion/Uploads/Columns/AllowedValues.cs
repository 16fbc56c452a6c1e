using System.Text;
using NlSql.SemanticModel.Definitions;

namespace NlSql.Ingestion.Uploads.Columns;

/// <summary>The values that a coded column may have. Letter case and white space around a cell do not matter; the declared spelling is stored.</summary>
internal sealed class AllowedValues
{
    private readonly Dictionary<byte[], byte[]>.AlternateLookup<ReadOnlySpan<byte>> exact;
    private readonly Dictionary<string, byte[]> relaxed = new(StringComparer.OrdinalIgnoreCase);

    public AllowedValues(IReadOnlyList<CodedValue> values)
    {
        var spelled = new Dictionary<byte[], byte[]>(Utf8Comparer.Instance);
        foreach (var value in values)
        {
            var bytes = Encoding.UTF8.GetBytes(value.Value);
            spelled[bytes] = bytes;
            relaxed.TryAdd(value.Value, bytes);
        }

        exact = spelled.GetAlternateLookup<ReadOnlySpan<byte>>();
    }

    /// <summary>The value as declared; false when the cell is none of them.</summary>
    public bool TryFind(ReadOnlySpan<byte> cell, out ReadOnlySpan<byte> declared)
    {
        if (exact.TryGetValue(cell, out var found) || relaxed.TryGetValue(Encoding.UTF8.GetString(cell).Trim(), out found))
        {
            declared = found;
            return true;
        }

        declared = [];
        return false;
    }
}
