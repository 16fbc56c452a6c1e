using NlSql.Ingestion.Tests.Hosting;
using NlSql.Testing.Servers;

namespace NlSql.Ingestion.Tests.Uploads;

/// <summary>The limits that hold for files of any kind: what is just within one passes.</summary>
public sealed class DynamicLimitTests(TestServers servers) : IAsyncLifetime
{
    private const int BlockOfCompared = 16 << 10;
    private IngestionHost host = null!;

    public async ValueTask InitializeAsync() => host = await IngestionHost.StartAsync(
        servers,
        ("Uploads:MaximumColumns", "3"),
        ("Uploads:MaximumIndexedValues", "4"),
        ("Uploads:MaximumIndexedValuesOfTable", "6"),
        ("Uploads:MaximumComparedValues", $"{BlockOfCompared}"));

    public async ValueTask DisposeAsync() => await host.DisposeAsync();

    [Fact]
    public async Task Columns_AtAndBeyondTheLimit_PassAndFail()
    {
        Assert.Null((await LoadedFile.SendAsync(host, "a,b,c\n1,2,3\n")).Code);
        Assert.Equal("ingestion.too-many-columns", (await LoadedFile.SendAsync(host, "a,b,c,d\n1,2,3,4\n")).Code);
        Assert.Equal("ingestion.too-many-columns", (await LoadedFile.SendAsync(host, "1,2,3,4\n5,6,7,8\n", "?header=false")).Code);
    }

    [Theory]
    [InlineData("a", 4, true)]
    [InlineData("a", 5, false)]
    [InlineData("a,b", 3, true)]
    [InlineData("a,b", 4, false)]
    public async Task Values_AtAndBeyondTheLimit_AreAllOrNotAll(string header, int values, bool complete)
    {
        var cells = header.Split(',').Length;
        var loaded = await LoadedFile.OfAsync(host, header + "\n" + string.Concat(Enumerable.Range(0, values).Select(i => string.Join(',', Enumerable.Repeat($"v{i}", cells)) + "\n")));

        Assert.Equal(complete, (await ColumnAsync(loaded)).GetProperty("values_complete").GetBoolean());
    }

    [Theory]
    [InlineData(BlockOfCompared, true)]
    [InlineData(BlockOfCompared + 1, null)]
    public async Task Compared_AtAndBeyondTheLimit_IsAKeyOrNotKnown(int rows, bool? key)
    {
        var loaded = await LoadedFile.OfAsync(host, Numbers(rows));

        Assert.Equal(key, KeyOf(await ColumnAsync(loaded)));
    }

    [Fact]
    public async Task Compared_UploadsThatCameToNothing_LeaveTheirRoom()
    {
        var first = await LoadedFile.OfAsync(host, Numbers(10));
        Assert.Equal("ingestion.rows-rejected", (await LoadedFile.SendAsync(host, Numbers(10) + "x\n", "?types=n:integer")).Code);
        Assert.True((await LoadedFile.SendAsync(host, Numbers(10), $"?dataset_id={first.Answer.DatasetId}"))["unchanged"].GetBoolean());
        Assert.Equal("ingestion.rows-rejected", (await host.UploadAsync("order_id,order_date\nA,2026-01-01\nB,never\n")).Code);

        Assert.True(KeyOf(await ColumnAsync(await LoadedFile.OfAsync(host, Numbers(20)))));
    }

    private async Task<System.Text.Json.JsonElement> ColumnAsync(LoadedFile loaded) =>
        (await host.GetAsync($"/datasets/{loaded.Answer.DatasetId}/profile"))["tables"][0].GetProperty("columns")[0];

    private static bool? KeyOf(System.Text.Json.JsonElement column) =>
        column.TryGetProperty("candidate_key", out var key) && key.ValueKind != System.Text.Json.JsonValueKind.Null ? key.GetBoolean() : null;

    private static string Numbers(int count) => "n\n" + string.Concat(Enumerable.Range(0, count).Select(i => $"{i}\n"));
}
