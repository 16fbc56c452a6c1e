using System.Globalization;

namespace NlSql.Drafting.Profiling;

/// <summary>A number as people and programs write it: <c>1,234.50</c>, <c>1.234,50 €</c>, <c>-$5</c>, <c>(12)</c>, <c>12.5 %</c>, <c>1.2e5</c>.</summary>
/// <param name="Value">The value; percent signs do not divide.</param>
/// <param name="Grouped">Whether it has thousands separators.</param>
/// <param name="Fraction">Digits after the decimal sign.</param>
/// <param name="IsWhole">Whether it has no fraction but zeros, counted by its digits: the value holds no more than 28 of them.</param>
public readonly record struct NumberText(decimal Value, bool Grouped, int Fraction, bool IsWhole)
{
    /// <summary>Bytes of the longest number that <see cref="TryWritePlain"/> writes, and some to spare.</summary>
    public const int LongestPlain = 512;

    private const int Longest = 40;
    // Floating-point numbers of 64 bits have exponents from -324 to 308.
    private const int LargestExponent = 400;

    /// <summary>Takes signs of currency and percent off; the sign that was there.</summary>
    public static ReadOnlySpan<char> Strip(ReadOnlySpan<char> text, out char currency, out bool percent)
    {
        (currency, percent) = ('\0', false);
        if (text.Length is 0 or > Longest)
            return text;
        if (text[^1] == '%')
        {
            percent = true;
            text = text[..^1].TrimEnd();
        }

        var sign = text.IndexOfAny("$€£¥₹");
        if (sign < 0)
            return text;
        // Before the number, behind its sign, or at its end.
        var before = text[..sign].Trim();
        if (before is "" or "-" or "+" or "(" || sign == text.Length - 1)
        {
            currency = text[sign];
            if (before.IsEmpty)
                return text[(sign + 1)..].Trim();
            if (sign == text.Length - 1)
                return text[..sign].Trim();
            Span<char> rest = new char[text.Length - 1];
            text[..sign].CopyTo(rest);
            text[(sign + 1)..].CopyTo(rest[sign..]);
            return ((ReadOnlySpan<char>)rest).Trim();
        }

        return text;
    }

    /// <summary>Reads a number with the given decimal sign, a point or a comma.</summary>
    public static bool TryRead(ReadOnlySpan<char> text, char decimalSign, out NumberText number)
    {
        number = default;
        Span<char> plain = stackalloc char[Longest];
        if (!TryUnsign(ref text, out var negative)
            || !TryPlain(text, decimalSign, plain, out var length, out var grouped, out var fraction)
            || !decimal.TryParse(plain[..length], NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var value)
            || !TrySplitExponent(plain[..length], out var digits, out var exponent))
            return false;
        number = new NumberText(negative ? -value : value, grouped, fraction, IsWholeNumber(digits, exponent));
        return true;
    }

    /// <summary>Writes a number as a sign, digits and a point, with every digit that it has.</summary>
    /// <param name="text">The number, without signs of currency and percent.</param>
    /// <param name="decimalSign">A point or a comma.</param>
    /// <param name="plain">Room for <see cref="LongestPlain"/> bytes.</param>
    /// <param name="length">Bytes written.</param>
    public static bool TryWritePlain(ReadOnlySpan<char> text, char decimalSign, Span<byte> plain, out int length)
    {
        length = 0;
        Span<char> read = stackalloc char[Longest];
        if (!TryUnsign(ref text, out var negative) || !TryPlain(text, decimalSign, read, out var size, out _, out _)
            || !TrySplitExponent(read[..size], out var digits, out var exponent))
            return false;
        if (negative)
            plain[length++] = (byte)'-';
        var point = digits.IndexOf('.') is >= 0 and var at ? at : digits.Length;
        // Where the point goes among the digits.
        var place = point + exponent;
        var count = digits.Length - (point < digits.Length ? 1 : 0);
        for (var i = Math.Min(place - 1, 0); i < Math.Max(count, place); i++)
        {
            if (i == place)
                plain[length++] = (byte)'.';
            plain[length++] = i < 0 || i >= count ? (byte)'0' : (byte)digits[i < point ? i : i + 1];
        }

        return true;
    }

    private static bool TryUnsign(ref ReadOnlySpan<char> text, out bool negative)
    {
        negative = text is ['(', .., ')'];
        if (text.Length is 0 or > Longest)
            return false;
        if (negative)
        {
            text = text[1..^1].Trim();
            // Brackets are a sign; with another one within them nobody knows.
            return text is not ['-' or '+', ..];
        }

        if (text is not ['-' or '+', ..])
            return true;
        negative = text[0] == '-';
        text = text[1..].TrimStart();
        return true;
    }

    private static bool TrySplitExponent(ReadOnlySpan<char> plain, out ReadOnlySpan<char> digits, out int exponent)
    {
        exponent = 0;
        var at = plain.IndexOfAny('e', 'E');
        digits = at < 0 ? plain : plain[..at];
        return at < 0 || (int.TryParse(plain[(at + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out exponent) && Math.Abs(exponent) <= LargestExponent);
    }

    private static bool IsWholeNumber(ReadOnlySpan<char> digits, int exponent)
    {
        var last = digits.LastIndexOfAnyInRange('1', '9');
        var point = digits.IndexOf('.') is >= 0 and var at ? at : digits.Length;
        return last < 0 || (last < point ? point - 1 - last : point - last) + exponent >= 0;
    }

    // Groups have three digits; before them may stand groups of two, as in India.
    private static bool TryPlain(ReadOnlySpan<char> text, char decimalSign, Span<char> plain, out int length, out bool grouped, out int fraction)
    {
        (length, grouped, fraction) = (0, false, 0);
        var (group, digits, sinceGroup, lastGroup, inFraction) = ('\0', 0, 0, 0, false);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (char.IsAsciiDigit(c))
            {
                plain[length++] = c;
                digits++;
                sinceGroup++;
                fraction += inFraction ? 1 : 0;
            }
            else if (c == decimalSign && !inFraction)
            {
                if (group != '\0' && sinceGroup != 3)
                    return false;
                (inFraction, lastGroup) = (true, sinceGroup);
                plain[length++] = '.';
            }
            else if (c is 'e' or 'E' && digits > 0 && i < text.Length - 1 && text[(i + 1)..].TrimStart("+-").IndexOfAnyExceptInRange('0', '9') < 0 && text.Length - i <= 5)
            {
                text[i..].CopyTo(plain[length..]);
                length += text.Length - i;
                return true;
            }
            else if (!inFraction && IsGroup(c, decimalSign) && (group == '\0' || group == c) && sinceGroup is > 0 and <= 3 && text[0] != '0' && !(group != '\0' && sinceGroup < 2))
            {
                (group, sinceGroup, grouped) = (c, 0, true);
            }
            else
            {
                return false;
            }
        }

        return digits > 0 && (group == '\0' || (inFraction ? lastGroup : sinceGroup) == 3);
    }

    private static bool IsGroup(char c, char decimalSign) => c is ' ' or '\'' or '’' or '\u00A0' or '\u202F' || (c is '.' or ',' && c != decimalSign);
}
