using System.Globalization;
using System.Text.RegularExpressions;
using NlSql.SemanticModel.Queries;

namespace NlSql.Chat.Memory;

/// <summary>
/// Wishes for the rest of a conversation: "from now on use the last 30 days", "always show bar charts", "by default show numbers in
/// thousands". Only what begins or ends with such words is one, and only when all of the rest is understood; anything else is a question.
/// </summary>
internal static partial class StatedPreference
{
    /// <summary>The wish; null when the text is none.</summary>
    public static MemoryContent? Read(string? text)
    {
        if (text is null || text.Length > 200 || Statement().Match(text.Trim().TrimEnd('.', '!').ToLowerInvariant()) is not { Success: true } match)
            return null;
        var wish = Spaces().Replace(match.Groups["before"].Success ? match.Groups["before"].Value : match.Groups["after"].Value, " ").Trim(' ', ',');
        return (MemoryContent?)Chart(wish) ?? (MemoryContent?)Format(wish) ?? Period(wish);
    }

    private static MemoryContent.ChartKind? Chart(string wish) => ChartWish().Match(wish) switch
    {
        { Success: true } match when match.Groups["none"].Success => new("none"),
        { Success: true } match => new(match.Groups["mark"].Value switch { "column" => "bar", "scatter" => "point", var mark => mark }),
        _ => null,
    };

    private static MemoryContent.NumberFormat? Format(string wish)
    {
        if (FormatWish().Match(wish) is not { Success: true } match)
            return null;
        if (match.Groups["scale"].Success)
            return match.Groups["scale"].Value == "thousands" ? new("#,##0.0,K", "in thousands") : new("#,##0.0,,M", "in millions");
        var places = match.Groups["places"].Success ? int.Parse(match.Groups["places"].Value, CultureInfo.InvariantCulture) : 0;
        return places == 0 ? new("#,##0", "without decimals") : new("#,##0." + new string('0', places), $"with {places} decimals");
    }

    private static MemoryContent.Period? Period(string wish) =>
        PeriodWish().Match(wish) is { Success: true } match && TimeRangeText.TryParse(match.Groups["range"].Value.Replace("last month", "previous month", StringComparison.Ordinal)
            .Replace("last week", "previous week", StringComparison.Ordinal).Replace("last quarter", "previous quarter", StringComparison.Ordinal)
            .Replace("last year", "previous year", StringComparison.Ordinal), out var range) && TimeRangeText.Of(range) is { } written
            ? new(written)
            : null;

    [GeneratedRegex(@"^(?:(?:from now on|always|by default|in this conversation),?\s+(?:please\s+)?(?<before>.+)|(?:please\s+)?(?<after>.+?),?\s+(?:from now on|by default|in this conversation))$")]
    private static partial Regex Statement();

    [GeneratedRegex(@"^(?:use|show|draw|give me|make)?\s*(?:(?<none>no charts?)|(?:charts? as |a |an )?(?<mark>bar|column|line|area|point|scatter)s?(?: charts?| plots?)?)$")]
    private static partial Regex ChartWish();

    [GeneratedRegex(@"^(?:show|write|give|use|round)?\s*(?:me )?(?:all )?(?:numbers|amounts|values)?\s*(?:in (?<scale>thousands|millions)|(?:with|to) (?<places>[0-6]) (?:decimals?|decimal places)|(?:without|with no|no) decimals|to whole numbers)$")]
    private static partial Regex FormatWish();

    [GeneratedRegex(@"^(?:use|show|look at|take|limit (?:it )?to|only|answer for|show me)?\s*(?:only )?(?:for )?(?:the )?(?<range>(?:last|previous|this|past|year|month|quarter|week|q\d|\d{4}).*)$")]
    private static partial Regex PeriodWish();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
