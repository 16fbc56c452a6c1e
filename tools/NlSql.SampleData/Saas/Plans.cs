namespace NlSql.SampleData.Saas;

internal sealed record Plan(string Name, int MinSeats, int MaxSeats, int SeatPrice, int RaisedSeatPrice, int ChurnPerMille, int GrowthPerMille);

/// <summary>The price list. Cents for each seat and month.</summary>
internal static class Plans
{
    /// <summary>Team and Professional became dearer on this day; those who pay by the year felt it when they renewed.</summary>
    public static readonly DateOnly PriceRise = new(2025, 3, 1);

    public static readonly Plan Solo = new("Solo", 1, 1, 1900, 1900, 125, 0);
    public static readonly Plan Starter = new("Starter", 2, 6, 1500, 1500, 30, 30);
    public static readonly Plan Team = new("Team", 5, 24, 2400, 2900, 18, 55);
    public static readonly Plan Professional = new("Professional", 15, 75, 3800, 4200, 12, 62);
    public static readonly Plan Enterprise = new("Enterprise", 60, 190, 5200, 5200, 6, 58);

    /// <summary>The plan for one person, sold from April to December 2024: many came, few stayed.</summary>
    public static bool SoloIsSold(DateOnly day) => day >= new DateOnly(2024, 4, 1) && day <= new DateOnly(2024, 12, 31);

    public static Plan Pick(Chance chance, Account account, DateOnly day)
    {
        int[] weights = account.SizeBand switch
        {
            "Micro" => [SoloIsSold(day) ? 170 : 0, 80, 20, 0, 0],
            "Small" => [SoloIsSold(day) ? 14 : 0, 38, 54, 8, 0],
            "Mid-market" => [0, 4, 42, 48, 6],
            _ => [0, 0, 12, 50, 38],
        };
        return ((Plan[])[Solo, Starter, Team, Professional, Enterprise])[chance.Weighted(weights)];
    }
}
