using NlSql.Query.Linking.Words;
using NlSql.Query.Tokens;
using NlSql.SemanticModel.Queries;

namespace NlSql.Query.Linking.Recognizers;

/// <summary>A period read from words: its range, the days it is when known, and whether a year was added.</summary>
/// <param name="End">Index behind the last word.</param>
/// <param name="Range">The range.</param>
internal readonly record struct ReadPeriod(int End, TimeRange Range)
{
    /// <summary>Whether the year was not said, so that the most recent one was taken.</summary>
    public bool YearAssumed { get; init; }

    /// <summary>The days, when the range is absolute.</summary>
    public TimeRange.Between? Days => Range as TimeRange.Between;
}

/// <summary>Reads one period: "last 7 days", "March 2025", "Q1", "21 June 2025", "this year", "2024".</summary>
internal sealed class PeriodReader(LinkedQuestion question)
{
    private readonly IReadOnlyList<QuestionWord> words = question.Words;
    private readonly DateOnly anchor = question.Anchor;

    /// <summary>The longest period that begins at a word; null when there is none.</summary>
    /// <param name="start">Index of the word.</param>
    /// <param name="announced">Whether a word such as "in" or "since" stands before: then "may" and "2025" are periods for sure.</param>
    public ReadPeriod? Read(int start, bool announced) =>
        Date(start) ?? Decade(start) ?? DayOfMonth(start) ?? MonthName(start, announced) ?? Quarter(start) ?? Half(start) ?? Relative(start) ?? Year(start, announced);

    private const int Usual = 1900;
    private const int Earliest = 1500;

    private static readonly string[] OfTime = ["before", "after", "since", "until", "till", "in", "during", "from", "year", "and", "to"];

    private string At(int index) => index >= 0 && index < words.Count ? words[index].Best : "";

    private Token? TokenAt(int index) => index >= 0 && index < words.Count ? words[index].Token : null;

    private int Skip(int index, params ReadOnlySpan<string> optional)
    {
        while (index < words.Count && optional.Contains(At(index)))
            index++;
        return index;
    }

    // "built before 1850": long ago only where a word says that it is a time.
    private int? YearAt(int index) =>
        TokenAt(index) is { Kind: TokenKind.Number, NumberForm: NumberForm.Digits, Text.Length: 4, Number: <= 2100 and var year } && year >= (OfTime.Contains(At(index - 1)) ? Earliest : Usual) ? (int)year : null;

    private ReadPeriod? Date(int start) =>
        TokenAt(start) is { FirstDay: { } first, LastDay: { } last } ? new(start + 1, new TimeRange.Between(first, last)) : null;

    // the 1980s · the 80s · the eighties
    private ReadPeriod? Decade(int start)
    {
        var word = At(start);
        int? first = word is [.. { Length: 4 or 2 } digits, 's'] && digits[^1] == '0' && int.TryParse(digits, System.Globalization.CultureInfo.InvariantCulture, out var year) ? year : TimeWords.Decade(word);
        // "the 10s" says nothing of the century.
        if (first is < 100)
            first = first >= 30 ? 1900 + first : null;
        return first is >= 1800 and < 2100 ? new(start + 1, new TimeRange.Between(new(first.Value, 1, 1), new(first.Value + 9, 12, 31))) : null;
    }

    // 21 June 2025 · 21st of June · June 21, 2025 · June 21st
    private ReadPeriod? DayOfMonth(int start)
    {
        int month, day, end;
        if (Day(start) is { } before && TimeWords.Month(At(Skip(start + 1, "of"))) is { } following)
            (day, month, end) = (before, following, Skip(start + 1, "of") + 1);
        else if (TimeWords.Month(At(start)) is { } leading && Day(Skip(start + 1, "the")) is { } after)
            (day, month, end) = (after, leading, Skip(start + 1, "the") + 1);
        else
            return null;
        var yearAt = Skip(end, ",", "of", "in");
        var year = YearAt(yearAt);
        var found = year ?? RecentYear(month, day);
        if (day > DateTime.DaysInMonth(found, month))
            return null;
        var only = new DateOnly(found, month, day);
        return new(year is null ? end : yearAt + 1, new TimeRange.Between(only, only)) { YearAssumed = year is null };
    }

    private int? Day(int index)
    {
        if (TokenAt(index) is not { } token)
            return null;
        var text = token.Folded;
        if (text.Length > 2 && text[^2..] is "st" or "nd" or "rd" or "th")
            text = text[..^2];
        else if (token is not { Kind: TokenKind.Number, NumberForm: NumberForm.Digits })
            return null;
        return int.TryParse(text, out var day) && day is >= 1 and <= 31 ? day : null;
    }

