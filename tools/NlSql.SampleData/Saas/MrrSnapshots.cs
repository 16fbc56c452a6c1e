namespace NlSql.SampleData.Saas;

/// <summary>
/// What each account paid and used at each end of a month, from the first that it paid until a year after it left: the zeros are what
/// retention over a year is measured with.
/// </summary>
internal sealed class MrrSnapshots(Chance chance)
{
    public static readonly string[] Header =
        ["account_id", "subscription_id", "month_end", "closing_mrr", "base_mrr", "paid_at_start", "seats", "active_users"];

    private const int MonthsKept = 12;

    public IReadOnlyList<string[]> Create(IReadOnlyList<Movement> movements)
    {
        var rows = new List<(DateOnly Month, string Account, string[] Cells)>();
        foreach (var account in movements.GroupBy(m => m.Subscription.Account).OrderBy(g => g.Key.Id, StringComparer.Ordinal))
            rows.AddRange(Follow(account.Key, [.. account]));
        return [.. rows.OrderBy(r => r.Month).ThenBy(r => r.Account, StringComparer.Ordinal).Select(r => r.Cells)];
    }

    private IEnumerable<(DateOnly Month, string Account, string[] Cells)> Follow(Account account, List<Movement> movements)
    {
        var history = new List<long>();
        for (var month = EndOfMonth(movements[0].Day); month <= SaasData.LastDay; month = EndOfMonth(month.AddDays(1)))
        {
            var latest = movements.Last(m => m.Day <= month);
            var yearBefore = history.Count >= MonthsKept ? history[^MonthsKept] : 0;
            var before = history.Count > 0 ? history[^1] : 0;
            history.Add(latest.MrrAfter);
            if (latest.MrrAfter == 0 && history.Count > MonthsKept && history[^(MonthsKept + 1)..].TrueForAll(m => m == 0))
                continue;
            var users = latest.Seats * UsePercent(latest.Subscription, month) / 100;
            yield return (month, account.Id,
            [
                account.Id, latest.Subscription.Id, CellText.Day(month), CellText.Money(latest.MrrAfter), CellText.Money(yearBefore),
                CellText.Truth(before > 0), CellText.Whole(latest.Seats), CellText.Whole(Math.Max(users, latest.Seats > 0 ? 1 : 0)),
            ]);
        }
    }

    // Who is about to leave has already stopped working with it.
    private int UsePercent(Subscription subscription, DateOnly month)
    {
        var usual = chance.Between(62, 92);
        if (subscription.CancelledOn is not { } left || left > month.AddMonths(4))
            return usual;
        return usual * (left > month.AddMonths(2) ? 80 : 55) / 100;
    }

    private static DateOnly EndOfMonth(DateOnly day) => new(day.Year, day.Month, DateTime.DaysInMonth(day.Year, day.Month));
}
