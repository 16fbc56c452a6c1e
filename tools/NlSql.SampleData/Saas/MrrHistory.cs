using System.Globalization;

namespace NlSql.SampleData.Saas;

internal sealed record Movement(Subscription Subscription, DateOnly Day, string Kind, string Cause, long Amount, long MrrAfter, int Seats)
{
    public static readonly string[] Header = ["movement_id", "account_id", "subscription_id", "moved_on", "movement_type", "cause", "mrr_delta"];

    public string[] ToRow(int number) =>
    [
        string.Create(CultureInfo.InvariantCulture, $"M{number:000000}"), Subscription.Account.Id, Subscription.Id, CellText.Day(Day), Kind, Cause,
        CellText.Money(Amount),
    ];
}

/// <summary>Every change of what a customer pays each month, in the order of the days.</summary>
internal sealed class MrrHistory(Chance chance)
{
    private static readonly int[] AddOns = [4900, 9900, 14900];

    private readonly List<Movement> movements = [];

    public IReadOnlyList<Movement> Create(Subscription[] subscriptions)
    {
        foreach (var subscription in subscriptions)
            Follow(subscription);
        return [.. movements.OrderBy(m => m.Day).ThenBy(m => m.Subscription.Id, StringComparer.Ordinal)];
    }

    private void Follow(Subscription subscription)
    {
        var (seats, addOns) = (subscription.FirstSeats, 0L);
        var mrr = subscription.MrrOf(seats, subscription.StartedOn);
        Add(subscription.StartedOn, subscription.IsReturn ? "Reactivation" : "New", subscription.IsReturn ? "Came back" : "First order", mrr);
        var raised = subscription.StartedOn >= subscription.RaisedFrom || subscription.Plan.SeatPrice == subscription.Plan.RaisedSeatPrice;
        var end = subscription.CancelledOn ?? SaasData.LastDay.AddDays(1);
        var last = subscription.StartedOn;
        for (var month = 1; subscription.StartedOn.AddMonths(month) < end; month++)
        {
            var day = subscription.StartedOn.AddMonths(month).AddDays(chance.Below(26));
            if (!raised && day >= subscription.RaisedFrom && subscription.RaisedFrom > last && subscription.RaisedFrom < end)
            {
                raised = true;
                last = subscription.RaisedFrom;
                Change(last, "Price change");
            }

            if (day <= last || day >= end)
                continue;
            var cause = Step(subscription, ref seats, ref addOns);
            if (cause is null)
                continue;
            last = day;
            Change(day, cause);
        }

        if (subscription.CancelledOn is { } left)
            Add(left, "Churn", "Cancelled", -mrr);

        void Change(DateOnly day, string cause)
        {
            var now = subscription.MrrOf(seats, day) + addOns;
            if (now == mrr)
                return;
            var amount = now - mrr;
            mrr = now;
            Add(day, amount > 0 ? "Expansion" : "Contraction", cause, amount);
        }

        void Add(DateOnly day, string kind, string cause, long amount) => movements.Add(new Movement(
            subscription, day, kind, cause, amount, kind == "Churn" ? 0 : mrr, kind == "Churn" ? 0 : seats));
    }

    private string? Step(Subscription subscription, ref int seats, ref long addOns)
    {
        var growth = subscription.Plan.GrowthPerMille;
        switch (chance.Weighted([growth, growth * 3 / 10, growth > 0 ? 9 : 0, 1000]))
        {
            case 0:
                seats += Math.Max(1, seats * chance.Between(6, 24) / 100);
                return "Seats added";
            case 1 when seats > 2:
                seats -= Math.Max(1, seats * chance.Between(5, 25) / 100);
                return "Seats removed";
            case 2:
                addOns += AddOns[chance.Weighted([6, 3, 1])];
                return "Add-on bought";
            default:
                return null;
        }
    }
}