    private ReadPeriod? MonthName(int start, bool announced)
    {
        var at = At(start) == "month" && At(start + 1) == "of" ? start + 2 : start;
        if (TimeWords.Month(At(at)) is not { } month)
            return null;
        var written = words[at].Token;
        var (year, end) = YearOf(at + 1);
        // "may" and "march" are also other words.
        if (year is null && !announced && written.Folded is "may" or "mar" or "march" or "sun" && !char.IsUpper(written.Text[0]))
            return null;
        var first = new DateOnly(year ?? RecentYear(month, 1), month, 1);
        return new(end, new TimeRange.Between(first, first.AddMonths(1).AddDays(-1))) { YearAssumed = year is null };
    }

    // q1 · Q1 2025 · first quarter of 2025 · 2025 Q1
    private ReadPeriod? Quarter(int start)
    {
        if (YearAt(start) is { } leading && TimeWords.Quarter(At(start + 1)) is { } inYear)
            return new(start + 2, Months(leading, ((inYear - 1) * 3) + 1, 3));
        var at = Skip(start, "the");
        var (quarter, end) = TimeWords.Quarter(At(at)) is { } direct ? (direct, at + 1)
            : TimeWords.Ordinal(At(at)) is { } ordinal && TimeWords.Unit(At(at + 1)) == TimeGrain.Quarter ? (ordinal, at + 2)
            : At(at) == "last" && TimeWords.Unit(At(at + 1)) == TimeGrain.Quarter && At(at + 2) == "of" && YearAt(at + 3) is not null ? (4, at + 2)
            : TimeWords.Unit(At(at)) == TimeGrain.Quarter && TokenAt(at + 1) is { Number: >= 1 and <= 4 and var digit } ? ((int)digit, at + 2)
            : (0, 0);
        if (quarter == 0)
            return null;
        var (year, after) = YearOf(end);
        return new(after, Months(year ?? RecentYear(((quarter - 1) * 3) + 1, 1), ((quarter - 1) * 3) + 1, 3)) { YearAssumed = year is null };
    }

    private ReadPeriod? Half(int start)
    {
        var at = Skip(start, "the");
        var (half, end) = At(at) is "h1" or "h2" ? (At(at)[1] - '0', at + 1)
            : TimeWords.Ordinal(At(at)) is { } ordinal and <= 2 && At(at + 1) == "half" ? (ordinal, at + 2)
            : (0, 0);
        if (half == 0)
            return null;
        var (year, after) = YearOf(end);
        return new(after, Months(year ?? RecentYear(((half - 1) * 6) + 1, 1), ((half - 1) * 6) + 1, 6)) { YearAssumed = year is null };
    }

    private ReadPeriod? Relative(int start)
    {
        switch (At(start))
        {
            case "today":
                return new(start + 1, new TimeRange.Calendar(TimeGrain.Day, 0));
            case "yesterday":
                return new(start + 1, new TimeRange.Calendar(TimeGrain.Day, -1));
            case "tomorrow":
                return new(start + 1, new TimeRange.Calendar(TimeGrain.Day, 1));
            case "ytd":
                return new(start + 1, new TimeRange.ToDate(TimeGrain.Year));
            case "fiscal" or "financial" when At(start + 1) == "ytd":
                return new(start + 2, new TimeRange.ToDate(TimeGrain.FiscalYear));
            case "fy" when At(start + 1) == "ytd":
                return new(start + 2, new TimeRange.ToDate(TimeGrain.FiscalYear));
            case "qtd":
                return new(start + 1, new TimeRange.ToDate(TimeGrain.Quarter));
            case "mtd":
                return new(start + 1, new TimeRange.ToDate(TimeGrain.Month));
            case "wtd":
                return new(start + 1, new TimeRange.ToDate(TimeGrain.Week));
            case "so" when At(start + 1) == "far" && At(start + 2) == "this" && UnitAt(start + 3) is { } soFar:
                return new(soFar.End, new TimeRange.ToDate(soFar.Unit));
        }

        if (UnitAt(start) is { } toDate && At(toDate.End) == "to" && At(toDate.End + 1) == "date")
            return new(toDate.End + 2, new TimeRange.ToDate(toDate.Unit));
        if (CountAt(start) is { } ago && UnitAt(start + 1) is { } agoUnit && At(agoUnit.End) == "ago")
            return new(agoUnit.End + 1, new TimeRange.Calendar(agoUnit.Unit, -ago));
        // "this year than last"
        if (At(start) == "last" && (start + 1 >= words.Count || At(start + 1) is "?" or "one") && At(At(start - 1) == "the" ? start - 2 : start - 1) is "than" or "vs" or "versus" or "against" or "in" && This(start) is { } earlier)
            return new(At(start + 1) == "one" ? start + 2 : start + 1, new TimeRange.Calendar(earlier, -1));
        var at = Skip(start, "the");
        // "the month before last"
        if (UnitAt(at) is { } second && At(second.End) == "before" && At(second.End + 1) == "last")
            return new(second.End + 2, new TimeRange.Calendar(second.Unit, -2));
        // "the year before", behind nothing that it could be before of.
        if (at > start && UnitAt(at) is { } before && At(before.End) == "before" && (before.End + 1 >= words.Count || At(before.End + 1) is "?" or "," or "by" or "per"))
            return new(before.End + 1, new TimeRange.Calendar(before.Unit, -1));
        // "the year so far"
        if (UnitAt(at) is { } sofar && At(sofar.End) == "so" && At(sofar.End + 1) == "far")
            return new(sofar.End + 2, new TimeRange.ToDate(sofar.Unit));
        var word = At(at) == "most" && At(at + 1) == "recent" ? At(++at) : At(at);
        if (word == "past" && At(at + 1) == "few")
            return null;
        if (CountAt(at + 1) is { } count && UnitAt(at + 2) is { } counted)
            return Counted(word, count, counted.Unit) is { } range ? new(counted.End, range) : null;
        if (UnitAt(at + 1) is not { } single)
            return null;
        if (word == "this" && At(single.End) == "so" && At(single.End + 1) == "far")
            return new(single.End + 2, new TimeRange.ToDate(single.Unit));
        return Single(word, single.Unit) is { } whole ? new(single.End, whole) : null;
    }

