namespace NlSql.Ingestion.Uploads.Columns;

/// <summary>The digits of a decimal number before and after its point.</summary>
internal readonly ref struct NumericText
{
    private const int DigitsOfLong = 18;
    private const int LargestGroup = 10_000;
    private static readonly double[] Powers = [.. Enumerable.Range(0, DigitsOfLong + 1).Select(n => Math.Pow(10, n))];
    private static readonly int[] Fillers = [LargestGroup, 1_000, 100, 10, 1];

    private NumericText(bool negative, ReadOnlySpan<byte> whole, ReadOnlySpan<byte> fraction)
    {
        IsNegative = negative;
        Whole = whole;
        Fraction = fraction;
    }

    public bool IsNegative { get; }

    /// <summary>Digits before the point, without leading zeros.</summary>
    public ReadOnlySpan<byte> Whole { get; }

    /// <summary>Digits after the point, all of them.</summary>
    public ReadOnlySpan<byte> Fraction { get; }

    public int Digits => Whole.Length + Fraction.Length;

    /// <summary>Reads a sign, digits and one point; no exponent, no grouping.</summary>
    public static bool TryRead(ReadOnlySpan<byte> text, out NumericText number)
    {
        var negative = text[0] == (byte)'-';
        var digits = text[0] is (byte)'-' or (byte)'+' ? text[1..] : text;
        var point = digits.IndexOf((byte)'.');
        var whole = point < 0 ? digits : digits[..point];
        var fraction = point < 0 ? [] : digits[(point + 1)..];
        if (whole.Length + fraction.Length == 0 || !AllDigits(whole) || !AllDigits(fraction))
        {
            number = default;
            return false;
        }

        number = new NumericText(negative, whole.TrimStart((byte)'0'), fraction);
        return true;
    }

    /// <summary>All digits as one whole number; false when they are too many.</summary>
    public bool TryMantissa(out long mantissa)
    {
        mantissa = 0;
        if (Digits > DigitsOfLong)
            return false;
        foreach (var digit in Whole)
            mantissa = mantissa * 10 + (digit - '0');
        foreach (var digit in Fraction)
            mantissa = mantissa * 10 + (digit - '0');
        return true;
    }

    /// <summary>A mantissa with these digits as a floating-point number.</summary>
    public double ToDouble(long mantissa) => (IsNegative ? -mantissa : mantissa) / Powers[Fraction.Length];

    /// <summary>The same, exactly.</summary>
    public decimal ToDecimal(long mantissa) => new((int)mantissa, (int)(mantissa >> 32), 0, IsNegative, (byte)Fraction.Length);

    /// <summary>Postgres' numeric: groups of four digits, the weight of the first, sign, and the number of digits after the point.</summary>
    public void Write(CopyBuffer output)
    {
        if (Whole.Length <= 8 && Fraction.Length <= 4)
            WriteShort(output);
        else
            WriteLong(output);
    }

    // At most two groups before the point and one after it, as nearly all amounts are.
    private void WriteShort(CopyBuffer output)
    {
        var whole = Number(Whole);
        var (high, low) = (whole / LargestGroup, whole % LargestGroup);
        var fraction = Number(Fraction) * Fillers[Fraction.Length];
        var weight = high > 0 ? 1 : low > 0 ? 0 : -1;
        // Zeros at the end are not written, nor those at the start.
        var last = fraction > 0 ? -1 : low > 0 ? 0 : high > 0 ? 1 : 2;
        var count = last > weight ? 0 : weight - last + 1;
        WriteHead(output, count, count == 0 ? 0 : weight);
        for (var group = weight; group >= last && count > 0; group--)
            output.WriteInt16((short)(group == 1 ? high : group == 0 ? low : fraction));
    }

    private void WriteLong(CopyBuffer output)
    {
        var headAt = output.Length;
        WriteHead(output, 0, 0);
        var (count, weight, trailingZeros) = (0, 0, 0);
        var group = (Whole.Length + 3) / 4 - 1;
        var lead = Whole.Length % 4;
        for (var i = 0; i < Whole.Length; group--)
        {
            var size = i == 0 && lead > 0 ? lead : 4;
            Append(Number(Whole.Slice(i, size)), group, output, ref count, ref weight, ref trailingZeros);
            i += size;
        }

        group = -1;
        for (var i = 0; i < Fraction.Length; i += 4, group--)
        {
            var digits = Fraction[i..Math.Min(i + 4, Fraction.Length)];
            Append(Number(digits) * Fillers[digits.Length], group, output, ref count, ref weight, ref trailingZeros);
        }

        var end = output.Length - 2 * trailingZeros;
        output.Truncate(headAt);
        WriteHead(output, count - trailingZeros, weight);
        output.Truncate(end);
    }

    private void WriteHead(CopyBuffer output, int groups, int weight)
    {
        output.WriteInt32(8 + 2 * groups);
        output.WriteInt16((short)groups);
        output.WriteInt16((short)weight);
        output.WriteInt16(IsNegative && groups > 0 ? (short)0x4000 : (short)0);
        output.WriteInt16((short)Fraction.Length);
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

    private static int Number(ReadOnlySpan<byte> digits)
    {
        var value = 0;
        foreach (var digit in digits)
            value = value * 10 + (digit - '0');
        return value;
    }

    private static bool AllDigits(ReadOnlySpan<byte> text)
    {
        foreach (var c in text)
        {
            if ((uint)(c - '0') > 9)
                return false;
        }

        return true;
    }
}
