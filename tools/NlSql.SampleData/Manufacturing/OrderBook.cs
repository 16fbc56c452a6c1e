namespace NlSql.SampleData.Manufacturing;

/// <summary>An order to the shop floor: so many of one product, until a day.</summary>
internal sealed class WorkOrder(string id, Product product, string machineId, string priority, int units, DateOnly releasedOn, DateOnly dueOn)
{
    public static readonly string[] Header =
        ["order_id", "product_id", "machine_id", "priority", "units_ordered", "released_on", "due_on", "finished_on"];

    public string Id => id;

    public Product Product => product;

    public int UnitsMade { get; private set; }

    public bool IsStarted { get; private set; }

    public DateOnly? FinishedOn { get; private set; }

    /// <summary>Adds the good units of a shift; an order that is complete is finished on that day.</summary>
    public void Deliver(int good, DateOnly day)
    {
        IsStarted = true;
        UnitsMade += good;
        if (UnitsMade >= units)
            FinishedOn = day;
    }

    public string[] ToRow() =>
    [
        id, product.Id, machineId, priority, ManufacturingData.Number(units), ManufacturingData.Day(releasedOn), ManufacturingData.Day(dueOn),
        ManufacturingData.Day(FinishedOn),
    ];
}

/// <summary>Releases the next order for a machine.</summary>
internal sealed class OrderBook(Chance chance, Product[] products)
{
    private readonly List<WorkOrder> orders = [];

    public IReadOnlyList<WorkOrder> All => orders;

    /// <summary>The order that a machine takes up on a day, another product than before.</summary>
    public WorkOrder Release(Machine machine, DateOnly day, Product? before)
    {
        var product = Next(machine, before);
        var shifts = chance.Between(3, 9);
        var perShift = 450 * 6000 / product.CycleTime;
        var units = perShift * shifts * 81 / 1000 * 10;
        var rush = chance.Happens(120);
        var days = ((shifts - 1) / machine.Shifts.Length) + (rush ? 0 : chance.Weighted([22, 42, 24, 12]));
        var order = new WorkOrder(
            $"W{orders.Count + 10_001}", product, machine.Id, rush ? "RUSH" : "NORM", units, day.AddDays(-chance.Between(1, 6)), Workdays(day, days));
        orders.Add(order);
        return order;
    }

    private Product Next(Machine machine, Product? before)
    {
        var made = products.Where(p => p.MachineType == machine.Type && p != before).ToArray();
        return made[chance.Weighted([.. made.Select(p => p.Demand)])];
    }

    private static DateOnly Workdays(DateOnly day, int count)
    {
        while (count > 0)
        {
            day = day.AddDays(1);
            if (PlantCalendar.IsWorkday(day))
                count--;
        }

        return day;
    }
}
