using System.Globalization;

namespace NlSql.SampleData.Manufacturing;

/// <summary>
/// Two years of a maker of pump parts: three plants, 17 machines, 22 products, about a hundred people. What there is to find in it: a mill
/// that wears out in the autumn of 2025, a line that starts in March 2025, a bad lot of polyamide in June 2025, quicker changeovers since
/// May 2025, a summer without production, and a port that was closed in February 2025.
/// </summary>
internal static class ManufacturingData
{
    public const ulong DefaultSeed = 20250310;

    public static readonly DateOnly FirstDay = new(2024, 1, 1);
    public static readonly DateOnly LastDay = new(2025, 12, 31);

    public static IReadOnlyList<SampleTable> Generate(ulong seed)
    {
        // Each table has chance of its own: another wage does not move the scrap.
        var products = ProductCatalog.Create(new Chance(seed ^ 1));
        var employees = Workforce.Create(new Chance(seed ^ 2));
        var orders = new OrderBook(new Chance(seed ^ 3), products);
        var stops = new StopLog(new Chance(seed ^ 4), employees);
        var runs = new ShopFloor(new Chance(seed ^ 5), employees, orders, stops).Run();
        var stock = new StockHistory(new Chance(seed ^ 6), products, runs).Create();
        return
        [
            new("production", ShiftRun.Header, [.. runs.Select(r => r.ToRow())]),
            new("downtime", StopLog.Header, stops.Rows),
            new("orders", WorkOrder.Header, [.. orders.All.Select(o => o.ToRow())]),
            new("stock", StockHistory.Header, stock),
            new("machines", Machine.Header, [.. MachinePark.All.Select(m => m.ToRow())]),
            new("products", Product.Header, [.. products.Select(p => p.ToRow())]),
            new("employees", Employee.Header, [.. employees.Select(e => e.ToRow())]),
        ];
    }

    /// <summary>Hundredths as a number with two decimals.</summary>
    public static string Hundredths(long value) => string.Create(CultureInfo.InvariantCulture, $"{value / 100}.{value % 100:00}");

    public static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    public static string Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";
}
