using System.Globalization;
using NlSql.SampleData.Manufacturing;
using NlSql.SemanticModel.Reading;
using NlSql.Testing;

namespace NlSql.SampleData.Tests;

/// <summary>The committed files are what the generator makes, make sense together, and hold the stories that insights are to find.</summary>
public sealed class ManufacturingDataTests
{
    private static readonly Dictionary<string, SampleTable> Tables =
        ManufacturingData.Generate(ManufacturingData.DefaultSeed).ToDictionary(t => t.Name);

    [Fact]
    public void Files_Regenerated_AreTheCommittedOnesByteForByte()
    {
        foreach (var (name, bytes) in SampleFiles.Of(Tables.Values))
        {
            var committed = File.ReadAllBytes(Path.Combine(RepositoryFolder.Root, "sample_data", "manufacturing", name));
            Assert.True(committed.AsSpan().SequenceEqual(bytes), $"{name} differs. Run: dotnet run --project tools/NlSql.SampleData -- sample_data");
        }
    }

    [Fact]
    public void Headers_OfAllTables_AreTheColumnsOfThePlugin()
    {
        var model = PluginReader.Read(PluginSource.FromFolder(Path.Combine(RepositoryFolder.Root, "plugins", "manufacturing"))).Model!;

        Assert.Equal(model.Tables.Select(t => t.Name).Order(), Tables.Keys.Order());
        foreach (var table in model.Tables)
            Assert.Equal(table.Columns.Select(c => c.Name), Tables[table.Name].Header);
    }

