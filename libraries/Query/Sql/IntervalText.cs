using System.Globalization;
using System.Text;
using NlSql.Query.Sql.Tree;

namespace NlSql.Query.Sql;

/// <summary>
/// Intervals as text: reads <c>1 year 2 months</c>, <c>-3 days</c>, <c>1 day 04:05:06.5</c>; writes what it reads. Other forms that Postgres
/// knows (<c>P1Y2M</c>, <c>1.5 hours ago</c>) are sent as they are, for Postgres to read.
/// </summary>
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
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (int i = 0; i < words.Length; i++)
        {
            if (words[i].Contains(':', StringComparison.Ordinal))
            {
                if (Clock(words[i]) is not { } time || !seen.Add("hour") || !seen.Add("minute") || !seen.Add("second")) return null;
                microseconds += time;
                continue;
            }

            if (!int.TryParse(words[i], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int count) || ++i == words.Length)
                return null;
            // Postgres refuses a unit that comes twice.
            if (UnitOf(words[i].ToLowerInvariant()) is not { } unit || !seen.Add(unit)) return null;
            switch (unit)
            {
                case "millennium": months += count * 12_000L; break;
                case "century": months += count * 1_200L; break;
                case "decade": months += count * 120L; break;
                case "year": months += count * 12L; break;
                case "month": months += count; break;
                case "week": days += count * 7L; break;
                case "day": days += count; break;
                case "hour": microseconds += count * Hour; break;
                case "minute": microseconds += count * Minute; break;
                case "second": microseconds += count * Second; break;
                case "millisecond": microseconds += count * 1_000L; break;
                default: microseconds += count; break;
            }
        }

        return months is < int.MinValue or > int.MaxValue || days is < int.MinValue or > int.MaxValue
            ? null
            : new SqlInterval((int)months, (int)days, microseconds);
    }

    /// <summary>
    /// A number with its unit behind the literal, or numbers with two: <c>'3' DAY</c>, <c>'1-2' YEAR TO MONTH</c>, <c>'1 02:03:04' DAY TO
    /// SECOND</c>. Null for what is not such a number.
    /// </summary>
    public static SqlInterval? ReadFields(string text, string unit, string? last)
    {
        string[] words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return (unit, last, words) switch
        {
            (_, null, [var count]) when int.TryParse(count, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _) => Read($"{count} {unit}"),
            ("year", "month", [var count]) => YearsAndMonths(count),
            ("day", "minute", [var days, var time]) when Colons(time) == 1 => Read($"{days} days {time}"),
            ("day", "second", [var days, var time]) when Colons(time) == 2 => Read($"{days} days {time}"),
            ("hour", "minute", [var time]) when Colons(time) == 1 => Read(time),
            ("hour", "second", [var time]) when Colons(time) == 2 => Read(time),
            _ => null,
        };
    }

    private static int Colons(string text) => text.Count(c => c == ':');

    private static SqlInterval? YearsAndMonths(string text)
    {
        bool negative = text.StartsWith('-');
        string[] parts = text[(negative ? 1 : 0)..].Split('-');
        if (parts.Length != 2
            || !int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out int years) || years > 10_000
            || !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out int months) || months > 11)
            return null;
        int all = (years * 12) + months;
        return new SqlInterval(negative ? -all : all, 0, 0);
    }

    private static string? UnitOf(string word) => word switch
    {
        "millennium" or "millennia" or "mil" or "mils" => "millennium",
        "century" or "centuries" or "c" or "cent" => "century",
        "decade" or "decades" or "dec" or "decs" => "decade",
        "year" or "years" or "y" or "yr" or "yrs" => "year",
        "month" or "months" or "mon" or "mons" => "month",
        "week" or "weeks" or "w" => "week",
        "day" or "days" or "d" => "day",
        "hour" or "hours" or "h" or "hr" or "hrs" => "hour",
        "minute" or "minutes" or "m" or "min" or "mins" => "minute",
        "second" or "seconds" or "s" or "sec" or "secs" => "second",
        "millisecond" or "milliseconds" or "ms" or "msec" or "msecs" => "millisecond",
        "microsecond" or "microseconds" or "us" or "usec" or "usecs" => "microsecond",
        _ => null,
    };

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
