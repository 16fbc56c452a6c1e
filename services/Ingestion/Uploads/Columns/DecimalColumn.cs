using System.Globalization;
using NlSql.SemanticModel.Definitions;

namespace NlSql.Ingestion.Uploads.Columns;

/// <summary>
/// Exact decimal numbers: the digits of the file become the digits of a Postgres numeric, without a binary or 28-digit number in
/// between. A sign, digits and one point; no exponent, no grouping.
/// </summary>
internal sealed class DecimalColumn(ColumnDefinition definition, AllowedValues? allowed) : CellColumn(definition, allowed)
{
    private const int MostDigits = 1000;
    private const int DigitsOfLong = 18;
    private decimal? pending;
    private decimal? minimum;
    private decimal? maximum;
    private bool rangeUnknown;

    public override string? Minimum => rangeUnknown ? null : minimum?.ToString(CultureInfo.InvariantCulture);

    public override string? Maximum => rangeUnknown ? null : maximum?.ToString(CultureInfo.InvariantCulture);

    protected override string? WriteValue(ReadOnlySpan<byte> text, CopyBuffer output)
    {
        var negative = text[0] == (byte)'-';
        var digits = text[0] is (byte)'-' or (byte)'+' ? text[1..] : text;
        var point = digits.IndexOf((byte)'.');
        var whole = point < 0 ? digits : digits[..point];
        var fraction = point < 0 ? [] : digits[(point + 1)..];
        if (whole.Length + fraction.Length == 0 || !AllDigits(whole) || !AllDigits(fraction))
            return CellCodes.NotDecimal;
        whole = whole.TrimStart((byte)'0');
        if (whole.Length + fraction.Length > MostDigits)
            return CellCodes.OutOfRange;
        if (Allowed is not null && !Allowed.TryFind(text, out _))
            return CellCodes.NotAllowed;
        WriteNumeric(output, whole, fraction, negative);
        pending = ToDecimal(text, whole, fraction, negative);
        return null;
    }

    protected override void KeepValue(CopyBuffer output)
    {
        if (pending is not { } value)
        {
            rangeUnknown = true;
            return;
        }

        if (!(value >= minimum))
            minimum = value;
        if (!(value <= maximum))
            maximum = value;
    }

    private static bool AllDigits(ReadOnlySpan<byte> text) => text.IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0;

    /// <summary>Postgres' numeric: groups of four digits, the weight of the first, sign, and the digits after the point.</summary>
    private static void WriteNumeric(CopyBuffer output, ReadOnlySpan<byte> whole, ReadOnlySpan<byte> fraction, bool negative)
    {
        var lengthAt = output.Length;
        output.WriteInt32(0);
        var countAt = output.Length;
        output.WriteInt64((long)(ushort)fraction.Length);
        var (count, weight, trailingZeros) = (0, 0, 0);
        var group = (whole.Length + 3) / 4 - 1;
        var lead = whole.Length % 4;
        for (var i = 0; i < whole.Length; group--)
        {
            var size = i == 0 && lead > 0 ? lead : 4;
            Append(Number(whole.Slice(i, size), size), group, output, ref count, ref weight, ref trailingZeros);
            i += size;
        }

        group = -1;
        for (var i = 0; i < fraction.Length; i += 4, group--)
            Append(Number(fraction[i..Math.Min(i + 4, fraction.Length)], 4), group, output, ref count, ref weight, ref trailingZeros);

        output.Truncate(output.Length - 2 * trailingZeros);
        count -= trailingZeros;
        output.PatchInt16(countAt, (short)count);
        output.PatchInt16(countAt + 2, (short)weight);
        output.PatchInt16(countAt + 4, negative && count > 0 ? (short)0x4000 : (short)0);
        output.PatchInt32(lengthAt, output.Length - lengthAt - 4);
    }

    private static void Append(int value, int group, CopyBuffer output, ref int count, ref int weight, ref int trailingZeros)
    {
        if (count == 0)
        {
            if (value == 0)
                return;
            weight = group;
        }

        output.WriteInt16((short)value);
        count++;
        trailingZeros = value == 0 ? trailingZeros + 1 : 0;
    }

    /// <summary>The digits as a number, filled up with zeros on the right to that many.</summary>
    private static int Number(ReadOnlySpan<byte> digits, int size)
    {
        var value = 0;
        foreach (var digit in digits)
            value = value * 10 + (digit - '0');
        for (var i = digits.Length; i < size; i++)
            value *= 10;
        return value;
    }

    /// <summary>The value for the profile; null beyond 28 digits.</summary>
    private static decimal? ToDecimal(ReadOnlySpan<byte> text, ReadOnlySpan<byte> whole, ReadOnlySpan<byte> fraction, bool negative)
    {
        if (whole.Length + fraction.Length > DigitsOfLong)
        {
            return whole.Length + fraction.Length <= 28 && decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var parsed)
                ? parsed
                : null;
        }

        var mantissa = 0L;
        foreach (var digit in whole)
            mantissa = mantissa * 10 + (digit - '0');
        foreach (var digit in fraction)
            mantissa = mantissa * 10 + (digit - '0');
        return new decimal((int)mantissa, (int)(mantissa >> 32), 0, negative, (byte)fraction.Length);
    }
}
