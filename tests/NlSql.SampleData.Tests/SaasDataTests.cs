using System.Globalization;
using System.IO.Compression;
using System.Text;
using NlSql.SampleData.Saas;
using NlSql.SemanticModel.Reading;
using NlSql.Testing;

namespace NlSql.SampleData.Tests;

/// <summary>The committed files are what the generator makes, and make sense together.</summary>
public sealed class SaasDataTests
{
    private static readonly Dictionary<string, SampleTable> Tables = SaasData.Generate(SaasData.DefaultSeed).ToDictionary(t => t.Name);

    [Fact]
    public void Files_Regenerated_AreTheCommittedOnesByteForByte()
    {
        foreach (var (name, bytes) in SampleFiles.Of(Tables.Values))
        {
            var committed = File.ReadAllBytes(Path.Combine(RepositoryFolder.Root, "sample_data", "saas", name));
            Assert.True(committed.AsSpan().SequenceEqual(bytes), $"{name} differs. Run: dotnet run --project tools/NlSql.SampleData -- sample_data");
        }
    }

    [Fact]
    public void Files_Compressed_AreReadByTheUsualReader()
    {
        var (_, bytes) = SampleFiles.Of([Tables["mrr_snapshots"]]).Single();

        using var reader = new StreamReader(new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress), Encoding.UTF8);
        Assert.Equal(Tables["mrr_snapshots"].ToCsv(), reader.ReadToEnd());
    }

    [Fact]
    public void Headers_OfAllTables_AreTheColumnsOfThePlugin()
    {
        var model = PluginReader.Read(PluginSource.FromFolder(Path.Combine(RepositoryFolder.Root, "plugins", "saas"))).Model!;

        Assert.Equal(Tables.Keys.Order(), model.Tables.Select(t => t.Name).Order());
        foreach (var table in model.Tables)
            Assert.Equal(table.Columns.Select(c => c.Name), Tables[table.Name].Header);
    }

    [Theory]
    [InlineData("accounts", "signed_up_on")]
    [InlineData("mrr_movements", "moved_on")]
    [InlineData("mrr_snapshots", "month_end")]
    [InlineData("invoices", "issued_on")]
    public void Span_OfEveryFact_IsFourYearsToTheLastDayOf2025(string table, string column)
    {
        var days = Column(table, column);

        Assert.StartsWith("2022-01", days.Min(StringComparer.Ordinal), StringComparison.Ordinal);
        Assert.Equal("2025-12-31", days.Max(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("subscriptions", "account_id", "accounts")]
    [InlineData("mrr_movements", "account_id", "accounts")]
    [InlineData("mrr_movements", "subscription_id", "subscriptions")]
    [InlineData("mrr_snapshots", "subscription_id", "subscriptions")]
    [InlineData("invoices", "subscription_id", "subscriptions")]
    public void References_OfEveryRow_LeadToOneRow(string table, string key, string target)
    {
        var keys = Column(target, key);

        Assert.Equal(keys.Count, keys.Distinct().Count());
        Assert.Subset(keys.ToHashSet(), Column(table, key).ToHashSet());
    }

    [Theory]
    [InlineData("mrr_movements")]
    [InlineData("mrr_snapshots")]
    [InlineData("invoices")]
    public void Account_OfEveryRow_IsThatOfItsSubscription(string table)
    {
        var owners = Column("subscriptions", "subscription_id").Zip(Column("subscriptions", "account_id")).ToDictionary();

        Assert.All(Column(table, "subscription_id").Zip(Column(table, "account_id")), row => Assert.Equal(owners[row.First], row.Second));
    }

    [Fact]
    public void Movements_UpToTheEndOfAMonth_AddUpToItsSnapshots()
    {
        var movements = Column("mrr_movements", "moved_on").Zip(Numbers("mrr_movements", "mrr_delta")).ToList();
        var snapshots = Column("mrr_snapshots", "month_end").Zip(Numbers("mrr_snapshots", "closing_mrr")).GroupBy(s => s.First);

        foreach (var month in snapshots)
            Assert.Equal(movements.Where(m => string.CompareOrdinal(m.First, month.Key) <= 0).Sum(m => m.Second), month.Sum(s => s.Second));
    }

    [Fact]
    public void Movements_OfASubscription_BeginWithItAndEndInNothing()
    {
        var movements = Tables["mrr_movements"].Rows.GroupBy(r => r[2]).ToDictionary(g => g.Key, g => g.ToList());
        var subscriptions = Tables["subscriptions"];
        var (started, cancelled) = (Array.IndexOf(subscriptions.Header, "started_on"), Array.IndexOf(subscriptions.Header, "cancelled_on"));

        foreach (var subscription in subscriptions.Rows)
        {
            var own = movements[subscription[0]];
            Assert.Equal(subscription[started], own[0][3]);
            Assert.Contains(own[0][4], (string[])["New", "Reactivation"]);
            Assert.Equal(subscription[cancelled].Length > 0, own[^1][4] == "Churn");
            if (subscription[cancelled].Length == 0)
                continue;
            Assert.Equal(subscription[cancelled], own[^1][3]);
            Assert.Equal(0, own.Sum(m => decimal.Parse(m[6], CultureInfo.InvariantCulture)));
        }
    }

    [Fact]
    public void Snapshots_AYearApart_AgreeOnWhatWasPaid()
    {
        var rows = Column("mrr_snapshots", "account_id").Zip(Column("mrr_snapshots", "month_end"), Numbers("mrr_snapshots", "closing_mrr"))
            .ToDictionary(r => (r.First, Month: r.Second[..7]), r => r.Third);
        var before = Numbers("mrr_snapshots", "base_mrr");

        foreach (var ((account, month), i) in rows.Keys.Select((k, i) => (k, i)))
        {
            var year = int.Parse(month[..4], CultureInfo.InvariantCulture) - 1;
            Assert.Equal(rows.GetValueOrDefault((account, $"{year}{month[4..]}")), before[i]);
        }
    }

    [Fact]
    public void Snapshots_ActiveUsers_NeverOutnumberTheSeats() => Assert.All(
        Numbers("mrr_snapshots", "active_users").Zip(Numbers("mrr_snapshots", "seats")), row => Assert.InRange(row.First, 0, row.Second));

    [Fact]
    public void Invoices_Status_AgreesWithThePayment()
    {
        var rows = Column("invoices", "status").Zip(Column("invoices", "paid_on"), Column("invoices", "issued_on")).ToList();

        Assert.All(rows, row => Assert.Equal(row.First == "Paid", row.Second.Length > 0));
        Assert.All(rows.Where(r => r.Second.Length > 0), row => Assert.True(string.CompareOrdinal(row.Third, row.Second) <= 0));
    }

    [Fact]
    public void Values_OfDifferentColumns_DoNotMeet()
    {
        // A value that stands in two columns would make "in X" ambiguous. Contacts are hidden and never looked up.
        var seen = new Dictionary<string, string>();
        foreach (var table in Tables.Values)
        {
            foreach (var column in table.Header.Where(c => !c.EndsWith("_id", StringComparison.Ordinal) && !c.StartsWith("contact_", StringComparison.Ordinal)))
            {
                foreach (var value in Column(table.Name, column).Distinct().Where(v => v.Any(char.IsLetter) && v is not ("true" or "false")))
                    Assert.True(seen.TryAdd(value, $"{table.Name}.{column}"), $"'{value}' is in {seen.GetValueOrDefault(value)} and {table.Name}.{column}");
            }
        }
    }

    [Fact]
    public void Stories_OfTheFirm_ShowInTheNumbers()
    {
        var industries = Column("accounts", "account_id").Zip(Column("accounts", "industry")).ToDictionary();
        var plans = Column("subscriptions", "plan").Zip(Column("subscriptions", "account_id"), Column("subscriptions", "cancelled_on")).ToList();
        var lost = plans.GroupBy(s => industries[s.Second]).ToDictionary(g => g.Key, g => Share(g.Select(s => s.Third.Length > 0)));
        var failed = plans.GroupBy(s => s.First).ToDictionary(g => g.Key, g => Share(g.Select(s => s.Third.Length > 0)));
        var raised = Column("mrr_movements", "moved_on").Zip(Column("mrr_movements", "cause")).Where(m => m.Second == "Price change").ToList();

        Assert.Equal("Hospitality", lost.MaxBy(i => i.Value).Key);
        Assert.Equal("Solo", failed.MaxBy(p => p.Value).Key);
        Assert.True(raised.Count(m => m.First == "2025-03-01") > 100);
        Assert.All(raised, m => Assert.True(string.CompareOrdinal(m.First, "2025-03-01") >= 0));
    }

    private static decimal Share(IEnumerable<bool> cases) => cases.Average(c => c ? 1m : 0m);

    private static List<string> Column(string table, string column)
    {
        var at = Array.IndexOf(Tables[table].Header, column);
        return [.. Tables[table].Rows.Select(r => r[at])];
    }

    private static List<decimal> Numbers(string table, string column) =>
        [.. Column(table, column).Select(v => decimal.Parse(v, CultureInfo.InvariantCulture))];
}
