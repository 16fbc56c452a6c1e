using System.Buffers;
using System.Text;

namespace NlSql.Ingestion.Uploads.Sources.Text;

/// <summary>
/// Looks over text block by block and tells UTF-8 from Windows-1252. Text that is UTF-8 throughout is UTF-8. So is text with a few
/// broken bytes among many good sequences: its broken cells are rejected, the rest must not be garbled.
/// </summary>
internal sealed class EncodingSurvey
{
    private static readonly SearchValues<byte> NotInWindows1252 = SearchValues.Create([0x81, 0x8D, 0x8F, 0x90, 0x9D]);
    private readonly byte[] cut = new byte[4];
    private int cutLength;
    private long sequences;
    private long broken;
    private bool outsideWindows1252;

    /// <summary>What the text so far is encoded in.</summary>
    /// <param name="whole">Whether nothing follows, so that a sequence cut by the end is broken.</param>
    public TextEncoding Decide(bool whole)
    {
        var bad = broken + (whole ? cutLength : 0);
        return bad == 0 || outsideWindows1252 || sequences > bad ? TextEncoding.Utf8 : TextEncoding.Windows1252;
    }

    /// <summary>Takes in the next block. A sequence may be cut by its end.</summary>
    public void Add(ReadOnlySpan<byte> block)
    {
        while (cutLength > 0 && !block.IsEmpty)
        {
            cut[cutLength++] = block[0];
            block = block[1..];
            var status = Rune.DecodeFromUtf8(cut.AsSpan(0, cutLength), out _, out var used);
            if (status == OperationStatus.NeedMoreData)
                continue;
            Count(status, cut.AsSpan(0, used));
            var rest = cut.AsSpan(used, cutLength - used).ToArray();
            cutLength = 0;
            if (rest.Length > 0)
                Scan(rest);
        }

        if (!Ascii.IsValid(block))
            Scan(block);
    }

    private void Scan(ReadOnlySpan<byte> block)
    {
        while (block.IndexOfAnyInRange((byte)0x80, (byte)0xFF) is var next and >= 0)
        {
            block = block[next..];
            var status = Rune.DecodeFromUtf8(block, out _, out var used);
            if (status == OperationStatus.NeedMoreData)
            {
                block.CopyTo(cut);
                cutLength = block.Length;
                return;
            }

            // A lone surrogate is what a broken program makes of UTF-8, and no word of Windows-1252.
            outsideWindows1252 |= status != OperationStatus.Done && block is [0xED, >= 0xA0 and <= 0xBF, ..];
            Count(status, block[..used]);
            block = block[used..];
        }
    }

    private void Count(OperationStatus status, ReadOnlySpan<byte> bytes)
    {
        if (status == OperationStatus.Done)
        {
            sequences += bytes.Length > 1 ? 1 : 0;
            return;
        }

        broken += bytes.Length;
        outsideWindows1252 |= bytes.IndexOfAny(NotInWindows1252) >= 0;
    }
}
