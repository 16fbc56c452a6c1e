using System.Globalization;

namespace NlSql.SampleData.Restaurant;

/// <summary>Who reserved, and who came. Names are invented; numbers and addresses lead nowhere.</summary>
internal sealed class ReservationBook(Chance chance)
{
    public static readonly string[] Header =
    [
        "reservation_id", "reserved_for", "booked_at", "party_size", "booking_channel", "status", "deposit_paid", "occasion", "dietary_need",
        "guest_name", "guest_phone", "guest_email", "restaurant_id",
    ];

    private static readonly string[] FirstNames =
        ("Adele Bastian Celine Daniel Edith Fabian Gesa Holger Ilka Jannis Kirsten Linus Marlene Nora Ole Pia Ralf Sophie Till Ursula Valentin "
        + "Wencke Aylin Boris Canan Dario Elif Farid Gloria Hakan Ines Jamal Kamila Leyla Mirko Nadia Omar Paula Rafael Samira").Split(' ');

    private static readonly string[] LastNames =
        ("Ackermann Bergmann Cramer Dreyer Eggers Fuchs Gebhardt Hagen Imhoff Jaeger Kessler Langer Menzel Nagel Oppermann Pape Rademacher Seidel "
        + "Trautmann Uhlig Volkmann Wessel Zimmer Aydin Bianchi Celik Dimitrov Esposito Ferrari Georgiou Haddad Ivanova Jovanovic Kowal Lopez").Split(' ');

    // Numbers that the German regulator keeps free for films: Berlin, Hamburg and Cologne, a thousand each.
    private static readonly string[] PhonePrefixes = ["+49 30 23125", "+49 40 66969", "+49 221 4710"];

    private static readonly string[] Channels = ["TEL", "WEB", "APP"];
    private static readonly string[] Occasions = ["", "Birthday", "Anniversary", "Business meal", "Christmas party"];
    private static readonly string[] Needs = ["", "Vegan", "Gluten-free", "Lactose-free", "Nut allergy"];

    private readonly List<string[]> rows = [];

    public IReadOnlyList<string[]> Create()
    {
        for (var day = RestaurantData.FirstDay; day <= RestaurantData.LastDay; day = day.AddDays(1))
        {
            List<(int Minute, int House)> tables = [];
            for (var at = 0; at < RestaurantGroup.All.Length; at++)
            {
                // About half of the parties reserve.
                var expected = Demand.Bills(RestaurantGroup.All[at], day) * 52 / 100;
                for (var left = (expected / 100) + (chance.Below(100) < expected % 100 ? 1 : 0); left > 0; left--)
                    tables.Add((chance.Happens(250) ? 720 + (chance.Below(5) * 15) : 1080 + (chance.Below(11) * 15), at));
            }

            foreach (var (minute, house) in tables.Order())
                Add(RestaurantGroup.All[house], day, minute);
        }

        return rows;
    }

    private void Add(House house, DateOnly day, int minute)
    {
        var months = ((day.Year - 2024) * 12) + day.Month;
        var channel = chance.Weighted([46 - months, 38, 6 + months]);
        var party = chance.Weighted(Demand.PartyWeights(day)) + 1;
        // The Tram Depot asks for a deposit on its web tables since June 2025.
        var deposit = house.Id == "R2" && day >= new DateOnly(2025, 6, 1) && channel != 0 && chance.Happens(850);
        var (name, phone, email) = Guest();
        var start = day.ToDateTime(new TimeOnly(minute / 60, minute % 60));
        rows.Add(
        [
            $"T{rows.Count + 10_001}", CellText.Moment(start), CellText.Moment(start.AddDays(-DaysAhead(day)).AddMinutes(-chance.Between(30, 480))),
            CellText.Whole(party), Channels[channel], Status(house, day, channel, deposit), CellText.Truth(deposit), Occasion(day, party),
            Needs[chance.Weighted([82, 8, 5, 3, 2])], name, phone, email, house.Id,
        ]);
    }

    private int DaysAhead(DateOnly day) => Demand.IsPartySeason(day) ? chance.Between(3, 60) : chance.Weighted([30, 18, 12, 9, 7, 6, 6, 4, 3, 3, 2]);

    // Who reserved on the web stays away more often than who telephoned; who paid a deposit hardly ever.
    private string Status(House house, DateOnly day, int channel, bool deposit)
    {
        if (chance.Happens(95))
            return "Cancelled";
        var perMille = deposit ? 15 : channel switch { 0 => 45, 1 => 120, _ => 105 };
        if (house.Id is "R2" or "R1" && !deposit)
            perMille += 35;
        if (day.DayOfWeek is DayOfWeek.Friday or DayOfWeek.Saturday)
            perMille = perMille * 13 / 10;
        return chance.Happens(perMille) ? "No-show" : "Seated";
    }

    private string Occasion(DateOnly day, int party)
    {
        if (Demand.IsPartySeason(day) && party >= 4)
            return Occasions[chance.Weighted([40, 8, 2, 10, 40])];
        return Occasions[chance.Weighted([74, 13, 5, 8, 0])];
    }

    private (string Name, string Phone, string Email) Guest()
    {
        var (first, last) = (FirstNames[chance.Below(FirstNames.Length)], LastNames[chance.Below(LastNames.Length)]);
        var number = chance.Below(3000);
        return (
            $"{first} {last}",
            $"{PhonePrefixes[number % 3]} {(number / 3).ToString("000", CultureInfo.InvariantCulture)}",
            string.Create(CultureInfo.InvariantCulture, $"{first}.{last}.{number}@mail.example").ToLowerInvariant());
    }
}
