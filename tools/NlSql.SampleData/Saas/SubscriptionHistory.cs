using System.Globalization;

namespace NlSql.SampleData.Saas;

/// <summary>Which trials were bought, on which plan, how long they lasted and why they ended; some come back.</summary>
internal sealed class SubscriptionHistory(Chance chance)
{
    private const string TooExpensive = "Too expensive";
    private const string OutOfBusiness = "Went out of business";

    private static readonly string[] Reasons =
        [TooExpensive, "Missing features", "Switched to a competitor", "No longer needed", OutOfBusiness, "Payment failed"];

    private readonly List<Subscription> subscriptions = [];

    public Subscription[] Create(Account[] accounts)
    {
        foreach (var account in accounts.Where(a => chance.Happens(Market.ConversionPerMille(a))))
            Live(account, account.SignedUpOn.AddDays(DaysToDecide()), isReturn: false);
        return [.. subscriptions.OrderBy(s => s.StartedOn).ThenBy(s => s.Account.Id, StringComparer.Ordinal)
            .Select((s, i) => s with { Id = string.Create(CultureInfo.InvariantCulture, $"S{i + 1:00000}") })];
    }

    // A trial lasts two weeks; some buy within it, most at its end, a few after a reminder.
    private int DaysToDecide() => chance.Weighted([30, 48, 22]) switch
    {
        0 => chance.Between(1, 12),
        1 => chance.Between(13, 16),
        _ => chance.Between(17, 48),
    };

    private void Live(Account account, DateOnly start, bool isReturn)
    {
        if (start > SaasData.LastDay)
            return;
        var plan = Plans.Pick(chance, account, start);
        var yearly = plan != Plans.Solo && chance.Happens(plan == Plans.Starter ? 220 : plan == Plans.Enterprise ? 720 : 430);
        var seats = plan.MinSeats + Math.Min(chance.Below(plan.MaxSeats - plan.MinSeats + 1), chance.Below(plan.MaxSeats - plan.MinSeats + 1));
        var end = EndOf(account, plan, yearly, start);
        var reason = end is { } day ? ReasonFor(account, plan, day) : null;
        subscriptions.Add(new Subscription("", account, plan, yearly, start, end, reason, seats, isReturn));
        if (end is { } left && reason != OutOfBusiness && chance.Happens(130))
            Live(account, left.AddDays(chance.Between(45, 240)), isReturn: true);
    }

    private DateOnly? EndOf(Account account, Plan plan, bool yearly, DateOnly start)
    {
        var industry = Market.Industries.First(i => i.Name == account.Industry).ChurnPercent;
        var step = yearly ? 12 : 1;
        for (var month = step; start.AddMonths(month) <= SaasData.LastDay; month += step)
        {
            var day = yearly ? start.AddMonths(month) : start.AddMonths(month).AddDays(chance.Below(28));
            if (day > SaasData.LastDay)
                return null;
            var perMille = plan.ChurnPerMille * industry / 100 * Age(month) / 100 * PricePercent(plan, yearly, day) / 100;
            if (chance.Happens(Math.Min(yearly ? perMille * 7 : perMille, 850)))
                return day;
        }

        return null;
    }

    private static int Age(int months) => months switch { <= 3 => 140, <= 12 => 100, _ => 70 };

    private static int PricePercent(Plan plan, bool yearly, DateOnly day)
    {
        if (plan.SeatPrice == plan.RaisedSeatPrice || day < Plans.PriceRise)
            return 100;
        return yearly ? 135 : day < Plans.PriceRise.AddMonths(3) ? 280 : 105;
    }

    private string ReasonFor(Account account, Plan plan, DateOnly day)
    {
        int[] weights = [22, 20, 18, 18, 8, 14];
        if (plan == Plans.Solo)
            weights = [12, 48, 8, 22, 2, 8];
        else if (account.Industry == Market.Hospitality)
            weights = [20, 6, 8, 22, 30, 14];
        else if (PricePercent(plan, false, day) > 200)
            weights = [66, 6, 18, 4, 2, 4];
        return Reasons[chance.Weighted(weights)];
    }
}
