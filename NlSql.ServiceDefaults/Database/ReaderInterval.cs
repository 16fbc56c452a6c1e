using System.Globalization;

namespace NlSql.ServiceDefaults.Database;

/// <summary>An interval, in the three units that Postgres keeps apart.</summary>
public readonly record struct ReaderInterval(int Months, int Days, long Microseconds)
{
    private const long PerSecond = 1_000_000;

    /// <summary>Reads what Postgres writes in its own style: <c>1 year 2 mons -3 days +04:05:06.7</c>.</summary>
    internal static ReaderInterval? TryParse(string text)
    {
        var (months, days, microseconds) = (0, 0, 0L);
        var words = text.Split(' ');
        for (var i = 0; i < words.Length; i++)
        {
            if (words[i].Contains(':'))
            {
                if (Clock(words[i]) is not { } clock)
                    return null;
                microseconds = clock;
                continue;
            }

            if (i + 1 == words.Length || !int.TryParse(words[i], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var count))
                return null;
            switch (words[++i].TrimEnd('s'))
            {
                case "year":
                    months += count * 12;
                    break;
                case "mon":
                    months += count;
                    break;
                case "day":
                    days = count;
                    break;
                default:
                    return null;
            }
        }

        return new ReaderInterval(months, days, microseconds);
    }

    /// <summary>ISO 8601: <c>P1Y2M-3DT4H5M6.7S</c>.</summary>
    public override string ToString()
    {
        var date = Part(Months / 12, "Y") + Part(Months % 12, "M") + Part(Days, "D");
        var seconds = Microseconds % (60 * PerSecond) / (decimal)PerSecond;
        var time = Part(Microseconds / (3_600 * PerSecond), "H") + Part(Microseconds / (60 * PerSecond) % 60, "M")
            + (seconds == 0 ? "" : seconds.ToString("0.######", CultureInfo.InvariantCulture) + "S");
        return (date, time) switch
        {
            ("", "") => "PT0S",
            (_, "") => "P" + date,
            _ => $"P{date}T{time}",
        };
    }

    private static string Part(long count, string unit) => count == 0 ? "" : count.ToString(CultureInfo.InvariantCulture) + unit;

    private static long? Clock(string text)
    {
        var parts = text.TrimStart('-', '+').Split(':');
        if (parts.Length != 3
            || !long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var hours)
            || !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var minutes)
            || !decimal.TryParse(parts[2], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds))
            return null;
        var microseconds = (((hours * 60) + minutes) * 60 * PerSecond) + (long)(seconds * PerSecond);
        return text[0] == '-' ? -microseconds : microseconds;
    }
}
