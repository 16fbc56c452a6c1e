namespace NlSql.SampleData.Saas;

internal sealed record Subscription(
    string Id, Account Account, Plan Plan, bool Yearly, DateOnly StartedOn, DateOnly? CancelledOn, string? Reason, int FirstSeats, bool IsReturn)
{
    public static readonly string[] Header =
        ["subscription_id", "account_id", "plan", "billing_interval", "started_on", "cancelled_on", "cancel_reason", "seats"];

    /// <summary>The day from which the raised price holds for this customer.</summary>
    public DateOnly RaisedFrom
    {
        get
        {
            var day = Yearly ? StartedOn : Plans.PriceRise;
            while (day < Plans.PriceRise)
                day = day.AddYears(1);
            return day;
        }
    }

    public string[] ToRow(int seats) =>
    [
        Id, Account.Id, Plan.Name, Yearly ? "Yearly" : "Monthly", CellText.Day(StartedOn), SaasData.DayOrNothing(CancelledOn), Reason ?? "",
        CellText.Whole(seats),
    ];

    /// <summary>Monthly recurring revenue of a number of seats on a day, in cents; who pays by the year pays a tenth less.</summary>
    public long MrrOf(int seats, DateOnly day)
    {
        var price = day >= RaisedFrom ? Plan.RaisedSeatPrice : Plan.SeatPrice;
        return (long)seats * price * (Yearly ? 90 : 100) / 100;
    }
}
