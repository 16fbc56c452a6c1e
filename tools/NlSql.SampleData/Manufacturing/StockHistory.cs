namespace NlSql.SampleData.Manufacturing;

/// <summary>What lies in the depots in the evening of each working day: what came from the plants, less what was dispatched.</summary>
internal sealed class StockHistory(Chance chance, Product[] products, IReadOnlyList<ShiftRun> runs)
{
    public static readonly string[] Header = ["stock_date", "product_id", "warehouse", "on_hand", "reorder_level", "stock_value"];

    private static readonly (string Plant, string Warehouse)[] Depots = [("Kassel", "Rhine Depot"), ("Brno", "Danube Depot"), ("Porto", "Atlantic Depot")];

    public IReadOnlyList<string[]> Create()
    {
        var received = runs.GroupBy(r => (r.Order.Product, r.Machine.Plant))
            .ToDictionary(g => g.Key, g => g.GroupBy(r => r.Day).ToDictionary(d => d.Key, d => d.Sum(r => r.Good)));
        var levels = products.SelectMany(p => Depots.Where(d => received.ContainsKey((p, d.Plant))).Select(d => new Level(p, d.Warehouse, received[(p, d.Plant)]))).ToList();
        var rows = new List<string[]>();
        for (var day = ManufacturingData.FirstDay; day <= ManufacturingData.LastDay; day = day.AddDays(1))
        {
            foreach (var level in levels.Where(l => l.FirstDay <= day || l.IsOld))
            {
                level.OnHand += level.Received.GetValueOrDefault(day);
                if (!PlantCalendar.IsWorkday(day))
                    continue;
                level.OnHand -= Math.Min(level.OnHand, Dispatched(level, day));
                rows.Add(
                [
                    ManufacturingData.Day(day), level.Product.Id, level.Warehouse, ManufacturingData.Number(level.OnHand),
                    ManufacturingData.Number(level.ReorderLevel), ManufacturingData.Hundredths(level.Product.CostOn(day) * level.OnHand),
                ]);
            }
        }

        return rows;
    }

    // Full depots dispatch more, empty ones keep something back.
    private int Dispatched(Level level, DateOnly day)
    {
        var percent = level.OnHand > level.DailyDemand * 36 ? 135 : level.OnHand < level.DailyDemand * 9 ? 60 : 100;
        return level.DailyDemand * PlantCalendar.DemandPercent(day) / 100 * percent / 100 * chance.Between(55, 145) / 100;
    }

    private sealed class Level
    {
        public Level(Product product, string warehouse, Dictionary<DateOnly, int> received)
        {
            (Product, Warehouse, Received, FirstDay) = (product, warehouse, received, received.Keys.Min());
            var days = Enumerable.Range(0, ManufacturingData.LastDay.DayNumber - FirstDay.DayNumber + 1).Count(d => PlantCalendar.IsWorkday(FirstDay.AddDays(d)));
            DailyDemand = Math.Max(1, received.Values.Sum() / days);
            ReorderLevel = ((DailyDemand * 14) + 9) / 10 * 10;
            OnHand = IsOld ? DailyDemand * 20 : 0;
        }

        public Product Product { get; }

        public string Warehouse { get; }

        public Dictionary<DateOnly, int> Received { get; }

        public DateOnly FirstDay { get; }

        public int DailyDemand { get; }

        public int ReorderLevel { get; }

        public int OnHand { get; set; }

        /// <summary>Made since before the data begins.</summary>
        public bool IsOld => FirstDay.Year == 2024;
    }
}
