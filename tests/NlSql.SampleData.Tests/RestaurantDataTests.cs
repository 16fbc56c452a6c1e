using System.Globalization;
using NlSql.SampleData.Restaurant;
using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Reading;
using NlSql.Testing;

namespace NlSql.SampleData.Tests;

/// <summary>The committed files are what the generator makes, and make sense together.</summary>
public sealed class RestaurantDataTests
{
    private static readonly Dictionary<string, SampleTable> Tables = RestaurantData.Generate(RestaurantData.DefaultSeed).ToDictionary(t => t.Name);

    private static readonly ModelDefinition Model =
        PluginReader.Read(PluginSource.FromFolder(Path.Combine(RepositoryFolder.Root, "plugins", "restaurant"))).Model!;

    [Fact]
    public void Files_Regenerated_AreTheCommittedOnesByteForByte()
    {
        foreach (var (name, bytes) in SampleFiles.Of(Tables.Values))
        {
            var committed = File.ReadAllBytes(Path.Combine(RepositoryFolder.Root, "sample_data", "restaurant", name));
            Assert.True(committed.AsSpan().SequenceEqual(bytes), $"{name} differs. Run: dotnet run --project tools/NlSql.SampleData -- sample_data");
        }
    }

    [Fact]
    public void Headers_OfAllTables_AreTheColumnsOfThePlugin()
    {
        Assert.Equal(Tables.Keys.Order(StringComparer.Ordinal), Model.Tables.Select(t => t.Name).Order(StringComparer.Ordinal));
        foreach (var table in Model.Tables)
            Assert.Equal(table.Columns.Select(c => c.Name), Tables[table.Name].Header);
    }

    [Fact]
    public void Values_OfCodedColumns_AreThoseOfThePlugin()
    {
        foreach (var table in Model.Tables)
        {
            foreach (var column in table.Columns.Where(c => c.Values.Count > 0))
            {
                var used = Column(table.Name, column.Name).Where(v => v.Length > 0).Distinct().Order(StringComparer.Ordinal);
                Assert.Equal(column.Values.Select(v => v.Value).Order(StringComparer.Ordinal), used);
            }
        }
    }

