namespace NlSql.SampleData.Restaurant;

/// <summary>
/// Two years of a small group of restaurants: five houses with one menu, a sample of their bills, and the reservation book. The last
/// day is fixed, so that questions about "last week" have the same answer for ever.
/// </summary>
internal static class RestaurantData
{
    public const ulong DefaultSeed = 20251231;

    public static readonly DateOnly FirstDay = new(2024, 1, 1);
    public static readonly DateOnly LastDay = new(2025, 12, 31);

    public static IReadOnlyList<SampleTable> Generate(ulong seed)
    {
        // Bills and reservations have chance of their own: a new kind of reservation does not move the bills.
        var bills = new BillHistory(new Chance(seed ^ 1));
        bills.Create();
        var reservations = new ReservationBook(new Chance(seed ^ 2)).Create();
        return
        [
            new("order_items", BillHistory.LineHeader, bills.Lines),
            new("orders", BillHistory.BillHeader, bills.Bills),
            new("menu_items", Dish.Header, [.. Menu.All.Select(d => d.ToRow())]),
            new("restaurants", House.Header, [.. RestaurantGroup.All.Select(h => h.ToRow())]),
            new("reservations", ReservationBook.Header, reservations),
        ];
    }
}
