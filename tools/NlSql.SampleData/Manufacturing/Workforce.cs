namespace NlSql.SampleData.Manufacturing;

// HourlyWage: cents. Team: who works in the same shift, 0 to 2.
internal sealed record Employee(
    string Id, string Name, string Email, string Job, string Qualification, string Contract, string Site, DateOnly HiredOn, int HourlyWage, int Team)
{
    public static readonly string[] Header =
        ["employee_id", "employee_name", "email", "job", "qualification", "contract", "crew", "hired_on", "hourly_wage"];

    private static readonly string[] Crews = ["Red Crew", "Blue Crew", "Green Crew"];

    public string[] ToRow() =>
        [Id, Name, Email, Job, Qualification, Contract, Crews[Team], ManufacturingData.Day(HiredOn), ManufacturingData.Hundredths(HourlyWage)];
}

/// <summary>The people of the three plants. Names are invented, addresses lead nowhere.</summary>
internal static class Workforce
{
    public const string Operator = "Machine Operator";
    public const string Inspector = "Quality Inspector";
    public const string Technician = "Maintenance Technician";

    private static readonly string[] FirstNames =
        ("Adela Bruno Celia Dario Edita Fabio Gisela Hugo Irena Joao Karel Lenka Marek Nadja Otakar Paula Radim Sofia Tomas Ursula Vaclav "
        + "Wiebke Xaver Zdenka").Split(' ');

    private static readonly string[] LastNames =
        ("Almeida Berger Cerny Dvorak Esteves Fiala Gerlach Horak Imhof Jelinek Kolar Lopes Moreira Novotny Oliveira Pokorny Rehm Santos "
        + "Teixeira Urban Vesely Wieland Zeman Kratky").Split(' ');

    // Site, operators in a team, inspectors, technicians. A team is larger than the machines that it runs: somebody is always away.
    private static readonly (string Site, int Operators, int Others)[] Sites = [("Kassel", 9, 6), ("Brno", 10, 6), ("Porto", 7, 5)];

    public static Employee[] Create(Chance chance)
    {
        var names = new Queue<(string First, string Last)>(chance.Shuffled(FirstNames.SelectMany(f => LastNames.Select(l => (f, l)))));
        var employees = new List<Employee>();
        foreach (var (site, operators, others) in Sites)
        {
            for (var i = 0; i < operators * 3; i++)
                Add(Operator, site, i % 3, i / 3 >= operators - 2);
            for (var i = 0; i < others; i++)
            {
                Add(Inspector, site, i % 3, false);
                Add(Technician, site, i % 3, false);
            }
        }

        return [.. employees];

        void Add(string job, string site, int team, bool recent)
        {
            var (first, last) = names.Dequeue();
            // Two of each team joined within the two years, and learn.
            var hired = recent ? ManufacturingData.FirstDay.AddDays(chance.Between(30, 560)) : new DateOnly(2004, 2, 2).AddDays(chance.Below(7100));
            var qualification = recent ? "TRN" : job == Operator ? (chance.Happens(220) ? "MST" : "SKL") : (chance.Happens(300) ? "MST" : "SKL");
            var wage = qualification switch { "TRN" => 1680, "SKL" => 2190, _ => 2740 } + (chance.Below(24) * 10);
            employees.Add(new Employee(
                $"E{employees.Count + 1:000}",
                $"{first} {last}",
                $"{first}.{last}@plant.example",
                job,
                qualification,
                recent ? (chance.Happens(500) ? "TMP" : "PRM") : (chance.Happens(80) ? "TMP" : "PRM"),
                site,
                hired,
                wage,
                team));
        }
    }
}