    [Fact]
    public void Lines_Span_AreTwoYearsToTheLastDayOf2025()
    {
        var moments = Column("order_items", "ordered_at");

        Assert.InRange(moments.Count, 10_000, 40_000);
        Assert.StartsWith("2024-01-0", moments.Min(StringComparer.Ordinal), StringComparison.Ordinal);
        Assert.StartsWith("2025-12-31", moments.Max(StringComparer.Ordinal), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("order_items", "order_id", "orders")]
    [InlineData("order_items", "item_id", "menu_items")]
    [InlineData("orders", "restaurant_id", "restaurants")]
    [InlineData("reservations", "restaurant_id", "restaurants")]
    public void Keys_OfOneTable_AreAllInTheOtherOnce(string table, string key, string other)
    {
        var known = Column(other, key);

        Assert.Distinct(known);
        Assert.Equal(known.Order(StringComparer.Ordinal), Column(table, key).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Bills_Amounts_AreTheSumsOfTheirLines()
    {
        var paid = SumByBill(Numbers("order_items", "line_amount"));
        var gross = SumByBill(Numbers("order_items", "quantity").Zip(Numbers("order_items", "unit_price"), (n, price) => n * price));
        var bills = Column("orders", "order_id").Zip(Numbers("orders", "gross_amount"), Numbers("orders", "bill_amount"));
        var reductions = Numbers("orders", "discount_amount").Zip(Numbers("orders", "comp_amount"), (discount, comp) => discount + comp);

        Assert.All(bills.Zip(reductions), row =>
        {
            var ((id, grossAmount, billAmount), reduction) = row;
            Assert.Equal((gross[id], paid[id]), (grossAmount, billAmount));
            Assert.Equal(grossAmount - reduction, billAmount);
        });
    }

    [Fact]
    public void Lines_Moments_LieWithinTheirBills()
    {
        var opened = Column("orders", "order_id").Zip(Column("orders", "opened_at")).ToDictionary();
        var closed = Column("orders", "order_id").Zip(Column("orders", "closed_at")).ToDictionary();

        // On one day, so that a bill and its lines fall into the same period.
        Assert.All(opened, bill => Assert.Equal(bill.Value[..10], closed[bill.Key][..10]));
        Assert.All(Column("order_items", "order_id").Zip(Column("order_items", "ordered_at")), line =>
        {
            Assert.True(string.CompareOrdinal(opened[line.First], line.Second) <= 0, line.First);
            Assert.True(string.CompareOrdinal(line.Second, closed[line.First]) <= 0, line.First);
        });
    }

    [Fact]
    public void Lines_Dishes_WereOnTheMenuThatDay()
    {
        var menu = Column("menu_items", "item_id").Zip(Column("menu_items", "added_on"), Column("menu_items", "removed_on")).ToDictionary(d => d.First);
        var names = Column("menu_items", "item_id").Zip(Column("menu_items", "item_name")).ToDictionary();

        Assert.All(Column("order_items", "item_id").Zip(Column("order_items", "ordered_at"), Column("order_items", "item")), line =>
        {
            var (id, moment, name) = line;
            Assert.Equal(names[id], name);
            Assert.True(string.CompareOrdinal(menu[id].Second, moment[..10]) <= 0, name);
            Assert.True(menu[id].Third.Length == 0 || string.CompareOrdinal(moment[..10], menu[id].Third) < 0, name);
        });
    }

    [Fact]
    public void Bills_Guests_AreThereWhenEatenInOnly()
    {
        var rows = Column("orders", "service_type").Zip(Column("orders", "guest_count"), Column("orders", "table_seats")).Zip(Column("orders", "server"));

        Assert.All(rows, row =>
        {
            var ((service, guests, seats), server) = row;
            Assert.Equal(service == "DIN", guests.Length > 0);
            Assert.Equal(service == "DIN", server.Length > 0);
            if (service == "DIN")
                Assert.True(int.Parse(guests, CultureInfo.InvariantCulture) <= int.Parse(seats, CultureInfo.InvariantCulture));
        });
    }

    [Fact]
    public void Reservations_Moments_AreAfterTheyWereMadeAndWhenTheHouseIsOpen()
    {
        var houses = RestaurantGroup.All.ToDictionary(h => h.Id);

        Assert.All(Column("reservations", "booked_at").Zip(Column("reservations", "reserved_for"), Column("reservations", "restaurant_id")), row =>
        {
            Assert.True(string.CompareOrdinal(row.First, row.Second) < 0);
            Assert.True(houses[row.Third].IsOpen(DateOnly.Parse(row.Second.AsSpan(0, 10), CultureInfo.InvariantCulture)), row.Second);
        });
    }

    [Fact]
    public void Values_OfDifferentColumns_DoNotMeet()
    {
        // A value that stands in two columns would make "in X" ambiguous; the name of a dish is meant to be on the bill as well.
        var seen = new Dictionary<string, string>();
        foreach (var table in Tables.Values)
        {
            foreach (var column in table.Header.Where(c => !c.EndsWith("_id", StringComparison.Ordinal) && c != "item"))
            {
                foreach (var value in Column(table.Name, column).Distinct().Where(v => v.Any(char.IsLetter) && v is not ("true" or "false")))
                    Assert.True(seen.TryAdd(value, $"{table.Name}.{column}"), $"'{value}' is in {seen.GetValueOrDefault(value)} and {table.Name}.{column}");
            }
        }
    }

    [Fact]
    public void Bills_Delivery_GrowsFromYearToYear()
    {
        var shares = Column("orders", "opened_at").Zip(Column("orders", "service_type")).GroupBy(b => b.First[..4])
            .ToDictionary(y => y.Key, y => 100 * y.Count(b => b.Second == "DLV") / y.Count());

        Assert.True(shares["2025"] > shares["2024"] * 3 / 2, $"{shares["2024"]} % in 2024, {shares["2025"]} % in 2025");
    }

    [Fact]
    public void Lines_CostOfSteak_RisesFasterThanItsPrice()
    {
        var lines = Column("order_items", "ordered_at").Zip(Numbers("order_items", "line_amount"), Numbers("order_items", "cost_amount"))
            .Zip(Column("order_items", "item")).Where(l => l.Second == "Rump Steak").Select(l => l.First).ToList();

        Assert.True(Rate("2025-12") > Rate("2024-12") + 0.1m, $"{Rate("2024-12")} → {Rate("2025-12")}");

        decimal Rate(string month)
        {
            var inMonth = lines.Where(l => l.First.StartsWith(month, StringComparison.Ordinal)).ToList();
            return inMonth.Sum(l => l.Third) / inMonth.Sum(l => l.Second);
        }
    }

    private static Dictionary<string, decimal> SumByBill(IEnumerable<decimal> amounts) =>
        Column("order_items", "order_id").Zip(amounts).GroupBy(l => l.First).ToDictionary(g => g.Key, g => g.Sum(l => l.Second));

    private static List<string> Column(string table, string column)
    {
        var at = Array.IndexOf(Tables[table].Header, column);
        return [.. Tables[table].Rows.Select(r => r[at])];
    }

    private static List<decimal> Numbers(string table, string column) => [.. Column(table, column).Select(v => decimal.Parse(v, CultureInfo.InvariantCulture))];
}
