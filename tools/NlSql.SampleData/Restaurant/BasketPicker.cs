namespace NlSql.SampleData.Restaurant;

/// <summary>What a party orders, course by course.</summary>
internal sealed class BasketPicker(Chance chance)
{
    // How many guests in a thousand take each course, by daypart: lunch, afternoon, evening.
    private static readonly (string Category, int[] DineIn, int[] ToGo)[] Courses =
    [
        ("Soft Drinks", [620, 330, 330], [180, 180, 180]),
        ("Beer", [120, 300, 330], [60, 60, 90]),
        ("Wine", [70, 110, 320], [0, 0, 40]),
        ("Cocktails", [10, 130, 120], [0, 0, 0]),
        ("Starters", [160, 110, 380], [90, 90, 120]),
        ("Mains", [900, 230, 890], [960, 820, 970]),
        ("Sides", [180, 160, 190], [300, 300, 320]),
        ("Desserts", [110, 400, 260], [80, 160, 110]),
        ("Hot Drinks", [260, 560, 190], [0, 60, 0]),
    ];

    /// <summary>The dishes with how many of each, in the order of the courses; never empty.</summary>
    public List<(Dish Dish, int Quantity)> Pick(House house, DateOnly day, int daypart, ServiceType service, int guests)
    {
        List<(Dish Dish, int Quantity)> basket = [];
        foreach (var (category, dineIn, toGo) in Courses)
        {
            var perMille = (service == ServiceType.DineIn ? dineIn : toGo)[daypart];
            for (var guest = 0; guest < guests; guest++)
            {
                if (chance.Happens(perMille))
                    Put(basket, PickDish(category, house, day));
            }
        }

        if (basket.Count == 0)
            Put(basket, PickDish(service == ServiceType.DineIn ? "Hot Drinks" : "Mains", house, day));
        return basket;
    }

    /// <summary>When a dish is ordered, in percent of the stay.</summary>
    public static int CoursePercent(Dish dish) => dish.Category switch
    {
        "Starters" => 12,
        "Mains" or "Sides" => 22,
        "Desserts" or "Hot Drinks" => 66,
        _ => 6,
    };

    /// <summary>Whether the happy hour is about it.</summary>
    public static bool IsBarDrink(Dish dish) => dish.Category is "Beer" or "Wine" or "Cocktails" or "Soft Drinks";

    private Dish PickDish(string category, House house, DateOnly day)
    {
        var dishes = Array.FindAll(Menu.All, d => d.Category == category);
        return dishes[chance.Weighted(Array.ConvertAll(dishes, d => Demand.Appetite(d, house, day)))];
    }

    private static void Put(List<(Dish Dish, int Quantity)> basket, Dish dish)
    {
        var at = basket.FindIndex(b => b.Dish == dish);
        if (at < 0)
            basket.Add((dish, 1));
        else
            basket[at] = (dish, basket[at].Quantity + 1);
    }
}
