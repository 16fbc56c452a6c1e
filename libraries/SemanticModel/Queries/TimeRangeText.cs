using System.Globalization;

namespace NlSql.SemanticModel.Queries;

/// <summary>Time ranges as short text, both ways: "last 7 days", "this month", "2025-03", "2025-01-01..2025-03-31".</summary>
public static class TimeRangeText
{
    /// <summary>Most units in a relative range.</summary>
    public const int MaxCount = 10_000;

    /// <summary>What can be written, for messages.</summary>
    public const string Forms =
        "a range such as \"last 7 days\", \"this month\", \"previous quarter\", \"next 2 weeks\", \"year to date\", \"today\", \"2025\", "
        + "\"2025-03\", \"Q1 2025\", \"2025-03-14\" or \"2025-01-01..2025-03-31\" (either end may be left out)";

    private static readonly TimeGrain[] Units =
        [TimeGrain.Hour, TimeGrain.Day, TimeGrain.Week, TimeGrain.Month, TimeGrain.Quarter, TimeGrain.Year, TimeGrain.FiscalQuarter, TimeGrain.FiscalYear];

    /// <summary>Reads a range; false when the text is none.</summary>
    public static bool TryParse(string text, out TimeRange range)
    {
        var words = text.Trim().ToLowerInvariant().Split(' ', StringSplitOptions.RemoveEmptyEntries);
        range = (words.Length switch { 0 => null, 1 => OneWord(words[0]), _ => Phrase(words) })!;
        return range is not null;
    }

    /// <summary>The text of a range; null for the few that only the object form can say.</summary>
    public static string? Of(TimeRange range) => range switch
    {
        TimeRange.Between { From: null, To: null } => null,
        TimeRange.Between between => $"{Day(between.From)}..{Day(between.To)}",
        TimeRange.Rolling rolling => $"{(rolling.Future ? "next" : "last")} {rolling.Count} {Words(rolling.Unit)}s",
        TimeRange.ToDate toDate => $"{Words(toDate.Unit)} to date",
        TimeRange.Calendar { Length: 1, Offset: 0 } calendar => $"this {Words(calendar.Unit)}",
        TimeRange.Calendar { Length: 1, Offset: -1 } calendar => $"previous {Words(calendar.Unit)}",
        TimeRange.Calendar { Length: 1, Offset: 1 } calendar => $"next {Words(calendar.Unit)}",
        TimeRange.Calendar calendar when calendar.Length > 1 && calendar.Offset == -calendar.Length =>
            $"previous {calendar.Length} {Words(calendar.Unit)}s",
        _ => null,
    };

    /// <summary>A length of time such as "7 days"; null when the text is none.</summary>
    public static (int Count, TimeGrain Unit)? TryLength(string text) =>
        TryParse($"last {text}", out var range) && range is TimeRange.Rolling rolling ? (rolling.Count, rolling.Unit) : null;

    /// <summary>The text of a length of time.</summary>
    public static string Length(int count, TimeGrain unit) => $"{count} {Words(unit)}s";

    private static TimeRange? OneWord(string word)
    {
        switch (word)
        {
            case "today":
                return new TimeRange.Calendar(TimeGrain.Day, 0);
            case "yesterday":
                return new TimeRange.Calendar(TimeGrain.Day, -1);
            case "tomorrow":
                return new TimeRange.Calendar(TimeGrain.Day, 1);
        }

        var dots = word.IndexOf("..", StringComparison.Ordinal);
        if (dots < 0)
            return Span(word);
        var (left, right) = (word[..dots], word[(dots + 2)..]);
        var from = left.Length == 0 ? null : Span(left)?.From;
        var to = right.Length == 0 ? null : Span(right)?.To;
        var readable = (left.Length == 0 || from is not null) && (right.Length == 0 || to is not null) && (from ?? to) is not null;
        return readable && !(from > to) ? new TimeRange.Between(from, to) : null;
    }

    private static TimeRange? Phrase(string[] words)
    {
        if (words is [['q', var digit], var inYear] && Span($"{inYear}-q{digit}") is { } quarter)
            return quarter;
        if (words is [.., "to", "date"] && Unit(words[..^2]) is { } soFar)
            return new TimeRange.ToDate(soFar);

        var (first, rest) = (words[0], words[1..]);
        var counted = rest.Length > 1 && int.TryParse(rest[0], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : (int?)null;
        var unit = Unit(counted is null ? rest : rest[1..]);
        if (unit is null || counted is < 1 or > MaxCount)
            return null;
        return (first, counted) switch
        {
            ("this" or "current", null) => new TimeRange.Calendar(unit.Value, 0),
            ("last" or "previous", null) => new TimeRange.Calendar(unit.Value, -1),
            ("next", null) => new TimeRange.Calendar(unit.Value, 1),
            ("last" or "past", { } n) => new TimeRange.Rolling(n, unit.Value),
            ("next", { } n) => new TimeRange.Rolling(n, unit.Value, Future: true),
            ("previous", { } n) => new TimeRange.Calendar(unit.Value, -n, n),
            _ => null,
        };
    }

    private static TimeGrain? Unit(string[] words)
    {
        var name = string.Join(' ', words);
        foreach (var unit in Units)
        {
            if (name == Words(unit) || name == Words(unit) + "s")
                return unit;
        }

        return null;
    }

    // 2025 · 2025-03 · 2025-q1 · 2025-03-14
    private static TimeRange.Between? Span(string text)
    {
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return new TimeRange.Between(day, day);
        if (text.Length < 4 || !int.TryParse(text[..4], NumberStyles.None, CultureInfo.InvariantCulture, out var year) || year is < 1 or > 9998)
            return null;
        return text[4..] switch
        {
            "" => Months(year, 1, 12),
            ['-', 'q', >= '1' and <= '4' and var quarter] => Months(year, ((quarter - '1') * 3) + 1, 3),
            ['-', _, _] when int.TryParse(text[5..], NumberStyles.None, CultureInfo.InvariantCulture, out var month) && month is >= 1 and <= 12 =>
                Months(year, month, 1),
            _ => null,
        };
    }

    private static TimeRange.Between Months(int year, int month, int count)
    {
        var from = new DateOnly(year, month, 1);
        return new TimeRange.Between(from, from.AddMonths(count).AddDays(-1));
    }

    private static string Words(TimeGrain unit) => QueryWords.Of(unit).Replace('_', ' ');

    private static string Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";
}
