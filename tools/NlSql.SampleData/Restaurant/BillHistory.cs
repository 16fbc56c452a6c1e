namespace NlSql.SampleData.Restaurant;

/// <summary>Day by day, house by house, bill by bill; a bill's amounts are the sums of its lines.</summary>
internal sealed class BillHistory(Chance chance)
{
    public static readonly string[] BillHeader =
    [
        "order_id", "opened_at", "closed_at", "service_type", "daypart", "guest_count", "table_seats", "gross_amount", "discount_amount",
        "discount_reason", "comp_amount", "bill_amount", "tip_amount", "void_amount", "payment_method", "server", "restaurant_id",
    ];

    public static readonly string[] LineHeader =
        ["order_id", "line_number", "ordered_at", "item", "quantity", "unit_price", "line_amount", "cost_amount", "comped", "item_id"];

    private static readonly string[] Dayparts = ["Lunch", "Afternoon", "Evening"];
    private static readonly string[] ServiceCodes = ["DIN", "TKA", "DLV"];

    // First and last minute of the day at which a table is taken.
    private static readonly (int From, int To)[] Arrivals = [(690, 840), (870, 1050), (1065, 1275)];

    private readonly BasketPicker baskets = new(chance);
    private int count;

    public List<string[]> Bills { get; } = [];

    public List<string[]> Lines { get; } = [];

    public void Create()
    {
        for (var day = RestaurantData.FirstDay; day <= RestaurantData.LastDay; day = day.AddDays(1))
        {
            List<(int Minute, int House, int Daypart)> arrivals = [];
            for (var at = 0; at < RestaurantGroup.All.Length; at++)
            {
                for (var left = Draw(Demand.Bills(RestaurantGroup.All[at], day)); left > 0; left--)
                {
                    var daypart = chance.Weighted(Demand.Dayparts(RestaurantGroup.All[at]));
                    arrivals.Add((chance.Between(Arrivals[daypart].From, Arrivals[daypart].To), at, daypart));
                }
            }

            foreach (var (minute, house, daypart) in arrivals.Order())
                Add(RestaurantGroup.All[house], day, minute, daypart);
        }
    }

    private void Add(House house, DateOnly day, int minute, int daypart)
    {
        var service = (ServiceType)chance.Weighted(Demand.ServiceWeights(house, day));
        var guests = service == ServiceType.DineIn ? chance.Weighted(Demand.PartyWeights(day)) + 1 : chance.Weighted([40, 38, 12, 10]) + 1;
        var basket = baskets.Pick(house, day, daypart, service, guests);
        var reduction = Reduction.Draw(chance, day, daypart, service);
        var comped = chance.Happens(house.Id == "R4" && day is { Year: 2025, Month: >= 11 } ? 120 : 22) ? chance.Below(basket.Count) : -1;

        var id = $"B{100_001 + count++}";
        var opened = day.ToDateTime(new TimeOnly(minute / 60, minute % 60));
        var minutes = Math.Min(Minutes(house, day, daypart, service, guests), 1435 - minute);
        long gross = 0, discount = 0, comp = 0;
        for (var line = 0; line < basket.Count; line++)
        {
            var (dish, quantity) = basket[line];
            var amount = dish.PriceOn(day) * quantity;
            var off = line == comped ? 0 : reduction.On(dish, amount);
            var given = line == comped ? amount : 0;
            (gross, discount, comp) = (gross + amount, discount + off, comp + given);
            var course = service == ServiceType.DineIn ? minutes * BasketPicker.CoursePercent(dish) / 100 : 0;
            Lines.Add(
            [
                id, CellText.Whole(line + 1), CellText.Moment(opened.AddMinutes(course)), dish.Name, CellText.Whole(quantity),
                CellText.Money(dish.PriceOn(day)), CellText.Money(amount - off - given), CellText.Money(dish.CostOn(day) * quantity), CellText.Truth(line == comped), dish.Id,
            ]);
        }

        var paid = gross - discount - comp;
        var server = chance.Below(house.Servers.Length);
        Bills.Add(
        [
            id, CellText.Moment(opened), CellText.Moment(opened.AddMinutes(minutes)), ServiceCodes[(int)service], Dayparts[daypart],
            service == ServiceType.DineIn ? CellText.Whole(guests) : "",
            service == ServiceType.DineIn ? CellText.Whole(((guests + 1) / 2 * 2) + (chance.Happens(260) ? 2 : 0)) : "",
            CellText.Money(gross), CellText.Money(discount), discount > 0 ? reduction.Reason : "", CellText.Money(comp), CellText.Money(paid),
            CellText.Money(Tip(service, server, paid)), CellText.Money(Voided(house, day, basket)), Payment(service, day),
            service == ServiceType.DineIn ? house.Servers[server] : "", house.Id,
        ]);
    }

