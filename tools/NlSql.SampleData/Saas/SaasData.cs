namespace NlSql.SampleData.Saas;

/// <summary>
/// Four years of a firm that rents out software by the seat: trials, customers, what they pay each month, why they leave, and their
/// invoices. The last day is fixed, so that questions about "last month" have the same answer for ever.
/// </summary>
internal static class SaasData
{
    public const ulong DefaultSeed = 20251231;

    public static readonly DateOnly FirstDay = new(2022, 1, 1);
    public static readonly DateOnly LastDay = new(2025, 12, 31);

    public static IReadOnlyList<SampleTable> Generate(ulong seed)
    {
        // Each table has chance of its own: another way of paying invoices does not move the accounts.
        var accounts = AccountBase.Create(new Chance(seed ^ 11));
        var subscriptions = new SubscriptionHistory(new Chance(seed ^ 12)).Create(accounts);
        var movements = new MrrHistory(new Chance(seed ^ 16)).Create(subscriptions);
        var snapshots = new MrrSnapshots(new Chance(seed ^ 14)).Create(movements);
        var invoices = new InvoiceBook(new Chance(seed ^ 15)).Create(movements);
        var firstPaid = subscriptions.GroupBy(s => s.Account).ToDictionary(g => g.Key, g => g.First().StartedOn);
        var seats = movements.GroupBy(m => m.Subscription).ToDictionary(g => g.Key, g => g.Last(m => m.Seats > 0).Seats);
        return
        [
            new("accounts", Account.Header, [.. accounts.Select(a => a.ToRow(firstPaid.TryGetValue(a, out var day) ? day : null))]),
            new("subscriptions", Subscription.Header, [.. subscriptions.Select(s => s.ToRow(seats[s]))]),
            new("mrr_movements", Movement.Header, [.. movements.Select((m, i) => m.ToRow(i + 1))]),
            new("mrr_snapshots", MrrSnapshots.Header, snapshots),
            new("invoices", InvoiceBook.Header, invoices),
        ];
    }

    /// <summary>A day as text; nothing where there is none yet.</summary>
    public static string DayOrNothing(DateOnly? day) => day is { } known ? CellText.Day(known) : "";
}
