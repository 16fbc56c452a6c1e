using System.Buffers;
using System.Globalization;

namespace NlSql.Drafting.Profiling;

/// <summary>The days that a text may mean, by the order of its parts, and its time of day.</summary>
/// <param name="YearFirst">The day if the year comes first; null when it cannot be read so.</param>
/// <param name="DayFirst">The day if the day comes first.</param>
/// <param name="MonthFirst">The day if the month comes first.</param>
/// <param name="YearAndMonth">The first of the month, if there is no day.</param>
/// <param name="Time">The time of day; midnight when there is none.</param>
/// <param name="Offset">Distance to UTC; null when none is written.</param>
/// <param name="Separator">What stands between the parts of the day.</param>
public readonly record struct DateText(DateOnly? YearFirst, DateOnly? DayFirst, DateOnly? MonthFirst, DateOnly? YearAndMonth, TimeSpan Time, TimeSpan? Offset, char Separator)
{
    private const int Longest = 40;
    private static readonly SearchValues<char> Clock = SearchValues.Create("0123456789:.");
    private static readonly SearchValues<char> Letters = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");
    private static readonly string[] Months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

    /// <summary>The day in an order; null when the text cannot be read so.</summary>
    public DateOnly? In(DateOrder order) => order switch
    {
        DateOrder.YearFirst => YearFirst,
        DateOrder.DayFirst => DayFirst,
        DateOrder.MonthFirst => MonthFirst,
        _ => YearAndMonth,
    };

    /// <summary>Reads a date with or without a time of day, as people and programs write them.</summary>
    public static bool TryRead(ReadOnlySpan<char> text, out DateText date)
    {
        date = default;
        if (text.Length is < 6 or > Longest || !SplitTime(ref text, out var time, out var offset))
            return false;
        Span<Range> parts = stackalloc Range[4];
        var separator = text.IndexOfAny("-/. ,") is >= 0 and var at ? text[at] : '\0';
        var count = text.SplitAny(parts, "-/. ,", StringSplitOptions.RemoveEmptyEntries);
        if (count == 2 && FirstOfMonth(text) is { } month)
        {
            date = new DateText(null, null, null, month, time, offset, separator);
            return true;
        }

        if (count != 3)
            return false;
        var first = text[parts[0]];
        var second = text[parts[1]];
        var third = text[parts[2]];
        if (first.Length == 4 && char.IsAsciiDigit(first[0]))
            date = new DateText(Day(first, second, third), null, null, null, time, offset, separator);
        else if (Month(first) is not null && !char.IsAsciiDigit(first[0]))
            date = new DateText(null, null, Day(third, first, second), null, time, offset, separator);
        else if (second.Length > 0 && !char.IsAsciiDigit(second[0]))
            date = new DateText(null, Day(third, second, first), null, null, time, offset, separator);
        else
            date = new DateText(null, Day(third, second, first), Day(third, first, second), null, time, offset, separator);
        return date.YearFirst is not null || date.DayFirst is not null || date.MonthFirst is not null;
    }

    // 2024-03-01T17:03:00.5Z · 8/21/2015 5:03 PM · false when what stands behind the day is no time.
    private static bool SplitTime(ref ReadOnlySpan<char> text, out TimeSpan time, out TimeSpan? offset)
    {
        (time, offset) = (TimeSpan.Zero, null);
        var colon = text.IndexOf(':');
        if (colon < 0)
            return true;
        var start = text[..colon].LastIndexOfAny(' ', 'T');
        if (start < 0 || !IsTime(text[(start + 1)..], out time, out offset))
            return false;
        text = text[..start].TrimEnd(' ').TrimEnd(',');
        return true;
    }

    private static bool IsTime(ReadOnlySpan<char> text, out TimeSpan time, out TimeSpan? offset)
    {
        (time, offset) = (TimeSpan.Zero, null);
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
        if (rest.Equals("am", StringComparison.OrdinalIgnoreCase) || rest.Equals("pm", StringComparison.OrdinalIgnoreCase))
        {
            if (hour is 0 or > 12)
                return false;
            hour = hour % 12 + (rest[0] is 'p' or 'P' ? 12 : 0);
        }
        else if (!IsOffset(rest, out offset))
        {
            return false;
        }

        time = new TimeSpan(hour, minute, 0) + TimeSpan.FromMicroseconds((long)(seconds * 1_000_000));
        return true;
    }

    private static bool IsOffset(ReadOnlySpan<char> text, out TimeSpan? offset)
    {
        offset = null;
        if (text.IsEmpty)
            return true;
        if (text.Equals("z", StringComparison.OrdinalIgnoreCase) || text.Equals("utc", StringComparison.OrdinalIgnoreCase))
        {
            offset = TimeSpan.Zero;
            return true;
        }

        var digits = text[1..];
        if (text[0] is not ('+' or '-') || digits.Length is not (2 or 4 or 5) || (digits.Length == 5 && digits[2] != ':')
            || !Number(digits[..2], 14, out var hours) || !Number(digits.Length == 2 ? "0" : digits[^2..], 59, out var minutes))
            return false;
        offset = new TimeSpan(hours, minutes, 0) * (text[0] == '-' ? -1 : 1);
        return true;
    }

    // 2024-03, 2024/03: years that data has, so that no other pair of numbers is taken for one.
    private static DateOnly? FirstOfMonth(ReadOnlySpan<char> text) =>
        text.Length == 7 && text[4] is '-' or '/' && text[..2] is "19" or "20" && Number(text[..4], 9999, out var year) && Number(text[5..], 12, out var month) && month > 0 ? new DateOnly(year, month, 1) : null;

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
