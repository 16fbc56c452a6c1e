using System.Globalization;

namespace NlSql.SampleData.Saas;

/// <summary>An invoice each month or each year of a subscription, in advance, and when it was paid.</summary>
internal sealed class InvoiceBook(Chance chance)
{
    public static readonly string[] Header =
        ["invoice_id", "account_id", "subscription_id", "issued_on", "due_on", "paid_on", "status", "payment_method", "invoice_amount"];

    public IReadOnlyList<string[]> Create(IReadOnlyList<Movement> movements)
    {
        var drafts = new List<(Subscription Subscription, DateOnly Day, long Amount, bool IsLast, string Method)>();
        foreach (var life in movements.GroupBy(m => m.Subscription).OrderBy(g => g.Key.Id, StringComparer.Ordinal))
        {
            var (subscription, changes) = (life.Key, life.ToList());
            var step = subscription.Yearly ? 12 : 1;
            var end = subscription.CancelledOn ?? SaasData.LastDay.AddDays(1);
            var method = MethodOf(subscription);
            for (var month = 0; subscription.StartedOn.AddMonths(month) < end; month += step)
            {
                var day = subscription.StartedOn.AddMonths(month);
                var isLast = subscription.CancelledOn is not null && subscription.StartedOn.AddMonths(month + step) >= end;
                drafts.Add((subscription, day, changes.Last(c => c.Day <= day).MrrAfter * step, isLast, method));
            }
        }

        return [.. drafts.OrderBy(d => d.Day).ThenBy(d => d.Subscription.Id, StringComparer.Ordinal)
            .Select((d, i) => ToRow(i + 1, d.Subscription, d.Day, d.Amount, d.IsLast, d.Method))];
    }

    private string MethodOf(Subscription subscription) => subscription.Yearly
        ? chance.Happens(780) ? "Bank transfer" : "Direct debit"
        : ((string[])["Credit card", "Direct debit", "Bank transfer"])[chance.Weighted(subscription.Plan.MinSeats < 5 ? [80, 14, 6] : [38, 40, 22])];

    private string[] ToRow(int number, Subscription subscription, DateOnly day, long amount, bool isLast, string method)
    {
        var due = day.AddDays(subscription.Yearly ? 30 : 14);
        DateOnly? paid = day.AddDays(DaysToPay(subscription.Account, method));
        var writtenOff = isLast && (subscription.Reason is "Payment failed" or "Went out of business") && chance.Happens(700);
        if (writtenOff || paid > SaasData.LastDay)
            paid = null;
        var status = writtenOff ? "Written off" : paid is null ? "Open" : "Paid";
        return
        [
            string.Create(CultureInfo.InvariantCulture, $"I{number:000000}"), subscription.Account.Id, subscription.Id, CellText.Day(day),
            CellText.Day(due), SaasData.DayOrNothing(paid), status, method, CellText.Money(amount),
        ];
    }

    // Cards are charged at once, debits within the week; transfers come when the customer gets round to it, which a weak credit shows in.
    private int DaysToPay(Account account, string method)
    {
        if (method == "Credit card")
            return chance.Happens(60) ? chance.Between(2, 9) : 0;
        if (method == "Direct debit")
            return chance.Between(3, 7);
        var slow = account.CreditRating switch { "CR1" => 0, "CR2" => 4, "CR3" => 11, _ => 24 };
        return chance.Between(6, 24) + slow + (chance.Happens(90) ? chance.Between(10, 45) : 0);
    }
}
