using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Unicode;

namespace NlSql.Ingestion.Uploads.Sources.Text;

/// <summary>
/// Text of another encoding as UTF-8. What the encoding does not know stays what it is, so that it is no UTF-8 either and the cell is
/// rejected where it stands, rather than silently replaced.
/// </summary>
/// <param name="fill">Reads the next bytes into the memory; 0 at the end.</param>
/// <param name="encoding">What these are encoded in.</param>
internal sealed class DecodedText(Func<Memory<byte>, CancellationToken, ValueTask<int>> fill, TextEncoding encoding)
{
    private const int InputSize = 32 << 10;
    // One byte of Windows-1252 becomes up to three, two bytes of UTF-16 as well.
    private const int Growth = 3;
    private const byte Never = 0xFF;
    private readonly byte[] input = new byte[InputSize];
    private readonly byte[] output = new byte[InputSize * Growth];
    private int kept;
    private int start;
    private int end;
    private bool ended;

    /// <summary>What Windows-1252 has at 0x80 to 0x9F; 0 where it has nothing.</summary>
    private static ReadOnlySpan<ushort> Windows1252 =>
    [
        0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017D, 0,
        0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0, 0x017E, 0x0178,
    ];

    /// <summary>A block of text as UTF-8.</summary>
    /// <param name="block">The text as it came.</param>
    /// <param name="encoding">What it is encoded in.</param>
    /// <param name="whole">Whether nothing follows; else what the end of the block cuts is left out.</param>
    public static byte[] Decode(ReadOnlySpan<byte> block, TextEncoding encoding, bool whole)
    {
        var target = new byte[block.Length * Growth];
        return target[..Decode(block, target, encoding, whole, out _)];
    }

    /// <summary>Reads UTF-8; 0 at the end.</summary>
    public async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        while (start == end)
        {
            if (ended)
                return 0;
            var read = await fill(input.AsMemory(kept), cancellationToken);
            ended = read == 0;
            var available = kept + read;
            end = Decode(input.AsSpan(0, available), output, encoding, ended, out var consumed);
            start = 0;
            kept = available - consumed;
            input.AsSpan(consumed, kept).CopyTo(input);
        }

        var count = Math.Min(buffer.Length, end - start);
        output.AsSpan(start, count).CopyTo(buffer.Span);
        start += count;
        return count;
    }

    private static int Decode(ReadOnlySpan<byte> block, Span<byte> target, TextEncoding encoding, bool whole, out int consumed)
    {
        consumed = block.Length;
        switch (encoding)
        {
            case TextEncoding.Windows1252:
                return DecodeWindows1252(block, target);
            case TextEncoding.Utf16LittleEndian or TextEncoding.Utf16BigEndian:
                return DecodeUtf16(block, target, encoding == TextEncoding.Utf16BigEndian, whole, out consumed);
            default:
                block.CopyTo(target);
                return block.Length;
        }
    }

    private static int DecodeWindows1252(ReadOnlySpan<byte> block, Span<byte> target)
    {
        var length = 0;
        while (!block.IsEmpty)
        {
            var plain = block.IndexOfAnyInRange((byte)0x80, (byte)0xFF) is var next and >= 0 ? next : block.Length;
            block[..plain].CopyTo(target[length..]);
            length += plain;
            block = block[plain..];
            if (block.IsEmpty)
                break;
            var character = block[0] < 0xA0 ? Windows1252[block[0] - 0x80] : block[0];
            if (character == 0)
                target[length++] = block[0];
            else
                length += new Rune(character).EncodeToUtf8(target[length..]);
            block = block[1..];
        }

        return length;
    }

    private static int DecodeUtf16(ReadOnlySpan<byte> block, Span<byte> target, bool bigEndian, bool whole, out int consumed)
    {
        var pairs = block.Length / 2;
        var characters = ArrayPool<char>.Shared.Rent(pairs);
        var units = MemoryMarshal.Cast<char, ushort>(characters.AsSpan(0, pairs));
        block[..(pairs * 2)].CopyTo(MemoryMarshal.AsBytes(units));
        if (bigEndian == BitConverter.IsLittleEndian)
            BinaryPrimitives.ReverseEndianness(units, units);

        var (taken, length) = (0, 0);
        while (taken < pairs)
        {
            var status = Utf8.FromUtf16(
                characters.AsSpan(taken, pairs - taken), target[length..], out var read, out var written, replaceInvalidSequences: false, isFinalBlock: whole);
            (taken, length) = (taken + read, length + written);
            if (status is not OperationStatus.InvalidData)
                break;
            length += WriteLoneSurrogate(characters[taken++], target[length..]);
        }

        ArrayPool<char>.Shared.Return(characters);
        consumed = taken * 2;
        if (whole && block.Length > consumed)
        {
            target[length++] = Never;
            consumed = block.Length;
        }

        return length;
    }

    private static int WriteLoneSurrogate(char surrogate, Span<byte> target)
    {
        target[0] = (byte)(0xE0 | (surrogate >> 12));
        target[1] = (byte)(0x80 | ((surrogate >> 6) & 0x3F));
        target[2] = (byte)(0x80 | (surrogate & 0x3F));
        return 3;
    }
}
