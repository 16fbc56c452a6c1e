using System.Buffers.Text;
using System.Globalization;
using NlSql.Ingestion.Profiles;

namespace NlSql.Ingestion.Uploads.Columns;

/// <summary>Whole numbers of 64 bits. <c>12.0</c> counts as 12: that is how spreadsheets and data frames write them.</summary>
internal sealed class IntegerColumn(ColumnSetup setup) : CellColumn(setup)
{
    private readonly NumberStatistics numbers = new();
    private long pending;
    private long? minimum;
    private long? maximum;

    public override string? Minimum => minimum?.ToString(CultureInfo.InvariantCulture);

    public override string? Maximum => maximum?.ToString(CultureInfo.InvariantCulture);

    protected override string? WriteValue(ReadOnlySpan<byte> text, CopyBuffer output)
    {
        var digits = WithoutZeroFraction(text[0] == (byte)'+' ? text[1..] : text);
        if (!Utf8Parser.TryParse(digits, out long value, out var consumed) || consumed != digits.Length)
            return IsDigits(digits) ? CellCodes.OutOfRange : CellCodes.NotInteger;
        if (Allowed is not null && !Allowed.TryFind(text, out _))
            return CellCodes.NotAllowed;
        output.WriteInt32(8);
        output.WriteInt64(value);
        pending = value;
        return null;
    }

    protected override void KeepValue(CopyBuffer output)
    {
        if (!(pending >= minimum))
            minimum = pending;
        if (!(pending <= maximum))
            maximum = pending;
        numbers.Add(pending);
        Count(ValueBits.Hash((ulong)pending));
    }

    protected override ColumnStatistics AddTo(ColumnStatistics statistics) => statistics with { Numbers = numbers.Summary() };

    private static ReadOnlySpan<byte> WithoutZeroFraction(ReadOnlySpan<byte> text)
    {
        var point = text.IndexOf((byte)'.');
        return point > 0 && point < text.Length - 1 && text[(point + 1)..].IndexOfAnyExcept((byte)'0') < 0 ? text[..point] : text;
    }

    private static bool IsDigits(ReadOnlySpan<byte> text)
    {
        if (text.Length > 0 && text[0] == (byte)'-')
            text = text[1..];
        return text.Length > 0 && text.IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0;
    }
}
