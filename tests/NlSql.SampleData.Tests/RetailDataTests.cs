using System.Globalization;
using System.IO.Compression;
using System.Text;
using NlSql.SampleData.Retail;
using NlSql.SemanticModel.Reading;
using NlSql.Testing;

namespace NlSql.SampleData.Tests;

/// <summary>The committed files are what the generator makes, and make sense together.</summary>
public sealed class RetailDataTests
{
    private static readonly Dictionary<string, SampleTable> Tables = RetailData.Generate(RetailData.DefaultSeed).ToDictionary(t => t.Name);

    [Fact]
    public void Files_Regenerated_AreTheCommittedOnesByteForByte()
    {
        foreach (var (name, bytes) in SampleFiles.Of(Tables.Values))
        {
            var committed = File.ReadAllBytes(Path.Combine(RepositoryFolder.Root, "sample_data", "retail", name));
            Assert.True(committed.AsSpan().SequenceEqual(bytes), $"{name} differs. Run: dotnet run --project tools/NlSql.SampleData -- sample_data");
        }
    }

    [Fact]
    public void Files_Compressed_AreReadByTheUsualReader()
    {
        var (_, bytes) = SampleFiles.Of([Tables["sales"]]).Single();

        using var reader = new StreamReader(new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress), Encoding.UTF8);
        Assert.Equal(Tables["sales"].ToCsv(), reader.ReadToEnd());
    }

    [Fact]
    public void Sales_Span_AreTwoYearsToTheLastDayOf2025()
    {
        var dates = Column("sales", "order_date");

        Assert.True(dates.Count >= 20_000);
        Assert.StartsWith("2024-01-01", dates.Min(StringComparer.Ordinal), StringComparison.Ordinal);
        Assert.StartsWith("2025-12-31", dates.Max(StringComparer.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public void Headers_OfAllTables_AreTheColumnsOfThePlugin()
    {
        var model = PluginReader.Read(PluginSource.FromFolder(Path.Combine(RepositoryFolder.Root, "plugins", "retail"))).Model!;

        foreach (var table in model.Tables)
            Assert.Equal(table.Columns.Select(c => c.Name), Tables[table.Name].Header);
    }

    [Theory]
    [InlineData("product_id", "products", "product", "product_name")]
    [InlineData("product_id", "products", "category", "category")]
    [InlineData("store_id", "stores", "region", "region")]
    public void Sales_RepeatedColumn_AgreesWithItsTable(string key, string table, string column, string original)
    {
        var originals = Column(table, key).Zip(Column(table, original)).ToDictionary();

        Assert.All(Column("sales", key).Zip(Column("sales", column)), row => Assert.Equal(originals[row.First], row.Second));
    }

    [Fact]
    public void Sales_Customers_HadJoinedBeforeTheyBought()
    {
        var joined = Column("customers", "customer_id").Zip(Column("customers", "signup_date")).ToDictionary();
        var known = Column("sales", "customer_id").Zip(Column("sales", "order_date")).Where(s => s.First.Length > 0).ToList();

        Assert.All(known, sale => Assert.True(string.CompareOrdinal(joined[sale.First], sale.Second[..10]) <= 0, sale.First));
        Assert.InRange(known.Count, Tables["sales"].Rows.Count / 2, Tables["sales"].Rows.Count * 4 / 5);
    }

    [Fact]
    public void Sales_Amounts_AddUp()
    {
        var (prices, quantities) = (Numbers("unit_price"), Numbers("quantity"));
        var (discounts, totals) = (Numbers("discount_amount"), Numbers("total_amount"));

        for (var i = 0; i < totals.Count; i++)
            Assert.Equal((prices[i] * quantities[i]) - discounts[i], totals[i]);
    }

    [Fact]
    public void Values_OfDifferentColumns_DoNotMeet()
    {
        // A value that stands in two columns would make "in X" ambiguous; repeated columns are meant to.
        string[] repeated = ["sales.product", "sales.category", "sales.region"];
        var seen = new Dictionary<string, string>();
        foreach (var table in Tables.Values)
        {
            foreach (var column in table.Header.Where(c => !c.EndsWith("_id", StringComparison.Ordinal) && !repeated.Contains($"{table.Name}.{c}")))
            {
                foreach (var value in Column(table.Name, column).Distinct().Where(v => v.Any(char.IsLetter) && v is not ("true" or "false")))
                    Assert.True(seen.TryAdd(value, $"{table.Name}.{column}"), $"'{value}' is in {seen.GetValueOrDefault(value)} and {table.Name}.{column}");
            }
        }
    }

    [Fact]
    public void Sales_Seasons_ShowInTheMonths()
    {
        var revenue = Column("sales", "order_date").Zip(Numbers("total_amount")).GroupBy(s => s.First[..7]).ToDictionary(g => g.Key, g => g.Sum(s => s.Second));

        Assert.All(revenue.Keys.Where(m => m[5..] != "12"), month => Assert.True(revenue[month] < revenue[$"{month[..4]}-12"], month));
        Assert.True(revenue.Where(m => m.Key[..4] == "2025").Sum(m => m.Value) > revenue.Where(m => m.Key[..4] == "2024").Sum(m => m.Value));
    }

    private static List<string> Column(string table, string column)
    {
        var at = Array.IndexOf(Tables[table].Header, column);
        return [.. Tables[table].Rows.Select(r => r[at])];
    }

    private static List<decimal> Numbers(string column) => [.. Column("sales", column).Select(v => decimal.Parse(v, CultureInfo.InvariantCulture))];
}
