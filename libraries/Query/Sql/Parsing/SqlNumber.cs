using System.Globalization;

namespace NlSql.Query.Sql.Parsing;

/// <summary>
/// Numbers with a fraction or exponent, exactly: <c>1.50</c>, <c>.5</c>, <c>1e-3</c>. A number that .NET's decimal would round is refused
/// rather than changed; those have more than 28 digits.
/// </summary>
internal static class SqlNumber
{
    private const int MostDigits = 28;
    private const NumberStyles Style = NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;

    /// <summary>The number with its scale, or null when it has too many digits.</summary>
    public static decimal? Read(string text)
    {
        int e = text.IndexOfAny(['e', 'E']);
        ReadOnlySpan<char> mantissa = e < 0 ? text : text.AsSpan(0, e);
        int exponent = 0;
        if (e >= 0 && (!int.TryParse(text.AsSpan(e + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out exponent) || Math.Abs(exponent) > 2 * MostDigits))
            return null;
        int point = mantissa.IndexOf('.');
        int scale = (point < 0 ? 0 : mantissa.Length - point - 1) - exponent;
        int digits = mantissa.TrimStart("0.").Length - (point >= 0 && mantissa.TrimStart('0').IndexOf('.') > 0 ? 1 : 0);
        return scale <= MostDigits && digits + Math.Max(0, -scale) <= MostDigits && decimal.TryParse(text, Style, CultureInfo.InvariantCulture, out decimal value)
            ? value
            : null;
    }
}
