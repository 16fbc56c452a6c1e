using System.Globalization;

namespace NlSql.SampleData.Restaurant;

/// <summary>A dish or a drink. Prices and costs in cents, popularity as a weight within its category.</summary>
internal sealed record Dish(
    string Id, string Name, string Category, long Price, long Cost, bool Vegetarian, DateOnly AddedOn, DateOnly? RemovedOn, int Popularity)
{
    public static readonly string[] Header =
        ["item_id", "item_name", "category", "price", "portion_cost", "vegetarian", "added_on", "removed_on"];

    public string[] ToRow() =>
    [
        Id, Name, Category, CellText.Money(Price), CellText.Money(CostOn(RestaurantData.LastDay)), CellText.Truth(Vegetarian), CellText.Day(AddedOn),
        RemovedOn is { } day ? CellText.Day(day) : "",
    ];

    public bool IsServed(DateOnly day) => day >= AddedOn && (RemovedOn is null || day < RemovedOn);

    /// <summary>Price on a day: the menu was printed anew in March 2025, about five percent dearer.</summary>
    public long PriceOn(DateOnly day) => day < new DateOnly(2025, 3, 1) ? ((Price * 95 / 100) + 5) / 10 * 10 : Price;

    /// <summary>Cost on a day: beef rose month by month through 2025, coffee in two steps, all else three percent at New Year.</summary>
    public long CostOn(DateOnly day)
    {
        if (day.Year < 2025)
            return Cost * 97 / 100;
        return Name switch
        {
            "Rump Steak" or "Beef Burger" => Cost * (100 + (3 * day.Month)) / 100,
            "Espresso" or "Cappuccino" => Cost * (day.Month < 4 ? 100 : day.Month < 9 ? 118 : 135) / 100,
            _ => Cost,
        };
    }
}

/// <summary>The menu that all houses share. A pasta was taken off it, a few dishes are new.</summary>
internal static class Menu
{
    private static readonly DateOnly First = new(2022, 3, 1);

    // Name = price / cost / popularity, v for vegetarian.
    private static readonly (string Category, string[] Dishes)[] Card =
    [
        ("Starters",
        [
            "Tomato Soup=690/150/9v", "Beef Tartare=1490/520/6", "Burrata with Peach=1290/430/8v", "Smoked Trout=1390/470/6", "Leaf Salad=750/170/10v",
            "Bread and Dips=590/120/11v",
        ]),
        ("Mains",
        [
            "Rump Steak=2890/990/9", "Beef Burger=1690/510/15", "Wiener Schnitzel=2390/720/14", "Pan-Fried Cod=2490/860/8", "Truffle Pasta=1990/640/14v",
            "Mushroom Risotto=1790/410/9v", "Roast Chicken=1850/520/11", "Margherita=1290/270/13v", "Cheese Dumplings=1590/360/8v", "Lentil Curry=1550/310/7v",
            "Miso Cauliflower=1690/340/8v", "Caesar Salad with Chicken=1490/400/8", "Goose Leg=2990/1050/16",
        ]),
        ("Sides", ["French Fries=490/80/16v", "Sweet Potato Fries=550/120/10v", "Roast Vegetables=590/140/6v", "Potato Salad=450/90/8v"]),
        ("Desserts", ["Chocolate Cake=790/180/10v", "Crème Brûlée=850/170/8v", "Apple Strudel=750/160/10v", "Sorbet=590/110/7v", "Cheese Plate=1250/420/4v"]),
        ("Soft Drinks", ["Table Water=590/70/16v", "House Lemonade=490/75/13v", "Apple Spritzer=420/60/11v", "Cola=390/65/11v", "Ginger Beer=450/95/5v"]),
        ("Beer", ["Pilsner=450/95/15v", "Wheat Beer=520/120/10v", "Pale Ale=560/160/6v", "Alcohol-Free Beer=450/110/6v"]),
        ("Wine", ["Riesling=690/170/10v", "Pinot Noir=790/230/7v", "Grüner Veltliner=650/160/7v", "Sparkling Rosé=850/240/5v"]),
        ("Cocktails", ["Aperitivo Spritz=890/190/11v", "Negroni=1150/260/5v", "Garden Mule=1050/240/7v"]),
        ("Hot Drinks", ["Espresso=290/45/14v", "Cappuccino=390/70/13v", "Fresh Mint Tea=390/50/6v", "Hot Chocolate=450/90/4v"]),
    ];

    public static readonly Dish[] All = Create();

    private static Dish[] Create()
    {
        List<Dish> dishes = [];
        foreach (var (category, lines) in Card)
        {
            foreach (var line in lines)
            {
                var (name, numbers) = (line[..line.IndexOf('=')], line[(line.IndexOf('=') + 1)..].TrimEnd('v').Split('/'));
                DateOnly added = name switch
                {
                    "Miso Cauliflower" => new(2025, 4, 1),
                    "Sweet Potato Fries" => new(2024, 3, 1),
                    "Garden Mule" => new(2024, 5, 2),
                    "Ginger Beer" => new(2024, 5, 2),
                    _ => First,
                };
                DateOnly? removed = name == "Truffle Pasta" ? new DateOnly(2025, 9, 1) : null;
                dishes.Add(new Dish(
                    $"M{dishes.Count + 101}", name, category, Parse(numbers[0]), Parse(numbers[1]), line.EndsWith('v'), added, removed,
                    (int)Parse(numbers[2])));
            }
        }

        return [.. dishes];
    }

    private static long Parse(string digits) => long.Parse(digits, CultureInfo.InvariantCulture);
}
