namespace NlSql.SampleData.Manufacturing;

/// <summary>One machine in one shift.</summary>
internal sealed record ShiftRun(
    string Id, DateOnly Day, char Shift, Machine Machine, WorkOrder Order, string OperatorId, string InspectorId, string MaterialLot,
    int PlannedMinutes, int RunMinutes, int Good, int Scrapped, int Reworked)
{
    public static readonly string[] Header =
    [
        "run_id", "shift_date", "shift", "machine_id", "product_id", "order_id", "operator_id", "inspector_id", "material_lot",
        "planned_minutes", "run_minutes", "ideal_cycle_seconds", "units_good", "units_scrapped", "units_reworked", "scrap_cost",
    ];

    public string[] ToRow() =>
    [
        Id, ManufacturingData.Day(Day), Shift.ToString(), Machine.Id, Order.Product.Id, Order.Id, OperatorId, InspectorId, MaterialLot,
        ManufacturingData.Number(PlannedMinutes), ManufacturingData.Number(RunMinutes), ManufacturingData.Hundredths(Order.Product.CycleTime),
        ManufacturingData.Number(Good), ManufacturingData.Number(Scrapped), ManufacturingData.Number(Reworked),
        ManufacturingData.Hundredths(Order.Product.CostOn(Day) * Scrapped),
    ];
}

/// <summary>Day by day, shift by shift, machine by machine.</summary>
internal sealed class ShopFloor(Chance chance, Employee[] employees, OrderBook orders, StopLog stops)
{
    /// <summary>A shift of eight hours less the break.</summary>
    public const int ShiftMinutes = 450;

    private readonly List<ShiftRun> runs = [];
    private readonly Dictionary<Machine, WorkOrder> current = [];

    public static TimeOnly StartOf(char shift) => new(shift switch { 'E' => 6, 'L' => 14, _ => 22 }, 0);

    public IReadOnlyList<ShiftRun> Run()
    {
        for (var day = ManufacturingData.FirstDay; day <= ManufacturingData.LastDay; day = day.AddDays(1))
        {
            foreach (var shift in "ELN")
            {
                foreach (var plant in MachinePark.All.GroupBy(m => m.Plant))
                    RunShift(day, shift, [.. plant.Where(m => PlantCalendar.IsStaffed(m, day, shift) && !chance.Happens(45))]);
            }
        }

        // What waits to be started when the data ends.
        foreach (var machine in MachinePark.All)
            orders.Release(machine, ManufacturingData.LastDay, current[machine].Product);
        return runs;
    }

    private void RunShift(DateOnly day, char shift, Machine[] machines)
    {
        if (machines.Length == 0)
            return;
        // Teams change shifts every week.
        var team = ((day.DayNumber / 7) + "ELN".IndexOf(shift, StringComparison.Ordinal)) % 3;
        var crew = chance.Shuffled(employees.Where(e => e.Job == Workforce.Operator && e.Site == machines[0].Plant && e.Team == team && e.HiredOn <= day));
        var inspectors = employees.Where(e => e.Job == Workforce.Inspector && e.Site == machines[0].Plant && e.HiredOn <= day).ToArray();
        foreach (var (machine, person) in machines.Zip(crew))
            Add(day, shift, machine, person, inspectors[chance.Below(inspectors.Length)]);
    }

    private void Add(DateOnly day, char shift, Machine machine, Employee person, Employee inspector)
    {
        var before = current.GetValueOrDefault(machine);
        var newOrder = before?.FinishedOn is not null || before is null;
        var order = newOrder ? current[machine] = orders.Release(machine, day, before?.Product) : before!;
        var id = $"R{runs.Count + 1:00000}";
        var (standing, lost) = stops.Draw(id, machine, day, shift, newOrder);
        var planned = ShiftMinutes - standing;
        var running = planned - lost;
        var made = Draw(running * 600_000L * Speed(day, shift, machine, person) / order.Product.CycleTime);
        var scrapped = Math.Min(made, Draw((long)made * ScrapRate(day, shift, machine, person, order.Product, newOrder) * chance.Between(60, 140) / 100));
        var reworked = Math.Min(made - scrapped, Draw((long)made * ScrapRate(day, shift, machine, person, order.Product, false) * chance.Between(40, 110) / 100));
        var run = new ShiftRun(
            id, day, shift, machine, order, person.Id, inspector.Id, $"{LotCode(order.Product)}{PlantCalendar.LotWeek(day)}{machine.Plant[0]}",
            planned, running, made - scrapped, scrapped, reworked);
        runs.Add(run);
        order.Deliver(run.Good, day);
    }

    // Thousandths of the ideal output. Everybody gets a little better over the two years.
    private int Speed(DateOnly day, char shift, Machine machine, Employee person)
    {
        var speed = machine.Speed + (PlantCalendar.DaysSince(ManufacturingData.FirstDay, day) / 40) + chance.Between(-40, 40);
        speed -= shift == 'N' ? 30 : 0;
        speed -= person.Qualification == "TRN" ? 45 : 0;
        speed -= day.DayOfWeek == DayOfWeek.Monday && shift == 'E' ? 35 : 0;
        speed -= machine.Line == MachinePark.NewLine ? 3 * Math.Max(0, 120 - PlantCalendar.DaysSince(machine.CommissionedOn, day)) : 0;
        speed -= machine.Id == MachinePark.WornMachine ? PlantCalendar.DaysSince(PlantCalendar.WearBegins, day) * 12 / 10 : 0;
        return Math.Clamp(speed, 300, 990);
    }

    // Units in a hundred thousand.
    private static int ScrapRate(DateOnly day, char shift, Machine machine, Employee person, Product product, bool firstShift)
    {
        var rate = machine.Type switch { "IMM" => 2100, "CNC" => 1500, "PRS" => 1000, _ => 600 };
        rate = shift == 'N' ? rate * 125 / 100 : rate;
        rate = person.Qualification == "TRN" ? rate * 145 / 100 : rate;
        rate = firstShift ? rate * 150 / 100 : rate;
        if (machine.Line == MachinePark.NewLine)
            rate = rate * (100 + (2 * Math.Max(0, 120 - PlantCalendar.DaysSince(machine.CommissionedOn, day)))) / 100;
        if (machine.Id == MachinePark.WornMachine)
            rate = rate * (100 + (PlantCalendar.DaysSince(PlantCalendar.WearBegins, day) * 3 / 2)) / 100;
        // The bad lot was polyamide; what was made of polypropylene next to it was sound.
        return machine.Line == MachinePark.BadLotLine && product.Material == "Polyamide" && PlantCalendar.IsBadLotWeek(day) ? rate * 8 : rate;
    }

    // Hundreds of thousandths in, units out: the fraction by chance.
    private int Draw(long parts) => (int)(parts / 100_000) + (chance.Below(100_000) < parts % 100_000 ? 1 : 0);

    private static string LotCode(Product product) => product.Material switch
    {
        "Polypropylene" => "PP",
        "Polyamide" => "PA",
        "Stainless Steel" => "SS",
        "Aluminium" => "AL",
        "Sheet Steel" => "ST",
        _ => "MX",
    };
}
