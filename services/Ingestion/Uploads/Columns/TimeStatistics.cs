namespace NlSql.Ingestion.Uploads.Columns;

/// <summary>Range, order and months of the times of a column, while they pass.</summary>
internal sealed class TimeStatistics
{
    private const int MostMonths = 12_000;
    private Dictionary<int, long>? months = [];
    private DateTime previous = DateTime.MinValue;
    private int month;
    private long inMonth;
    private DateTime monthStart = DateTime.MaxValue;
    private DateTime monthEnd = DateTime.MinValue;

    public DateTime? Minimum { get; private set; }

    public DateTime? Maximum { get; private set; }

    /// <summary>Values smaller than the one before.</summary>
    public long Descents { get; private set; }

    public void Add(DateTime value)
    {
        if (!(value >= Minimum))
            Minimum = value;
        if (!(value <= Maximum))
            Maximum = value;
        if (value < previous)
            Descents++;
        previous = value;
        // Neighbours are mostly of the same month: the calendar is asked once per month.
        if (value < monthStart || value >= monthEnd)
            EnterMonth(value);
        inMonth++;
    }

    /// <summary>Values by month; null when there are too many months.</summary>
    public IReadOnlyDictionary<int, long>? Months()
    {
        LeaveMonth();
        return months;
    }

    private void EnterMonth(DateTime value)
    {
        LeaveMonth();
        month = (value.Year * 12) + value.Month - 1;
        monthStart = new DateTime(value.Year, value.Month, 1);
        monthEnd = monthStart < DateTime.MaxValue.AddDays(-32) ? monthStart.AddMonths(1) : DateTime.MaxValue;
    }

    private void LeaveMonth()
    {
        if (inMonth > 0 && months is not null)
        {
            months[month] = months.GetValueOrDefault(month) + inMonth;
            if (months.Count > MostMonths)
                months = null;
        }

        inMonth = 0;
    }
}