    // A number near the expected one: a fifth up or down, the fraction by chance.
    private int Draw(int hundredths)
    {
        var drawn = hundredths * chance.Between(80, 120) / 100;
        return (drawn / 100) + (chance.Below(100) < drawn % 100 ? 1 : 0);
    }

    // While the kitchen of the Old Post was rebuilt, guests waited; the Tram Depot lost its second courier in autumn 2025.
    private int Minutes(House house, DateOnly day, int daypart, ServiceType service, int guests) => service switch
    {
        ServiceType.Takeaway => chance.Between(10, 26),
        ServiceType.Delivery => chance.Between(26, 48) + (house.Id == "R2" && day >= new DateOnly(2025, 9, 1) ? chance.Between(6, 22) : 0),
        _ => chance.Between(daypart == 2 ? 72 : 44, daypart == 2 ? 118 : 72) + (guests * 4)
            + (house.Id == "R4" && day is { Year: 2025, Month: >= 11 } ? chance.Between(14, 32) : 0),
    };

    private long Tip(ServiceType service, int server, long paid)
    {
        switch (service)
        {
            case ServiceType.DineIn:
                // Some servers are tipped better than others; one table in eight leaves nothing.
                var percent = chance.Happens(125) ? 0 : chance.Between(4, 9) + server;
                return paid * percent / 1000 * 10;
            case ServiceType.Delivery:
                return chance.Happens(350) ? chance.Between(2, 6) * 50 : 0;
            default:
                return chance.Happens(120) ? chance.Between(1, 3) * 50 : 0;
        }
    }

    private long Voided(House house, DateOnly day, List<(Dish Dish, int Quantity)> basket)
    {
        if (!chance.Happens(house.Id == "R2" && day >= new DateOnly(2025, 9, 1) ? 90 : 30))
            return 0;
        return basket[chance.Below(basket.Count)].Dish.PriceOn(day);
    }

    private string Payment(ServiceType service, DateOnly day)
    {
        if (service == ServiceType.Delivery)
            return chance.Happens(880) ? "ONL" : "CSH";
        // Cash gives way to the telephone, month by month.
        var months = ((day.Year - 2024) * 12) + day.Month;
        return ((string[])["CSH", "CRD", "MOB", "GFT"])[chance.Weighted([40 - months, 46, 10 + months, 4])];
    }

    /// <summary>Percent off a bill, and why.</summary>
    private sealed record Reduction(string Reason, int Percent, bool DrinksOnly)
    {
        public static Reduction Draw(Chance chance, DateOnly day, int daypart, ServiceType service)
        {
            if (service == ServiceType.Delivery && day is { Year: 2025, Month: 10 } && chance.Happens(700))
                return new("Delivery promotion", 15, false);
            if (service == ServiceType.DineIn && daypart == 1 && day.DayOfWeek is >= DayOfWeek.Monday and <= DayOfWeek.Thursday)
                return new("Happy hour", 20, true);
            return chance.Happens(60) ? new("Loyalty card", 10, false) : new("", 0, false);
        }

        public long On(Dish dish, long amount) => DrinksOnly && !BasketPicker.IsBarDrink(dish) ? 0 : ((amount * Percent) + 50) / 100;
    }
}
