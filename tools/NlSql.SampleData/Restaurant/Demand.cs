namespace NlSql.SampleData.Restaurant;

/// <summary>How many guests come when, how they are served and what they choose. Percent of a usual day, or weights.</summary>
internal static class Demand
{
    private static readonly int[] MonthPercent = [76, 84, 92, 98, 106, 106, 102, 98, 102, 98, 100, 138];
    private static readonly int[] GardenMonthPercent = [30, 36, 66, 112, 164, 186, 196, 184, 130, 84, 42, 58];

    // Monday first. The bistros live on the lunch of the working week.
    private static readonly int[] WeekdayPercent = [70, 76, 84, 100, 142, 158, 108];
    private static readonly int[] BistroWeekdayPercent = [92, 98, 104, 110, 128, 104, 66];

    // Lunch, afternoon, evening.
    private static readonly int[] DaypartWeights = [30, 12, 58];
    private static readonly int[] BistroDaypartWeights = [52, 12, 36];
    private static readonly int[] GardenDaypartWeights = [24, 34, 42];

    /// <summary>Bills of a house on a day, in hundredths; the group grows by five percent a year.</summary>
    public static int Bills(House house, DateOnly day)
    {
        if (!house.IsOpen(day))
            return 0;
        var months = house.Concept == "GDN" ? GardenMonthPercent : MonthPercent;
        var weekdays = house.Concept == "BIS" ? BistroWeekdayPercent : WeekdayPercent;
        var growth = 10_000 + ((day.DayNumber - RestaurantData.FirstDay.DayNumber) * 500 / 365);
        var party = IsPartySeason(day) ? 115 : 100;
        var usual = house.Bills * months[day.Month - 1] / 100 * weekdays[((int)day.DayOfWeek + 6) % 7] / 100;
        return usual * growth / 10_000 * house.Renown(day) / 100 * party / 100;
    }

    /// <summary>The three weeks of Christmas parties.</summary>
    public static bool IsPartySeason(DateOnly day) => day is { Month: 12, Day: <= 22 };

    /// <summary>How likely each service type is. Delivery grows from a twelfth to a quarter of the bills.</summary>
    public static int[] ServiceWeights(House house, DateOnly day)
    {
        var months = ((day.Year - 2024) * 12) + day.Month;
        var delivery = house.DeliversFrom is { } from && day >= from ? 70 + (months * 9) : 0;
        var takeaway = house.Concept == "GDN" ? 40 : 150 - (months * 2);
        return [820 - (months * 4), takeaway, delivery];
    }

    public static int[] Dayparts(House house) => house.Concept switch
    {
        "BIS" => BistroDaypartWeights,
        "GDN" => GardenDaypartWeights,
        _ => DaypartWeights,
    };

    /// <summary>People of one party: couples most of all, in December large tables too.</summary>
    public static int[] PartyWeights(DateOnly day) =>
        IsPartySeason(day) ? [10, 40, 16, 22, 8, 12, 4, 9] : [14, 46, 14, 16, 4, 4, 1, 1];

    /// <summary>How likely a dish is among its category on a day: goose in winter, salads and spritz in summer.</summary>
    public static int Appetite(Dish dish, House house, DateOnly day)
    {
        if (!dish.IsServed(day))
            return 0;
        var season = dish.Name switch
        {
            "Goose Leg" => day.Month is 11 or 12 ? 100 : 0,
            "Aperitivo Spritz" or "House Lemonade" or "Burrata with Peach" or "Sorbet" => day.Month is >= 5 and <= 9 ? 220 : 60,
            "Caesar Salad with Chicken" or "Leaf Salad" => day.Month is >= 5 and <= 9 ? 150 : 80,
            "Hot Chocolate" or "Tomato Soup" => day.Month is >= 10 or <= 3 ? 170 : 60,
            _ => 100,
        };
        var taste = (house.Concept, dish.Category) is ("GDN", "Beer") ? 160 : 100;
        return dish.Popularity * season / 10 * taste / 100;
    }
}
