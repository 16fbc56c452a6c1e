namespace NlSql.Drafting.Profiling;

/// <summary>What the values of a column say about it being dates, for each order of day, month and year.</summary>
internal sealed class DateEvidence
{
    private readonly Reading yearFirst = new();
    private readonly Reading dayFirst = new();
    private readonly Reading monthFirst = new();
    private long times;
    private char separator;

    public void Add(ReadOnlySpan<char> text)
    {
        if (!DateText.TryRead(text, out var date))
            return;
        yearFirst.Add(date.YearFirst);
        dayFirst.Add(date.DayFirst);
        monthFirst.Add(date.MonthFirst);
        times += date.HasTime ? 1 : 0;
        separator = date.Separator;
    }

    /// <summary>The dates of the column. Each value must be possible, so one 13th decides which part is the month.</summary>
    public Dates Decide()
    {
        var (read, order, reading) = (yearFirst.Read, DateOrder.YearFirst, yearFirst);
        if (dayFirst.Read > read)
            (read, order, reading) = (dayFirst.Read, DateOrder.DayFirst, dayFirst);
        // Equal: with strokes the American way is the likelier one.
        if (monthFirst.Read > read || (monthFirst.Read == read && read > 0 && order == DateOrder.DayFirst && separator == '/'))
            (read, order, reading) = (monthFirst.Read, DateOrder.MonthFirst, monthFirst);
        var ambiguous = read > 0 && dayFirst.Read == monthFirst.Read && order != DateOrder.YearFirst;
        return new Dates(read, order, ambiguous, times > 0, reading.First, reading.Last);
    }

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
internal sealed record Dates(long Read, DateOrder Order, bool Ambiguous, bool HasTime, DateOnly? First, DateOnly? Last);