    // The unit of "this year" that is said before a word.
    private TimeGrain? This(int end)
    {
        for (var i = 0; i + 1 < end; i++)
        {
            if (At(i) == "this" && UnitAt(i + 1) is { Unit: var unit })
                return unit;
        }

        return null;
    }

    private static TimeRange? Counted(string word, int count, TimeGrain unit) => word switch
    {
        "last" or "past" or "trailing" or "latest" or "recent" => new TimeRange.Rolling(count, unit),
        "previous" or "prev" or "prior" or "preceding" => new TimeRange.Calendar(unit, -count, count),
        "next" or "coming" => new TimeRange.Rolling(count, unit, Future: true),
        _ => null,
    };

    private static TimeRange? Single(string word, TimeGrain unit) => word switch
    {
        "last" or "previous" or "prev" or "prior" or "preceding" => new TimeRange.Calendar(unit, -1),
        "past" or "trailing" => new TimeRange.Rolling(1, unit),
        "this" or "current" => new TimeRange.Calendar(unit, 0),
        "next" or "coming" => new TimeRange.Calendar(unit, 1),
        _ => null,
    };

    private ReadPeriod? Year(int start, bool announced)
    {
        var at = Skip(start, "the", "calendar");
        var said = At(at) == "year";
        if (said)
            at++;
        if (YearAt(at) is not { } year || (!said && !announced && IsMeasured(at)))
            return null;
        return new(at + 1, Months(year, 1, 12));
    }

    // "2025 orders" counts things, "more than 2000" compares; a year stands alone or after its word.
    private bool IsMeasured(int index) => At(index - 1) is "than" or "least" or "most" or "over" or "under" or "above" or "below" or "top" or ">" or "<" or "=" or ">=" or "<=";

    private (int? Year, int End) YearOf(int index)
    {
        var at = Skip(index, ",", "of", "in", "the", "year");
        if (YearAt(at) is { } year)
            return (year, at + 1);
        if (TimeWords.Unit(At(at + 1)) == TimeGrain.Year)
        {
            switch (At(at))
            {
                case "last" or "previous":
                    return (anchor.Year - 1, at + 2);
                case "this" or "current":
                    return (anchor.Year, at + 2);
            }
        }

        return (null, index);
    }

    private (TimeGrain Unit, int End)? UnitAt(int index)
    {
        if (At(index) == "fy" && YearAt(index + 1) is null)
            return (TimeGrain.FiscalYear, index + 1);
        var fiscal = At(index) is "fiscal" or "financial";
        if (TimeWords.Unit(At(fiscal ? index + 1 : At(index) == "calendar" ? index + 1 : index)) is not { } unit)
            return null;
        var end = index + (fiscal || At(index) == "calendar" ? 2 : 1);
        return (unit, fiscal) switch
        {
            (TimeGrain.Year, true) => (TimeGrain.FiscalYear, end),
            (TimeGrain.Quarter, true) => (TimeGrain.FiscalQuarter, end),
            (_, true) => null,
            _ => (unit, end),
        };
    }

    private int? CountAt(int index) =>
        TokenAt(index) is { Number: { } number, NumberForm: NumberForm.Digits or NumberForm.Word } && number == decimal.Truncate(number)
        && number is >= 1 and <= TimeRangeText.MaxCount
            ? (int)number
            : At(index) switch { "couple" => 2, _ => null };

    // Without a year, the most recent one that has begun is meant.
    private int RecentYear(int month, int day) => (month, day).CompareTo((anchor.Month, anchor.Day)) <= 0 ? anchor.Year : anchor.Year - 1;

    private static TimeRange.Between Months(int year, int month, int count)
    {
        var first = new DateOnly(year, month, 1);
        return new(first, first.AddMonths(count).AddDays(-1));
    }
}
