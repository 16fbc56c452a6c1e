using System.Globalization;

namespace NlSql.SemanticModel.Validation;

/// <summary>Checks a cron expression of five fields: minute, hour, day of month, month, day of week.</summary>
internal static class CronSchedule
{
    private static readonly string[] Months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    private static readonly string[] Days = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];
    private static readonly int[] LongestMonths = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

    private static readonly Field[] Fields =
    [
        new("minute", 0, 59, []), new("hour", 0, 23, []), new("day of the month", 1, 31, []), new("month", 1, 12, Months), new("day of the week", 0, 7, Days),
    ];

    /// <summary>What is wrong with the expression, in a sentence; null when nothing is.</summary>
    public static string? Problem(string text)
    {
        var parts = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length != Fields.Length)
            return "A schedule is a cron expression of five fields: minute, hour, day of the month, month, day of the week.";
        var values = parts.Zip(Fields, Values).ToList();
        var wrong = values.FindIndex(v => v is null);
        if (wrong >= 0)
            return $"'{parts[wrong]}' is no {Fields[wrong].Name}: it is a number from {Fields[wrong].Min} to {Fields[wrong].Max}, a range, a list or a step such as */2.";
        var (days, months) = (values[2]!, values[3]!);
        return parts[4] == "*" && months.All(month => days.All(day => day > LongestMonths[month - 1])) ? "That day never comes." : null;
    }

    // "1-5,10,*/15": all values that are meant; null when it is no such thing.
    private static List<int>? Values(string text, Field field)
    {
        var all = new List<int>();
        foreach (var item in text.Split(','))
        {
            if (Range(item, field) is not { } range)
                return null;
            for (var value = range.From; value <= range.To; value += range.Step)
                all.Add(value);
        }

        return all;
    }

    private static (int From, int To, int Step)? Range(string item, Field field)
    {
        var parts = item.Split('/');
        var (span, step) = (parts[0], parts.Length == 1 ? 1 : Number(parts[1]) ?? 0);
        if (parts.Length > 2 || step == 0)
            return null;
        if (span == "*")
            return (field.Min, field.Max, step);
        var ends = span.Split('-');
        if (ends.Length > 2 || field.Value(ends[0]) is not { } from)
            return null;
        // "5/15" goes on to the end.
        var to = ends.Length == 2 ? field.Value(ends[1]) : parts.Length == 2 ? field.Max : from;
        return from <= to ? (from, to.Value, step) : null;
    }

    private static int? Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private sealed record Field(string Name, int Min, int Max, string[] Words)
    {
        public int? Value(string text)
        {
            if (Array.IndexOf(Words, text.ToLowerInvariant()) is >= 0 and var index)
                return index + Min;
            return Number(text) is { } number && number >= Min && number <= Max ? number : null;
        }
    }
}
