namespace NlSql.SampleData.Retail;

/// <summary>How much is bought when: by month, weekday, category and promotion. Percent of a usual day.</summary>
internal static class Seasons
{
    public static readonly DateOnly PriceRise = new(2025, 3, 1);

    private static readonly int[] MonthPercent = [84, 86, 94, 98, 100, 97, 92, 93, 99, 103, 118, 150];

    // Monday first. Shops are closed on Sundays; the web shop is busiest then.
    private static readonly int[] ShopWeekdayPercent = [92, 92, 98, 104, 132, 168, 0];
    private static readonly int[] WebWeekdayPercent = [112, 100, 95, 93, 88, 98, 134];

    private static readonly Dictionary<string, int[]> CategoryMonthPercent = new()
    {
        ["Grocery"] = [100, 98, 102, 104, 98, 95, 92, 92, 98, 102, 108, 135],
        ["Beverages"] = [80, 82, 90, 98, 112, 128, 138, 132, 105, 92, 95, 125],
        ["Household"] = [112, 100, 108, 100, 95, 90, 88, 92, 102, 102, 105, 110],
        ["Electronics"] = [92, 85, 85, 85, 85, 88, 90, 95, 98, 100, 150, 165],
        ["Clothing"] = [105, 88, 105, 108, 105, 98, 100, 102, 118, 118, 112, 105],
        ["Toys"] = [65, 65, 72, 80, 78, 78, 76, 80, 85, 105, 180, 290],
        ["Garden"] = [28, 45, 120, 215, 235, 185, 150, 125, 88, 55, 32, 40],
        ["Beauty"] = [92, 102, 98, 98, 108, 104, 102, 98, 96, 98, 115, 150],
    };

    private static readonly Promotion[] Promotions =
    [
        new(new(2024, 4, 11), new(2024, 4, 24), "Garden", 15, 150),
        new(new(2024, 7, 15), new(2024, 7, 28), "Clothing", 30, 190),
        new(new(2024, 8, 19), new(2024, 8, 31), "Toys", 10, 130),
        new(new(2024, 11, 25), new(2024, 12, 1), "Electronics", 20, 210),
        new(new(2024, 11, 29), new(2024, 11, 30), null, 15, 160),
        new(new(2024, 12, 27), new(2024, 12, 31), "Household", 20, 140),
        new(new(2025, 4, 10), new(2025, 4, 23), "Garden", 15, 150),
        new(new(2025, 5, 5), new(2025, 5, 10), "Beauty", 20, 170),
        new(new(2025, 7, 14), new(2025, 7, 27), "Clothing", 30, 190),
        new(new(2025, 8, 18), new(2025, 8, 30), "Toys", 10, 130),
        new(new(2025, 11, 24), new(2025, 11, 30), "Electronics", 25, 220),
        new(new(2025, 11, 28), new(2025, 11, 29), null, 15, 160),
        new(new(2025, 12, 27), new(2025, 12, 31), "Household", 20, 140),
    ];

    /// <summary>Orders in the shops on a day, percent of usual; growth is four percent a year.</summary>
    public static int ShopPercent(DateOnly day) => Closed(day)
        ? 0
        : MonthPercent[day.Month - 1] * ShopWeekdayPercent[Weekday(day)] / 100 * (10_000 + DaysIn(day) * 400 / 365) / 10_000 * Crowd(day) / 100;

    /// <summary>Orders on the web on a day, percent of usual; growth is thirty percent a year.</summary>
    public static int WebPercent(DateOnly day) =>
        MonthPercent[day.Month - 1] * WebWeekdayPercent[Weekday(day)] / 100 * (10_000 + DaysIn(day) * 3000 / 365) / 10_000 * Crowd(day) / 100;

    /// <summary>How well a category sells on a day, percent of usual.</summary>
    public static int CategoryPercent(DateOnly day, string category)
    {
        var uplift = Promotions.Where(p => p.Runs(day) && p.Category == category).Select(p => p.UpliftPercent).DefaultIfEmpty(100).Max();
        return CategoryMonthPercent[category][day.Month - 1] * uplift / 100;
    }

    /// <summary>Percent off in a promotion on a day; 0 when there is none.</summary>
    public static int PromotionPercentOff(DateOnly day, string category) => Promotions
        .Where(p => p.Runs(day) && (p.Category is null || p.Category == category)).Select(p => p.PercentOff).DefaultIfEmpty(0).Max();

    /// <summary>Whether the shops stay shut all day: Sundays and the holidays that all regions share.</summary>
    private static bool Closed(DateOnly day) =>
        day.DayOfWeek == DayOfWeek.Sunday || (day.Month, day.Day) is (1, 1) or (5, 1) or (10, 3) or (12, 25) or (12, 26);

    // A promotion on everything fills the shops; the two weeks before Christmas do too, and the days after are quiet.
    private static int Crowd(DateOnly day)
    {
        if (Promotions.Any(p => p.Category is null && p.Runs(day)))
            return 165;
        return (day.Month, day.Day) switch
        {
            (12, >= 10 and <= 23) => 130,
            (12, 24) => 70,
            (12, >= 27) => 85,
            _ => 100,
        };
    }

    private static int DaysIn(DateOnly day) => day.DayNumber - RetailData.FirstDay.DayNumber;

    private static int Weekday(DateOnly day) => ((int)day.DayOfWeek + 6) % 7;

    private sealed record Promotion(DateOnly From, DateOnly To, string? Category, int PercentOff, int UpliftPercent)
    {
        public bool Runs(DateOnly day) => day >= From && day <= To;
    }
}
