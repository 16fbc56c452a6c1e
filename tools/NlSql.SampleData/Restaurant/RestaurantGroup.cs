namespace NlSql.SampleData.Restaurant;

internal enum ServiceType { DineIn, Takeaway, Delivery }

/// <summary>
/// A restaurant. Bills are those of a usual day, in hundredths; on its day off it stays closed; without a first day of delivery it does not
/// deliver.
/// </summary>
internal sealed record House(
    string Id, string Name, string City, string Concept, int Seats, int TerraceSeats, DateOnly OpenedOn, int Bills, DayOfWeek? DayOff,
    DateOnly? DeliversFrom, string[] Servers)
{
    public static readonly string[] Header = ["restaurant_id", "restaurant_name", "city", "concept", "seats", "terrace_seats", "opened_on"];

    public string[] ToRow() => [Id, Name, City, Concept, CellText.Whole(Seats), CellText.Whole(TerraceSeats), CellText.Day(OpenedOn)];

    public bool IsOpen(DateOnly day) =>
        day >= OpenedOn && day.DayOfWeek != DayOff && (day.Month, day.Day) is not ((1, 1) or (12, 24) or (12, 25));

    /// <summary>How well a young house is known: half at first, all after eight months. Percent.</summary>
    public int Renown(DateOnly day) => Math.Min(100, 50 + ((day.DayNumber - OpenedOn.DayNumber) * 50 / 240));
}

/// <summary>The houses. One opens within the two years; the beer garden never delivers.</summary>
internal static class RestaurantGroup
{
    public static readonly House[] All =
    [
        new("R1", "Harbour Kitchen", "Hamburg", "BRA", 120, 36, new(2014, 4, 12), 205, null, RestaurantData.FirstDay,
            ["Annika L.", "Jonte P.", "Merle S.", "Tarek B.", "Wiebke H."]),
        new("R2", "Tram Depot", "Berlin", "BRA", 140, 24, new(2016, 9, 3), 225, null, RestaurantData.FirstDay,
            ["Ayla D.", "Bruno K.", "Fenja W.", "Milan R.", "Selin Y."]),
        new("R3", "Mill Garden", "Leipzig", "GDN", 80, 160, new(2012, 5, 1), 170, DayOfWeek.Monday, null,
            ["Clemens V.", "Josefine T.", "Ronny G.", "Thea N."]),
        new("R4", "Old Post", "Munich", "BIS", 64, 12, new(2018, 10, 20), 145, DayOfWeek.Tuesday, new DateOnly(2025, 3, 1),
            ["Leopold A.", "Magdalena F.", "Vroni E.", "Xaver Z."]),
        new("R5", "Glass Works", "Frankfurt", "BIS", 76, 20, new(2024, 6, 15), 175, DayOfWeek.Sunday, new DateOnly(2024, 9, 1),
            ["Dilara O.", "Henrik M.", "Ines C.", "Samuel J."]),
    ];
}
