namespace NlSql.SampleData.Saas;

internal sealed record Industry(string Name, int Weight, int ChurnPercent, string[] Trades);

/// <summary>Who tries the software when, and who buys it.</summary>
internal static class Market
{
    /// <summary>The industry whose firms leave most: its business is seasonal, its margins thin.</summary>
    public const string Hospitality = "Hospitality";

    public static readonly Industry[] Industries =
    [
        new("Information Technology", 20, 85, "Systems Software Labs Cloud Analytics Networks Digital Data Apps Robotics".Split(' ')),
        new("Manufacturing", 16, 70, "Works Tools Plastics Metals Castings Motors Glass Ceramics Machines Paper".Split(' ')),
        new("Consulting", 13, 100, "Advisors Partners Strategy Associates Audit Legal Tax Counsel Research Insight".Split(' ')),
        new(Hospitality, 12, 260, "Hotels Kitchens Cafes Resorts Catering Inns Lodges Bistros Bakeries Bars".Split(' ')),
        new("Health Care", 11, 65, "Clinics Dental Pharma Care Medical Optics Therapy Diagnostics Hospitals Wellness".Split(' ')),
        new("Financial Services", 10, 75, "Capital Credit Insurance Leasing Payments Finance Brokers Assets Funds Trust".Split(' ')),
        new("Logistics", 10, 100, "Freight Transport Shipping Parcels Storage Fleet Express Cargo Haulage Delivery".Split(' ')),
        new("Education", 8, 90, "Academy School Learning Training College Courses Tutors Campus Books Seminars".Split(' ')),
    ];

    public static readonly (string Name, int ConversionPerMille)[] Channels =
    [
        ("Organic search", 300), ("Paid ads", 185), ("Referral", 430), ("Reseller", 470), ("Trade fair", 340), ("Outbound", 260),
    ];

    public static readonly string[] SizeBands = ["Micro", "Small", "Mid-market", "Large"];

    public static readonly string[] Countries =
        ["Germany", "Austria", "Switzerland", "Netherlands", "France", "United Kingdom", "Sweden", "Spain"];

    public static readonly string[] CreditRatings = ["CR1", "CR2", "CR3", "CR4"];

    // Budgets are decided in spring and autumn; nobody starts anything in August or before Christmas.
    private static readonly int[] MonthPercent = [108, 104, 112, 100, 98, 94, 78, 70, 118, 120, 108, 74];

    // Monday first.
    private static readonly int[] WeekdayPercent = [118, 132, 128, 122, 104, 44, 52];

    /// <summary>Trials begun on a day, in thousandths: 33 a month at first, two and a half times that in the end, a fifth more while Solo lures.</summary>
    public static int SignupsPerMille(DateOnly day)
    {
        var growth = 1_100 + ((day.DayNumber - SaasData.FirstDay.DayNumber) * 1_650 / 1461);
        return growth * MonthPercent[day.Month - 1] / 100 * WeekdayPercent[((int)day.DayOfWeek + 6) % 7] / 100 * (Plans.SoloIsSold(day) ? 122 : 100) / 100;
    }

    public static int[] SizeWeights(DateOnly day) => Plans.SoloIsSold(day) ? [50, 30, 14, 6] : [30, 38, 23, 9];

    // The firm began at home; the sales team for France, Britain and the rest came in 2024.
    public static int[] CountryWeights(DateOnly day) => day.Year < 2024 ? [52, 16, 14, 10, 4, 2, 1, 1] : [36, 11, 10, 12, 13, 10, 4, 4];

    // More and more advertising; resellers since the middle of 2023.
    public static int[] ChannelWeights(DateOnly day) =>
        [34, 14 + ((day.Year - 2022) * 5), 18, day < new DateOnly(2023, 7, 1) ? 0 : 9, 7, 14];

    /// <summary>How many of a thousand trials become customers.</summary>
    public static int ConversionPerMille(Account account)
    {
        var channel = Channels.First(c => c.Name == account.Channel).ConversionPerMille;
        var size = account.SizeBand switch { "Micro" => Plans.SoloIsSold(account.SignedUpOn) ? 135 : 82, "Small" => 100, "Mid-market" => 118, _ => 108 };
        var price = account.SignedUpOn >= Plans.PriceRise ? 93 : 100;
        return channel * size / 100 * price / 100;
    }
}
