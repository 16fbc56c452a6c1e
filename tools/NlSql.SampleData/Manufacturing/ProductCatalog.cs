using System.Globalization;

namespace NlSql.SampleData.Manufacturing;

// UnitCost: cents in 2025. CycleTime: hundredths of a second for one unit at ideal speed. Demand: how often it is ordered against others.
internal sealed record Product(
    string Id, string Name, string Family, string Material, string MachineType, long UnitCost, int CycleTime, DateOnly IntroducedOn, int Demand)
{
    public static readonly string[] Header =
        ["product_id", "product_name", "family", "material", "unit_cost", "cycle_seconds", "introduced_on"];

    public string[] ToRow() =>
    [
        Id, Name, Family, Material, ManufacturingData.Hundredths(UnitCost), ManufacturingData.Hundredths(CycleTime), ManufacturingData.Day(IntroducedOn),
    ];

    /// <summary>Cents on a day: material was four percent cheaper before 2025.</summary>
    public long CostOn(DateOnly day) => day.Year < 2025 ? UnitCost * 96 / 100 : UnitCost;
}

/// <summary>The parts and pumps that are made, by family.</summary>
internal static class ProductCatalog
{
    private static readonly (string Family, string MachineType, string Items)[] Families =
    [
        ("Housings", "IMM", "Compact Housing:Polypropylene:240:2850|Flange Housing:Polyamide:385:3600|Filter Housing:Polypropylene:310:3150"),
        ("Impellers", "IMM", "Closed Impeller:Polyamide:215:2400|Open Impeller:Polyamide:190:2250|Vortex Impeller:Polyamide:265:2700"),
        ("Shafts", "CNC", "Short Shaft:Stainless Steel:980:18000|Long Shaft:Stainless Steel:1460:24000|Splined Shaft:Stainless Steel:1890:30000"),
        ("Manifolds", "CNC", "Twin Manifold:Aluminium:2150:27000|Quad Manifold:Aluminium:3680:39000|Bypass Manifold:Aluminium:2790:31500"),
        ("Brackets", "PRS", "Wall Bracket:Sheet Steel:85:900|Motor Bracket:Sheet Steel:125:1050|Pipe Clip:Sheet Steel:32:600|Cover Plate:Sheet Steel:64:750"),
        ("Pumps", "ASM", "Garden Pump:Mixed:3450:9000|Cellar Pump:Mixed:4290:10500|Circulation Pump:Mixed:5980:13500"),
        ("Valves", "ASM", "Check Valve:Mixed:1120:6000|Ball Valve:Mixed:940:5400|Relief Valve:Mixed:1680:7200"),
    ];

    public static Product[] Create(Chance chance)
    {
        var products = new List<Product>();
        foreach (var (family, machineType, items) in Families)
        {
            foreach (var item in items.Split('|'))
            {
                var parts = item.Split(':');
                products.Add(new Product(
                    $"P{products.Count + 1:00}",
                    parts[0],
                    family,
                    parts[1],
                    machineType,
                    Whole(parts[2]) * chance.Between(97, 103) / 100,
                    Whole(parts[3]),
                    new DateOnly(2012, 2, 1).AddDays(chance.Below(4000)),
                    chance.Between(60, 140)));
            }
        }

        return [.. products];
    }

    private static int Whole(string digits) => int.Parse(digits, CultureInfo.InvariantCulture);
}
