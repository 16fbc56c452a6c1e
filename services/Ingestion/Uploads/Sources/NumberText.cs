using System.Globalization;
using System.Text;

namespace NlSql.Ingestion.Uploads.Sources;

/// <summary>Numbers as the loader's parsers take them: digits and a point, no exponent.</summary>
internal static class NumberText
{
    private const int MostZeros = 400;

    /// <summary>The shortest digits that stand for this number again; not-a-number and infinity are no value.</summary>
    public static string Of(double value) => double.IsFinite(value) ? WithoutExponent(value.ToString("R", CultureInfo.InvariantCulture)) : "";

    /// <summary>The shortest digits that stand for this number again.</summary>
    public static string Of(float value) => float.IsFinite(value) ? WithoutExponent(value.ToString("R", CultureInfo.InvariantCulture)) : "";

    /// <summary>"1.25E+3" as "1250", digit by digit. An exponent beyond all use stays as it is.</summary>
    public static string WithoutExponent(string number)
    {
        var mark = number.AsSpan().IndexOfAny('e', 'E');
        if (mark < 0 || !int.TryParse(number.AsSpan(mark + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var exponent)
            || Math.Abs((long)exponent) > MostZeros)
            return number;
        var sign = number[0] == '-' ? "-" : "";
        var mantissa = number.AsSpan(sign.Length, mark - sign.Length);
        var point = mantissa.IndexOf('.') is var found and >= 0 ? found : mantissa.Length;
        var digits = string.Concat(mantissa[..point], mantissa[Math.Min(point + 1, mantissa.Length)..]);
        var zeros = Math.Min(digits.Length - digits.AsSpan().TrimStart('0').Length, Math.Max(digits.Length - 1, 0));
        digits = digits[zeros..];
        var place = point + exponent - zeros;
        var text = new StringBuilder(sign);
        if (place <= 0)
            text.Append("0.").Append('0', -place).Append(digits);
        else if (place >= digits.Length)
            text.Append(digits).Append('0', place - digits.Length);
        else
            text.Append(digits, 0, place).Append('.').Append(digits, place, digits.Length - place);
        return text.ToString();
    }
}
