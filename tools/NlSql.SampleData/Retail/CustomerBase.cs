using System.Globalization;
using System.Text;

namespace NlSql.SampleData.Retail;

internal sealed record Customer(
    string Id, string Name, string Email, string Phone, string Town, string Segment, string Tier, DateOnly SignupDate, bool Newsletter,
    int HomeStore, int Activity)
{
    public static readonly string[] Header =
        ["customer_id", "customer_name", "email", "phone", "town", "segment", "loyalty_tier", "signup_date", "newsletter"];

    public string[] ToRow() =>
        [Id, Name, Email, Phone, Town, Segment, Tier, CellText.Day(SignupDate), CellText.Truth(Newsletter)];
}

/// <summary>The known customers in the order in which they joined. Names are invented, addresses lead nowhere.</summary>
internal static class CustomerBase
{
    private const int Count = 2000;

    private static readonly string[] FirstNames =
        ("Anna Ben Clara David Elena Felix Greta Hannes Ida Jonas Katja Lukas Mara Nico Olga Paul Rosa Simon Tilda Uwe Vera Willi Xenia "
        + "Yannick Zoe Anton Bela Carla Dora Emil Frieda Georg Hedda Ivan Julia Karl Lena Moritz Nele Oskar Petra Quentin Ruth Stefan Thea "
        + "Ulrike Viktor Wanda Yara Zeno Amira Bogdan Cem Defne Eren Fatima Goran Hana Ismail Jelena").Split(' ');

    private static readonly string[] LastNames =
        ("Abel Bauer Claussen Dietrich Ebert Fischer Graf Hartmann Iversen Jansen Keller Lorenz Maurer Neumann Ostermann Peters Quandt "
        + "Richter Schuster Thomsen Ulrich Vogel Wagner Yilmaz Ziegler Albrecht Brandt Conrad Dressler Engel Falk Gruber Hoffmann Ismer Jung "
        + "Kowalski Lindner Moser Nowak Otto Pohl Reuter Sommerfeld Tietz Unger Voss Winkler Zander Arslan Beck Demir Ernst Friedrich Gerlach "
        + "Horn Jakobs Kaya Lang Mertens Novak").Split(' ');

    private static readonly string[] Trades = ["Catering", "Interiors", "Events", "Consulting", "Hotels", "Nurseries", "Studios", "Logistics"];

    private static readonly string[] Segments = ["Single", "Family", "Student", "Business"];

    // Numbers that the German regulator keeps free for films: Berlin, Hamburg and Cologne, a thousand each.
    private static readonly string[] PhonePrefixes = ["+49 30 23125", "+49 40 66969", "+49 221 4710"];

    public static Customer[] Create(Chance chance, Store[] stores)
    {
        var people = new Queue<(string First, string Last)>(chance.Shuffled(FirstNames.SelectMany(f => LastNames.Select(l => (f, l)))));
        var firms = new Queue<string>(chance.Shuffled(LastNames.SelectMany(l => Trades.Select(t => $"{l} {t} GmbH"))));
        var weights = stores.Select(s => s.Weight).ToArray();
        var days = SignupDays(chance);
        var customers = new Customer[Count];
        for (var i = 0; i < Count; i++)
        {
            var segment = Segments[chance.Weighted([34, 42, 15, 9])];
            var home = chance.Weighted(weights);
            // Never, rarely, now and then, often, all the time.
            var activity = chance.Weighted([4, 46, 32, 14, 4]);
            var tier = activity switch { 4 => "Gold", 3 => chance.Happens(250) ? "Gold" : "Silver", 2 when chance.Happens(300) => "Silver", _ => "Bronze" };
            string name, email;
            if (segment == "Business")
            {
                name = firms.Dequeue();
                email = $"office@{Ascii(name[..name.LastIndexOf(' ')])}.example";
            }
            else
            {
                var (first, last) = people.Dequeue();
                name = $"{first} {last}";
                email = $"{Ascii(first)}.{Ascii(last)}@mail.example";
            }

            customers[i] = new Customer(
                $"C{i + 1:0000}",
                name,
                email,
                string.Create(CultureInfo.InvariantCulture, $"{PhonePrefixes[i % 3]} {i / 3:000}"),
                stores[home].Towns[chance.Weighted([5, 3, 2])],
                segment,
                tier,
                days[i],
                chance.Happens(430),
                home,
                activity switch { 0 => 0, 1 => 2, 2 => 6, 3 => 15, _ => 36 });
        }

        return customers;
    }

    // Half of them joined before the two years, the others within, more of them in the second year.
    private static DateOnly[] SignupDays(Chance chance)
    {
        var days = new DateOnly[Count];
        for (var i = 0; i < Count; i++)
        {
            days[i] = i switch
            {
                < 1050 => new DateOnly(2018, 1, 2).AddDays(chance.Below(2190)),
                < 1460 => RetailData.FirstDay.AddDays(chance.Below(366)),
                _ => new DateOnly(2025, 1, 1).AddDays(chance.Below(365)),
            };
        }

        Array.Sort(days);
        return days;
    }

    private static string Ascii(string name)
    {
        var text = new StringBuilder();
        foreach (var c in name.ToLowerInvariant())
        {
            if (char.IsAsciiLetterOrDigit(c))
                text.Append(c);
            else if (c == ' ')
                text.Append('-');
        }

        return text.ToString();
    }
}
