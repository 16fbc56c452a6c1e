using System.Buffers;
using System.Globalization;

namespace NlSql.Drafting.Profiling;

/// <summary>The days that a text may mean, by the order of its parts, and whether it has a time of day.</summary>
internal readonly record struct DateText(DateOnly? YearFirst, DateOnly? DayFirst, DateOnly? MonthFirst, bool HasTime, char Separator)
{
    private const int Longest = 40;
    private static readonly SearchValues<char> Clock = SearchValues.Create("0123456789:.");
    private static readonly SearchValues<char> Letters = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");
    private static readonly string[] Months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

    public static bool TryRead(ReadOnlySpan<char> text, out DateText date)
    {
        date = default;
        if (text.Length is < 6 or > Longest || !SplitTime(ref text, out var hasTime))
            return false;
        Span<Range> parts = stackalloc Range[4];
        var separator = text.IndexOfAny("-/. ,") is >= 0 and var at ? text[at] : '\0';
        if (text.SplitAny(parts, "-/. ,", StringSplitOptions.RemoveEmptyEntries) != 3)
            return false;
        var first = text[parts[0]];
        var second = text[parts[1]];
        var third = text[parts[2]];
        if (first.Length == 4)
            date = new DateText(Day(first, second, third), null, null, hasTime, separator);
        else if (Month(first) is not null && !char.IsAsciiDigit(first[0]))
            date = new DateText(null, null, Day(third, first, second), hasTime, separator);
        else if (second.Length > 0 && !char.IsAsciiDigit(second[0]))
            date = new DateText(null, Day(third, second, first), null, hasTime, separator);
        else
            date = new DateText(null, Day(third, second, first), Day(third, first, second), hasTime, separator);
        return date.YearFirst is not null || date.DayFirst is not null || date.MonthFirst is not null;
    }

    // 2024-03-01T17:03:00.5Z · 8/21/2015 5:03 PM · false when what stands behind the day is no time.
    private static bool SplitTime(ref ReadOnlySpan<char> text, out bool hasTime)
    {
        hasTime = false;
        var colon = text.IndexOf(':');
        if (colon < 0)
            return true;
        var start = text[..colon].LastIndexOfAny(' ', 'T');
        if (start < 0 || !IsTime(text[(start + 1)..], out hasTime))
            return false;
        text = text[..start].TrimEnd(' ').TrimEnd(',');
        return true;
    }

    private static bool IsTime(ReadOnlySpan<char> text, out bool hasTime)
    {
        hasTime = false;
        var end = text.IndexOfAnyExcept(Clock);
        var clock = end < 0 ? text : text[..end];
        var rest = end < 0 ? [] : text[end..].Trim();
        Span<Range> parts = stackalloc Range[4];
        var count = clock.Split(parts, ':');
        if (count is < 2 or > 3 || !Number(clock[parts[0]], 23, out var hour) || !Number(clock[parts[1]], 59, out var minute))
            return false;
        var seconds = 0m;
        if (count == 3 && (!decimal.TryParse(clock[parts[2]], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out seconds) || seconds >= 60))
            return false;
        hasTime = hour > 0 || minute > 0 || seconds > 0;
        return rest.IsEmpty || rest.Equals("z", StringComparison.OrdinalIgnoreCase) || rest.Equals("utc", StringComparison.OrdinalIgnoreCase)
            || rest.Equals("am", StringComparison.OrdinalIgnoreCase) || rest.Equals("pm", StringComparison.OrdinalIgnoreCase)
            || (rest[0] is '+' or '-' && rest[1..].IndexOfAnyExcept(Clock) < 0);
    }

    private static DateOnly? Day(ReadOnlySpan<char> yearText, ReadOnlySpan<char> monthText, ReadOnlySpan<char> dayText)
    {
        if (yearText.Length is not (2 or 4) || dayText.Length > 2 || !Number(yearText, 9999, out var year) || !Number(dayText, 31, out var day) || Month(monthText) is not { } month)
            return null;
        // Two digits: the coming thirty years, else the past.
        if (yearText.Length == 2)
            year += year < 50 ? 2000 : 1900;
        return year > 0 && day > 0 && day <= DateTime.DaysInMonth(year, month) ? new DateOnly(year, month, day) : null;
    }

    private static int? Month(ReadOnlySpan<char> text)
    {
        if (text.Length is 1 or 2)
            return Number(text, 12, out var month) && month > 0 ? month : null;
        for (var i = 0; i < Months.Length; i++)
        {
            if (text.StartsWith(Months[i], StringComparison.OrdinalIgnoreCase) && text.IndexOfAnyExcept(Letters) < 0)
                return i + 1;
        }

        return null;
    }

    private static bool Number(ReadOnlySpan<char> text, int most, out int value) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value) && value <= most;
}
