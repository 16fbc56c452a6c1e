using System.Globalization;

namespace NlSql.SampleData.Retail;

/// <summary>Day by day, order by order, line by line.</summary>
internal sealed class SalesHistory(Chance chance, Store[] stores, Product[] products, Customer[] customers)
{
    public static readonly string[] Header =
    [
        "order_id", "line_number", "order_date", "region", "category", "product", "quantity", "unit_price", "discount_amount", "total_amount",
        "cost_amount", "payment_method", "channel", "returned", "store_id", "product_id", "customer_id",
    ];

    // Orders on a usual day, in thousandths.
    private const int ShopOrders = 11_000;
    private const int WebOrders = 4_300;

    private readonly List<string[]> rows = [];
    private int orders;

    public IReadOnlyList<string[]> Create()
    {
        for (var day = RetailData.FirstDay; day <= RetailData.LastDay; day = day.AddDays(1))
        {
            var shop = Enumerable.Repeat(false, Draw(ShopOrders * Seasons.ShopPercent(day) / 100));
            var web = Enumerable.Repeat(true, Draw(WebOrders * Seasons.WebPercent(day) / 100));
            var shelf = products.Select(p => p.LaunchedOn > day ? 0 : p.Popularity * Seasons.CategoryPercent(day, p.Category)).ToArray();
            var members = customers.Count(c => c.SignupDate <= day);
            foreach (var (second, digital) in shop.Concat(web).Select(w => (SecondOfDay(w, day), w)).Order())
                AddOrder(day, second, digital, shelf, members);
        }

        return rows;
    }

    private void AddOrder(DateOnly day, int second, bool digital, int[] shelf, int members)
    {
        // On the web everybody has an account; in the shops three in five show no card.
        var customer = digital || chance.Happens(420) ? PickCustomer(members) : null;
        var store = PickStore(customer, day);
        var channel = digital ? (chance.Happens(280) ? "CNC" : "WEB") : "INS";
        var payment = PickPayment(customer, digital, day);
        var id = string.Create(CultureInfo.InvariantCulture, $"O{100_001 + orders++}");
        var time = day.ToDateTime(new TimeOnly(0, 0).Add(TimeSpan.FromSeconds(second))).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
        var lines = chance.Weighted([44, 27, 15, 8, 6]) + 1;
        var basket = new HashSet<int>();
        for (var line = 1; line <= lines; line++)
        {
            int at;
            do
                at = chance.Weighted(shelf);
            while (!basket.Add(at));

            var product = products[at];
            var quantity = Quantity(product, customer);
            var price = product.PriceOn(day);
            var discount = ((price * quantity * PercentOff(product, customer, store, day)) + 50) / 100;
            rows.Add(
            [
                id, line.ToString(CultureInfo.InvariantCulture), time, store.Region, product.Category, product.Name,
                quantity.ToString(CultureInfo.InvariantCulture), CellText.Money(price), CellText.Money(discount),
                CellText.Money((price * quantity) - discount), CellText.Money(product.CostOn(day) * quantity), payment, channel,
                CellText.Truth(chance.Happens(ReturnsPerMille(product) * (digital ? 16 : 10) / 10)), store.Id, product.Id, customer?.Id ?? "",
            ]);
        }
    }

    // A number near the expected one: a fifth up or down, the fraction by chance.
    private int Draw(int thousandths)
    {
        var drawn = thousandths * chance.Between(80, 120) / 100;
        return (drawn / 1000) + (chance.Below(1000) < drawn % 1000 ? 1 : 0);
    }

    private int SecondOfDay(bool digital, DateOnly day)
    {
        if (digital)
        {
            // Lunch break and evening are busy, the night is not.
            int[] hours = [2, 1, 1, 0, 0, 1, 2, 4, 5, 6, 6, 7, 9, 8, 6, 6, 7, 8, 10, 13, 15, 13, 9, 5];
            return (chance.Weighted(hours) * 3600) + chance.Below(3600);
        }

        // Nine to eight; on Christmas Eve and New Year's Eve the shops close at two.
        var halfDay = day is { Month: 12, Day: 24 or 31 };
        return (9 * 3600) + chance.Below((halfDay ? 5 : 11) * 3600);
    }

    private Customer PickCustomer(int members)
    {
        var weights = customers.AsSpan(0, members);
        var total = 0;
        foreach (var customer in weights)
            total += customer.Activity;
        var at = chance.Below(total);
        foreach (var customer in weights)
        {
            at -= customer.Activity;
            if (at < 0)
                return customer;
        }

        throw new InvalidOperationException("The weights do not add up.");
    }

    private Store PickStore(Customer? customer, DateOnly day)
    {
        if (customer is not null && stores[customer.HomeStore].OpenedOn <= day && chance.Happens(860))
            return stores[customer.HomeStore];
        return stores[chance.Weighted([.. stores.Select(s => s.OpenedOn <= day ? s.Weight : 0)])];
    }

    private string PickPayment(Customer? customer, bool digital, DateOnly day)
    {
        if (customer?.Segment == "Business" && chance.Happens(550))
            return "INV";
        if (digital)
            return ((string[])["CRD", "MOB", "INV", "GFT"])[chance.Weighted([56, 31, 9, 4])];
        // Cash gives way to the telephone, month by month.
        var shift = ((day.Year - 2024) * 12) + day.Month;
        return ((string[])["CSH", "CRD", "MOB", "GFT"])[chance.Weighted([38 - (shift / 2), 46, 10 + (shift / 2), 6])];
    }

    private int Quantity(Product product, Customer? customer)
    {
        var staple = product.ListPrice < 1300;
        var quantity = 1 + chance.Weighted(staple ? [46, 27, 13, 8, 4, 2] : [86, 11, 3]);
        return customer?.Segment == "Business" && chance.Happens(400) ? quantity * chance.Between(2, 4) : quantity;
    }

    private int PercentOff(Product product, Customer? customer, Store store, DateOnly day)
    {
        var promotion = Seasons.PromotionPercentOff(day, product.Category);
        var outlet = store.Format == "OUT" && chance.Happens(350) ? 20 : 0;
        var member = customer?.Tier == "Gold" && chance.Happens(250) ? 10 : 0;
        var shelf = chance.Happens(35) ? 15 : 0;
        return Math.Max(Math.Max(promotion, outlet), Math.Max(member, shelf));
    }

    private static int ReturnsPerMille(Product product) => product.Category switch
    {
        "Clothing" => 88,
        "Electronics" => 62,
        "Toys" => 34,
        "Household" => 30,
        "Garden" => 26,
        "Beauty" => 22,
        _ => 4,
    };
}
