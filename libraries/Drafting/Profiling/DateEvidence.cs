using System.Buffers;

namespace NlSql.Drafting.Profiling;

/// <summary>What the values of a column say about it being dates, for each order of day, month and year.</summary>
internal sealed class DateEvidence
{
    private const int PlainLength = 10;
    private static readonly SearchValues<char> PlainTime = SearchValues.Create("0123456789:.+-Zz");

    private readonly Reading yearFirst = new();
    private readonly Reading dayFirst = new();
    private readonly Reading monthFirst = new();
    private readonly Reading yearAndMonth = new();
    private long times;
    private char separator;
    private bool plain = true;
    private bool bare = true;

    /// <summary>Looks at a value; whether it can be a date.</summary>
    public bool Add(ReadOnlySpan<char> text)
    {
        if (!DateText.TryRead(text, out var date))
            return false;
        yearFirst.Add(date.YearFirst);
        dayFirst.Add(date.DayFirst);
        monthFirst.Add(date.MonthFirst);
        yearAndMonth.Add(date.YearAndMonth);
        times += date.Time > TimeSpan.Zero ? 1 : 0;
        separator = date.Separator;
        plain &= IsPlain(text);
        bare &= text.Length == PlainLength;
        return true;
    }

    /// <summary>The dates of the column. Each value must be possible, so one 13th decides which part is the month.</summary>
    /// <param name="told">The order, when it is known.</param>
    public Dates Decide(DateOrder? told = null)
    {
        if (told is { } known)
        {
            var chosen = known switch { DateOrder.YearFirst => yearFirst, DateOrder.DayFirst => dayFirst, DateOrder.MonthFirst => monthFirst, _ => yearAndMonth };
            return new Dates(chosen.Read, known, Ambiguous: false, times > 0, chosen.First, chosen.Last, IsPlainAs(known));
        }

        var (read, order, reading) = (yearFirst.Read, DateOrder.YearFirst, yearFirst);
        if (dayFirst.Read > read)
            (read, order, reading) = (dayFirst.Read, DateOrder.DayFirst, dayFirst);
        // Equal: with strokes the American way is the likelier one.
        if (monthFirst.Read > read || (monthFirst.Read == read && read > 0 && order == DateOrder.DayFirst && separator == '/'))
            (read, order, reading) = (monthFirst.Read, DateOrder.MonthFirst, monthFirst);
        if (yearAndMonth.Read > read)
            (read, order, reading) = (yearAndMonth.Read, DateOrder.YearAndMonth, yearAndMonth);
        var ambiguous = read > 0 && dayFirst.Read == monthFirst.Read && order is DateOrder.DayFirst or DateOrder.MonthFirst;
        return new Dates(read, order, ambiguous, times > 0, reading.First, reading.Last, IsPlainAs(order));
    }

    private bool IsPlainAs(DateOrder order) => order == DateOrder.YearFirst && plain && (bare || times > 0);

    // 2024-03-01 · 2024/03/01 · 2024-03-01T17:03:00.5Z
    private static bool IsPlain(ReadOnlySpan<char> text) =>
        text.Length >= PlainLength && text[4] == text[7] && text[4] is '-' or '/'
        && (text.Length == PlainLength || (text.Length >= 16 && text[10] is 'T' or ' ' && text[13] == ':' && text[11..].IndexOfAnyExcept(PlainTime) < 0));

    private sealed class Reading
    {
        public long Read { get; private set; }

        public DateOnly? First { get; private set; }

        public DateOnly? Last { get; private set; }

        public void Add(DateOnly? day)
        {
            if (day is not { } value)
                return;
            Read++;
            First = First < value ? First : value;
            Last = Last > value ? Last : value;
        }
    }
}

/// <summary>The dates of a column.</summary>
/// <param name="Read">How many values are dates in this order.</param>
/// <param name="Order">Which part comes first.</param>
/// <param name="Ambiguous">Whether day and month could be read the other way round just as well.</param>
/// <param name="HasTime">Whether some have a time of day.</param>
/// <param name="First">The earliest.</param>
/// <param name="Last">The latest.</param>
/// <param name="Plain">Whether all are written as ISO 8601 writes them.</param>
internal sealed record Dates(long Read, DateOrder Order, bool Ambiguous, bool HasTime, DateOnly? First, DateOnly? Last, bool Plain);
