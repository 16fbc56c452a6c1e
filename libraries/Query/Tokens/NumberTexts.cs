using System.Globalization;
using System.Text.RegularExpressions;

namespace NlSql.Query.Tokens;

/// <summary>Numbers written with digits: "1,234.5", "10k", "€500", "20%", "1.5 m".</summary>
internal static partial class NumberTexts
{
    /// <summary>Reads a number at a place of a text; the length is 0 when there is none.</summary>
    public static (int Length, decimal Value, NumberForm Form) Read(string text, int start)
    {
        var match = Pattern().Match(text, start);
        if (!match.Success)
            return default;
        var digits = match.Groups["digits"].Value.Replace(",", "", StringComparison.Ordinal).Replace("\u00A0", "", StringComparison.Ordinal);
        if (!decimal.TryParse(digits, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value))
            return default;
        var factor = match.Groups["factor"].Value.ToLowerInvariant() switch
        {
            "k" => 1_000m,
            "m" or "mio" or "mn" => 1_000_000m,
            "bn" or "b" => 1_000_000_000m,
            _ => 1m,
        };
        if (Math.Abs(value) > 1_000_000_000_000_000m)
            return default;
        var form = match.Groups["percent"].Success ? NumberForm.Percent
            : match.Groups["currency"].Success || match.Groups["unit"].Success ? NumberForm.Currency
            : NumberForm.Digits;
        return (match.Length, value * factor, form);
    }

    [GeneratedRegex(
        @"\G(?<currency>[€$£¥]\s?)?(?<digits>-?(\d{1,3}(,\d{3})+|\d+)(\.\d+)?)((?<factor>k|mio|mn|m|bn|b)(?![\p{L}\d]))?(\s?(?<percent>%)|\s?(?<unit>[€$£¥]))?(?![\p{L}\d])",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Pattern();
}
