using System.Globalization;
using System.Text.RegularExpressions;

namespace NlSql.Query.Tokens;

/// <summary>Dates written with digits alone: "2025-03-31", "31.03.2025", "03/2025", "2025-03".</summary>
internal static partial class DateTexts
{
    /// <summary>Reads a date at a place of a text; the length is 0 when there is none.</summary>
    public static (int Length, DateOnly First, DateOnly Last) Read(string text, int start, bool monthFirst)
    {
        if (Iso().Match(text, start) is { Success: true } iso && Day(iso, "y", "m", "d") is { } isoDay)
            return (iso.Length, isoDay, isoDay);
        if (Local().Match(text, start) is { Success: true } local)
        {
            // A part above 12 can only be the day; else the culture decides.
            var day = monthFirst ? Day(local, "y", "a", "b") ?? Day(local, "y", "b", "a") : Day(local, "y", "b", "a") ?? Day(local, "y", "a", "b");
            if (day is { } found)
                return (local.Length, found, found);
        }

        if (YearMonth().Match(text, start) is { Success: true } yearMonth && Month(yearMonth) is { } first)
            return (yearMonth.Length, first, first.AddMonths(1).AddDays(-1));
        if (MonthYear().Match(text, start) is { Success: true } monthYear && Month(monthYear) is { } firstOf)
            return (monthYear.Length, firstOf, firstOf.AddMonths(1).AddDays(-1));
        return default;
    }

    private static DateOnly? Month(Match match) => Make(Number(match, "y"), Number(match, "m"), 1);

    private static DateOnly? Day(Match match, string year, string month, string day) =>
        Make(Number(match, year), Number(match, month), Number(match, day));

    private static DateOnly? Make(int year, int month, int day) =>
        year is >= 1 and <= 9998 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month) ? new(year, month, day) : null;

    private static int Number(Match match, string group) => int.Parse(match.Groups[group].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\G(?<y>\d{4})[-/.](?<m>\d{1,2})[-/.](?<d>\d{1,2})(T\d{2}:\d{2}(:\d{2})?Z?)?(?![\p{L}\d])", RegexOptions.CultureInvariant)]
    private static partial Regex Iso();

    [GeneratedRegex(@"\G(?<a>\d{1,2})[-/.](?<b>\d{1,2})[-/.](?<y>\d{4})(?![\p{L}\d])", RegexOptions.CultureInvariant)]
    private static partial Regex Local();

    [GeneratedRegex(@"\G(?<y>(19|20)\d{2})[-/](?<m>\d{1,2})(?![-/\p{L}\d])", RegexOptions.CultureInvariant)]
    private static partial Regex YearMonth();

    [GeneratedRegex(@"\G(?<m>\d{1,2})[-/.](?<y>(19|20)\d{2})(?![-/\p{L}\d])", RegexOptions.CultureInvariant)]
    private static partial Regex MonthYear();
}
