using NlSql.Ingestion.Tests.Hosting;
using NlSql.Testing.Servers;

namespace NlSql.Ingestion.Tests.Uploads;

/// <summary>Every limit holds, and what is just within it passes.</summary>
public sealed class UploadLimitTests(TestServers servers) : IAsyncLifetime
{
    private const string Header = "order_id,order_date\n";
    private IngestionHost host = null!;

    public async ValueTask InitializeAsync() => host = await IngestionHost.StartAsync(
        servers,
        ("Uploads:MaximumBytes", "3000000"),
        ("Uploads:MaximumContentBytes", "4000000"),
        ("Uploads:MaximumRows", "100000"),
        ("Uploads:MaximumDatasetRows", "100003"),
        ("Uploads:MaximumCellBytes", "1000"),
        ("Uploads:MaximumLineBytes", "1500"),
        ("Uploads:MaximumExtraColumns", "2"));

    public async ValueTask DisposeAsync() => await host.DisposeAsync();

    [Fact]
    public async Task Upload_AtAndBeyondEachLimit_PassesAndFails()
    {
        await PassesAsync(Header + Cell(1000) + ",2026-01-01\n");
        await FailsAsync("ingestion.cell-too-long", Header + Cell(1001) + ",2026-01-01\n");
        await FailsAsync("ingestion.cell-too-long", Header + "\"" + Cell(2000));
        await FailsAsync("ingestion.line-too-long", "order_id,order_date,region\n" + Cell(900) + ",2026-01-01," + Cell(900) + "\n");
        await PassesAsync("order_id,order_date" + Names(10) + "\nA,2026-01-01" + new string(',', 10) + "\n");
        await FailsAsync("ingestion.too-many-columns", "order_id,order_date" + Names(11) + "\nA,2026-01-01" + new string(',', 11) + "\n");
        await PassesAsync(Header + Rows(100_000));
        await FailsAsync("ingestion.too-many-rows", Header + Rows(100_001));
        await FailsAsync("ingestion.file-too-large", Header + string.Concat(Enumerable.Repeat(Cell(990) + ",2026-01-01\n", 3_000)));
    }

    [Fact]
    public async Task Upload_GzipBomb_IsStopped()
    {
        var content = Header + string.Concat(Enumerable.Repeat(Cell(990) + ",2026-01-01\n", 3_900));

        Assert.Equal("ingestion.compression-ratio", (await host.UploadAsync(Gzip.Of(content))).Code);
    }

    [Fact]
    public async Task Upload_ContentBeyondTheLimitAfterDecompression_IsStopped()
    {
        var random = new Random(1);
        var content = Header + string.Concat(Enumerable.Range(0, 99_000).Select(_ => $"{random.NextInt64():x}{random.NextInt64():x},2026-01-01\n"));

        Assert.Equal("ingestion.content-too-large", (await host.UploadAsync(Gzip.Of(content))).Code);
    }

    [Fact]
    public async Task Upload_BeyondTheDatasetsRows_IsRefused()
    {
        var first = await host.UploadAsync(Header + Rows(100_000));

        Assert.Equal("ingestion.dataset-too-large", (await host.UploadAsync(Header + Rows(4), query: $"?dataset_id={first.DatasetId}&mode=append")).Code);
        Assert.Null((await host.UploadAsync(Header + Rows(3), query: $"?dataset_id={first.DatasetId}&mode=append")).Code);
    }

    private async Task PassesAsync(string csv) => Assert.Null((await host.UploadAsync(csv)).Code);

    private async Task FailsAsync(string code, string csv) => Assert.Equal(code, (await host.UploadAsync(csv)).Code);

    private static string Cell(int length) => new('x', length);

    private static string Names(int count) => string.Concat(Enumerable.Range(0, count).Select(i => $",extra{i}"));

    private static string Rows(int count) => string.Concat(Enumerable.Range(0, count).Select(i => $"{i},2026-01-01\n"));
}