    [Theory]
    [InlineData("production", "shift_date")]
    [InlineData("downtime", "started_at")]
    [InlineData("stock", "stock_date")]
    public void Facts_Span_AreTwoYearsToTheLastDayOf2025(string table, string column)
    {
        var days = Column(table, column).Select(d => d[..10]).ToList();

        Assert.InRange(days.Count, 8_000, 30_000);
        Assert.StartsWith("2024-01-02", days.Min(StringComparer.Ordinal), StringComparison.Ordinal);
        Assert.Equal("2025-12-31", days.Max(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("production", "run_id")]
    [InlineData("production", "machine_id,shift_date,shift")]
    [InlineData("downtime", "stop_id")]
    [InlineData("orders", "order_id")]
    [InlineData("stock", "stock_date,product_id,warehouse")]
    [InlineData("machines", "machine_id")]
    [InlineData("machines", "machine_name")]
    [InlineData("products", "product_id")]
    [InlineData("products", "product_name")]
    [InlineData("employees", "employee_id")]
    public void Keys_OfATable_AreUnique(string table, string key)
    {
        var columns = key.Split(',').Select(c => Column(table, c)).ToList();
        var keys = Enumerable.Range(0, columns[0].Count).Select(row => string.Join('|', columns.Select(c => c[row]))).ToList();

        Assert.Equal(keys.Count, keys.Distinct().Count());
        Assert.DoesNotContain("", columns[0]);
    }

    [Theory]
    [InlineData("production.machine_id", "machines.machine_id")]
    [InlineData("production.product_id", "products.product_id")]
    [InlineData("production.order_id", "orders.order_id")]
    [InlineData("production.operator_id", "employees.employee_id")]
    [InlineData("production.inspector_id", "employees.employee_id")]
    [InlineData("downtime.run_id", "production.run_id")]
    [InlineData("downtime.machine_id", "machines.machine_id")]
    [InlineData("downtime.technician_id", "employees.employee_id")]
    [InlineData("orders.product_id", "products.product_id")]
    [InlineData("orders.machine_id", "machines.machine_id")]
    [InlineData("stock.product_id", "products.product_id")]
    public void References_OfATable_LeadToARow(string from, string to)
    {
        var known = Column(to).ToHashSet();

        Assert.DoesNotContain(Column(from), v => v.Length > 0 && !known.Contains(v));
    }

    [Fact]
    public void Production_MinutesLost_AreTheUnplannedStopsOfTheShift()
    {
        var lost = new Dictionary<string, int>();
        var runs = Column("downtime", "run_id");
        var planned = Column("downtime", "planned");
        var minutes = Numbers("downtime", "minutes");
        for (var i = 0; i < runs.Count; i++)
        {
            if (planned[i] == "false")
                lost[runs[i]] = lost.GetValueOrDefault(runs[i]) + (int)minutes[i];
        }

        var ids = Column("production", "run_id");
        var (scheduled, ran) = (Numbers("production", "planned_minutes"), Numbers("production", "run_minutes"));
        for (var i = 0; i < ids.Count; i++)
        {
            Assert.Equal(lost.GetValueOrDefault(ids[i]), scheduled[i] - ran[i]);
            Assert.InRange(ran[i], 30, 450);
        }
    }

    [Fact]
    public void Production_Units_AreNoMoreThanTheIdealCycleAllows()
    {
        var (good, scrapped, reworked) = (Numbers("production", "units_good"), Numbers("production", "units_scrapped"), Numbers("production", "units_reworked"));
        var (ran, cycle) = (Numbers("production", "run_minutes"), Numbers("production", "ideal_cycle_seconds"));

        for (var i = 0; i < good.Count; i++)
        {
            Assert.True((good[i] + scrapped[i] - 1) * cycle[i] <= ran[i] * 60, $"row {i + 1}");
            Assert.True(reworked[i] <= good[i], $"row {i + 1}");
        }
    }

    [Fact]
    public void Production_People_HadBeenHiredAndDoOneThingAtATime()
    {
        var hired = Column("employees", "employee_id").Zip(Column("employees", "hired_on")).ToDictionary();
        var work = Column("production", "operator_id").Zip(Column("production", "shift_date"), Column("production", "shift")).ToList();

        Assert.DoesNotContain(work, w => string.CompareOrdinal(hired[w.First], w.Second) > 0);
        Assert.Equal(work.Count, work.Distinct().Count());
    }

    [Fact]
    public void Orders_Finished_HaveAllTheirUnitsAndOthersHaveNot()
    {
        var made = Column("production", "order_id").Zip(Numbers("production", "units_good")).GroupBy(r => r.First).ToDictionary(g => g.Key, g => g.Sum(r => r.Second));
        var finished = Column("orders", "finished_on");
        var (ids, ordered) = (Column("orders", "order_id"), Numbers("orders", "units_ordered"));

        for (var i = 0; i < ids.Count; i++)
            Assert.Equal(finished[i].Length > 0, made.GetValueOrDefault(ids[i]) >= ordered[i]);
        Assert.InRange(finished.Count(f => f.Length == 0), 17, 40);
    }

    [Fact]
    public void Stock_Levels_AreNeverNegativeAndWorthWhatTheUnitsCost()
    {
        var cost = Column("products", "product_id").Zip(Numbers("products", "unit_cost")).ToDictionary();
        var rows = Column("stock", "stock_date").Zip(Column("stock", "product_id")).Zip(Numbers("stock", "on_hand"), Numbers("stock", "stock_value"));

        foreach (var ((day, product), onHand, value) in rows)
        {
            Assert.True(onHand >= 0);
            if (day.StartsWith("2025", StringComparison.Ordinal))
                Assert.Equal(onHand * cost[product], value);
        }
    }

    [Fact]
    public void Values_OfDifferentColumns_DoNotMeet()
    {
        // A value that stands in two columns would make "in X" ambiguous.
        var seen = new Dictionary<string, string>();
        foreach (var table in Tables.Values)
        {
            foreach (var column in table.Header.Where(c => !c.EndsWith("_id", StringComparison.Ordinal)))
            {
                foreach (var value in Column(table.Name, column).Distinct().Where(v => v.Any(char.IsLetter) && v is not ("true" or "false")))
                    Assert.True(seen.TryAdd(value, $"{table.Name}.{column}"), $"'{value}' is in {seen.GetValueOrDefault(value)} and {table.Name}.{column}");
            }
        }
    }

    [Fact]
    public void Stories_OfTheData_AreThere()
    {
        var failures = Column("downtime", "machine_id").Zip(Column("downtime", "started_at"), Column("downtime", "reason"))
            .Where(s => s is { First: MachinePark.WornMachine, Third: "MEC" or "ELE" or "TOL" }).CountBy(s => s.Second[..7]).ToDictionary();
        var scrap = Column("production", "material_lot").Zip(Numbers("production", "scrap_cost")).GroupBy(r => r.First).ToDictionary(g => g.Key, g => g.Sum(r => r.Second));
        var newLine = MachinePark.All.Where(m => m.Line == MachinePark.NewLine).Select(m => m.Id).ToHashSet();
        var days = Column("production", "shift_date");

        Assert.True(failures["2025-11"] + failures["2025-12"] > 2 * (failures["2025-05"] + failures["2025-06"]));
        Assert.Equal("PA2525B", scrap.MaxBy(s => s.Value).Key);
        Assert.Equal("2025-03-10", days.Zip(Column("production", "machine_id")).Where(r => newLine.Contains(r.Second)).Min(r => r.First));
        Assert.DoesNotContain("2025-08-06", days);
    }

    private static List<string> Column(string name) => Column(name[..name.IndexOf('.', StringComparison.Ordinal)], name[(name.IndexOf('.', StringComparison.Ordinal) + 1)..]);

    private static List<string> Column(string table, string column)
    {
        var at = Array.IndexOf(Tables[table].Header, column);
        return [.. Tables[table].Rows.Select(r => r[at])];
    }

    private static List<decimal> Numbers(string table, string column) => [.. Column(table, column).Select(v => decimal.Parse(v, CultureInfo.InvariantCulture))];
}
