using System.Globalization;
using NlSql.Drafting.Profiling;
using NlSql.Ingestion.Profiles;
using NlSql.Ingestion.Tests.Hosting;

namespace NlSql.Ingestion.Tests.Profiles;

/// <summary>The profile of a table in several parts says what plain counting over all their values says.</summary>
public sealed class StatisticsTests(SharedHost shared) : IClassFixture<SharedHost>
{
    private readonly IngestionHost host = shared.Host;

    [Fact]
    public async Task Parts_AddUp()
    {
        var random = new Random(7);
        var all = Enumerable.Range(0, 3_000).Select(i => new Row(
            i,
            random.Next(10) == 0 ? null : Math.Round((decimal)(random.NextDouble() * 2_000) - 500, 2),
            new DateOnly(2023, 11, 20).AddDays(random.Next(200)),
            random.Next(20) == 0 ? "N/A" : $"city {random.Next(40)}",
            random.Next(3) == 0)).ToList();
        var first = await LoadAsync(all.Take(1_000));
        await LoadAsync(all.Skip(1_000).Take(1), first);
        await LoadAsync(all.Skip(1_001), first);

        var table = (await host.GetAsync($"/datasets/{first.Answer.DatasetId}/profile"))["tables"][0];
        var columns = table.GetProperty("columns").EnumerateArray().ToDictionary(c => c.GetProperty("name").GetString()!);
        var amounts = all.Select(r => r.Amount).OfType<decimal>().Select(a => (double)a).Order().ToList();

        Assert.Equal(3_000, table.GetProperty("rows").GetInt64());
        Assert.True(columns["id"].GetProperty("candidate_key").GetBoolean());
        Assert.False(columns["city"].GetProperty("candidate_key").GetBoolean());
        Assert.Equal(3_000, columns["id"].GetProperty("distinct").GetInt64());
        var amount = columns["amount"];
        Assert.Equal(3_000 - amounts.Count, amount.GetProperty("nulls").GetInt64());
        Assert.Equal(amounts.Distinct().Count(), amount.GetProperty("distinct").GetInt64());
        Assert.Equal(amounts.Average(), amount.GetProperty("mean").GetDouble(), 1e-6);
        Assert.Equal(Math.Sqrt(amounts.Average(a => (a - amounts.Average()) * (a - amounts.Average()))), amount.GetProperty("deviation").GetDouble(), 1e-6);
        Assert.Equal((amounts[0], amounts[^1]), (Number(amount, "minimum"), Number(amount, "maximum")));
        foreach (var (name, share) in (IEnumerable<(string, double)>)[("p5", 0.05), ("p25", 0.25), ("p50", 0.5), ("p75", 0.75), ("p95", 0.95)])
        {
            var exact = amounts[(int)Math.Ceiling(share * amounts.Count) - 1];
            Assert.Equal(exact, amount.GetProperty("quantiles").GetProperty(name).GetDouble(), Math.Abs(exact) * 0.02);
        }

        Assert.Equal(
            all.CountBy(r => r.Day.ToString("yyyy-MM", CultureInfo.InvariantCulture)).OrderBy(m => m.Key).Select(m => $"{m.Key} {m.Value}"),
            columns["day"].GetProperty("months").EnumerateObject().Select(m => $"{m.Name} {m.Value.GetInt64()}"));
        Assert.Equal(all.Count(r => r.City == "N/A"), columns["city"].GetProperty("null_words").GetProperty("N/A").GetInt64());
        Assert.Equal(
            all.Where(r => r.City != "N/A").CountBy(r => r.City).OrderByDescending(c => c.Value).ThenBy(c => c.Key, StringComparer.Ordinal).Select(c => $"{c.Key} {c.Value}").Take(10),
            columns["city"].GetProperty("values").EnumerateArray().Select(v => $"{v.GetProperty("value").GetString()} {v.GetProperty("count").GetInt64()}").Take(10));
        Assert.True(columns["city"].GetProperty("values_complete").GetBoolean());
        Assert.Equal(
            [$"true {all.Count(r => r.Paid)}", $"false {all.Count(r => !r.Paid)}"],
            columns["paid"].GetProperty("values").EnumerateArray().Select(v => $"{v.GetProperty("value").GetString()} {v.GetProperty("count").GetInt64()}"));
    }

    [Fact]
    public async Task Parts_ThatShareAValue_AreNoKeyTogether()
    {
        var first = await LoadedFile.OfAsync(host, "id\na\nb\n");
        await LoadedFile.OfAsync(host, "id\nc\nb\n", $"?mode=append&dataset_id={first.Answer.DatasetId}");

        var column = (await host.GetAsync($"/datasets/{first.Answer.DatasetId}/profile"))["tables"][0].GetProperty("columns")[0];

        Assert.Equal((false, 3L), (column.GetProperty("candidate_key").GetBoolean(), column.GetProperty("distinct").GetInt64()));
    }

    [Fact]
    public void Merge_WithNothing_ChangesNothing()
    {
        var none = new ColumnStatistics { Numbers = new NumberSummary(0, 0, 0, 0, new Dictionary<int, long>()) };
        var some = new ColumnStatistics { Nulls = 1, Percent = true, DateOrder = DateOrder.DayFirst, Numbers = new NumberSummary(2, 5, 8, 0, new Dictionary<int, long> { [3] = 2 }) };

        foreach (var merged in (IEnumerable<ColumnStatistics>)[MergeStatistics.Of(none, some, null), MergeStatistics.Of(some, none, null)])
        {
            Assert.Equal((1, true, DateOrder.DayFirst), (merged.Nulls, merged.Percent, merged.DateOrder));
            Assert.Equal(some.Numbers, merged.Numbers);
        }
    }

    [Theory]
    [InlineData("Zürich", "zurich")]
    [InlineData("São Paulo", "sao paulo")]
    [InlineData("  R&D -- Nord  ", "r d nord")]
    [InlineData("ΑΘΗΝΑ", "αθηνα")]
    [InlineData("!!", "")]
    public void NormalText_IsAsQuestionsSpell(string value, string normal) => Assert.Equal(normal, NormalText.Of(value));

    private Task<LoadedFile> LoadAsync(IEnumerable<Row> rows, LoadedFile? before = null) => LoadedFile.OfAsync(
        host,
        "id,amount,day,city,paid\n" + string.Concat(rows.Select(r => string.Create(CultureInfo.InvariantCulture, $"{r.Id},{r.Amount},{r.Day:yyyy-MM-dd},{r.City},{(r.Paid ? "yes" : "no")}\n"))),
        before is null ? "" : $"?mode=append&dataset_id={before.Answer.DatasetId}");

    private static double Number(System.Text.Json.JsonElement column, string name) => double.Parse(column.GetProperty(name).GetString()!, CultureInfo.InvariantCulture);

    private sealed record Row(int Id, decimal? Amount, DateOnly Day, string City, bool Paid);
}
