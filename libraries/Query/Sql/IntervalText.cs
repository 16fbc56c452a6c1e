using System.Globalization;
using System.Text;
using NlSql.Query.Sql.Tree;

namespace NlSql.Query.Sql;

/// <summary>Intervals as text: reads <c>1 year 2 months</c>, <c>-3 days</c>, <c>2 hours 04:05:06.5</c>; writes what it reads.</summary>
internal static class IntervalText
{
    private const long Second = 1_000_000;
    private const long Minute = 60 * Second;
    private const long Hour = 60 * Minute;

    /// <summary>The length, or null for a form that is left to Postgres.</summary>
    public static SqlInterval? Read(string text)
    {
        string[] words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length is 0 or > 20) return null;
        long months = 0, days = 0, microseconds = 0;
        for (int i = 0; i < words.Length; i++)
        {
            if (words[i].Contains(':', StringComparison.Ordinal))
            {
                if (Clock(words[i]) is not { } time) return null;
                microseconds += time;
                continue;
            }

            if (!int.TryParse(words[i], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int count) || ++i == words.Length)
                return null;
            switch (words[i].ToLowerInvariant())
            {
                case "year" or "years": months += count * 12L; break;
                case "mon" or "mons" or "month" or "months": months += count; break;
                case "week" or "weeks": days += count * 7L; break;
                case "day" or "days": days += count; break;
                case "hour" or "hours": microseconds += count * Hour; break;
                case "minute" or "minutes" or "min" or "mins": microseconds += count * Minute; break;
                case "second" or "seconds" or "sec" or "secs": microseconds += count * Second; break;
                default: return null;
            }
        }

        return months is < int.MinValue or > int.MaxValue || days is < int.MinValue or > int.MaxValue
            ? null
            : new SqlInterval((int)months, (int)days, microseconds);
    }

    /// <summary>A text that reads as the same interval, in words where they suffice.</summary>
    public static string Write(SqlInterval interval)
    {
        var text = new StringBuilder();
        Part(text, interval.Months / 12, "year");
        Part(text, interval.Months % 12, "month");
        Part(text, interval.Days, "day");
        long time = interval.Microseconds;
        if (time % Hour == 0 && Math.Abs(time / Hour) <= int.MaxValue)
            Part(text, time / Hour, "hour");
        else
            text.Append(text.Length > 0 ? " " : "").Append(ClockOf(time));
        return text.Length == 0 ? "0 days" : text.ToString();
    }

    private static void Part(StringBuilder text, long count, string unit)
    {
        if (count == 0) return;
        text.Append(text.Length > 0 ? " " : "")
            .Append(CultureInfo.InvariantCulture, $"{count} {unit}")
            .Append(count is 1 or -1 ? "" : "s");
    }

    private static string ClockOf(long microseconds)
    {
        ulong size = microseconds < 0 ? (ulong)-(microseconds + 1) + 1 : (ulong)microseconds;
        string sign = microseconds < 0 ? "-" : "";
        ulong seconds = size / (ulong)Second;
        string fraction = size % (ulong)Second == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $".{size % (ulong)Second:000000}").TrimEnd('0');
        return string.Create(CultureInfo.InvariantCulture, $"{sign}{seconds / 3600:00}:{seconds / 60 % 60:00}:{seconds % 60:00}{fraction}");
    }

    /// <summary><c>[-]h:mm[:ss[.ffffff]]</c> in microseconds.</summary>
    private static long? Clock(string word)
    {
        bool negative = word.StartsWith('-');
        string[] parts = word[(negative ? 1 : 0)..].Split(':');
        const NumberStyles Digits = NumberStyles.None;
        if (parts.Length is < 2 or > 3
            || !long.TryParse(parts[0], Digits, CultureInfo.InvariantCulture, out long hours) || hours > int.MaxValue
            || !int.TryParse(parts[1], Digits, CultureInfo.InvariantCulture, out int minutes) || minutes > 59)
            return null;
        decimal seconds = 0;
        if (parts.Length == 3
            && (!decimal.TryParse(parts[2], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out seconds)
                || seconds >= 60 || decimal.Truncate(seconds * Second) != seconds * Second))
            return null;
        long size = (hours * Hour) + (minutes * Minute) + (long)(seconds * Second);
        return negative ? -size : size;
    }
}
