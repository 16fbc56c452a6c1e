using System.Diagnostics;
using System.Net;
using System.Text;
using Dapper;
using NlSql.Contracts.Messages;
using NlSql.Ingestion.Tests.Hosting;
using NlSql.Testing.Servers;

namespace NlSql.Ingestion.Tests.Faults;

/// <summary>The disk for rows is full: a tablespace of 16 MB in memory, which needs root to mount.</summary>
public sealed class DiskFullTests(TestServers servers) : IAsyncLifetime
{
    private const int Rows = 400_000;
    private OwnPostgres postgres = null!;
    private IngestionHost host = null!;

    private string Disk => Path.Combine(postgres.Folder, "disk");

    public async ValueTask InitializeAsync()
    {
        postgres = await OwnPostgres.StartAsync(IngestionHost.Cancel);
        Directory.CreateDirectory(Disk);
        await RunAsync("mount", "-t", "tmpfs", "-o", "size=16m,mode=777", "tmpfs", Disk);
        host = await IngestionHost.StartOnAsync(servers, postgres.ConnectionString);
        await using var connection = await host.OpenAsOwnerAsync();
        // A tablespace belongs to the server's account, which the server itself can make the folder as.
        var space = Path.Combine(Disk, "space");
        await connection.ExecuteAsync($"COPY (SELECT 1) TO PROGRAM 'mkdir -m 700 {space}'");
        await connection.ExecuteAsync($"CREATE TABLESPACE small LOCATION '{space}'");
        await connection.ExecuteAsync("GRANT CREATE ON TABLESPACE small TO nlsql_data_owner; ALTER ROLE nlsql_ingestion SET default_tablespace = 'small'");
        await connection.ExecuteAsync("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'nlsql_ingestion'");
        Answer? first = null;
        await Testing.Eventually.TrueAsync(async () => (first = await host.UploadAsync(ShopModel.Csv)).Status == HttpStatusCode.OK, "a small file has room", IngestionHost.Cancel);
        Assert.NotNull(first);
    }

    public async ValueTask DisposeAsync()
    {
        if (host is not null)
            await host.DisposeAsync();
        if (postgres is null)
            return;
        await postgres.StopAsync();
        await RunAsync("umount", Disk);
        await postgres.DisposeAsync();
    }

    [Fact]
    public async Task Upload_DiskFullInCopy_SaysSoLeavesNothingAndTheRestGoesOn()
    {
        var refused = await host.UploadAsync(Large());

        Assert.Equal((HttpStatusCode.InsufficientStorage, "storage.full"), (refused.Status, refused.Code));
        await AssertRestGoesOnAsync();
    }

    [Fact]
    public async Task Job_DiskFullInCopy_FailsAndSaysWhy()
    {
        var job = await host.EndedAsync(await host.UploadAsync(Large(), query: "?async=true"));

        Assert.Equal(("failed", "storage.full", 507), (job.Body.State(), job["problem"].GetProperty("code").GetString(), job["problem"].GetProperty("status").GetInt32()));
        Assert.Equal("failed", (await host.MessagesAsync<AuditRecorded>())[^1].GetProperty("Outcome").GetString());
        await AssertRestGoesOnAsync();
    }

    private async Task AssertRestGoesOnAsync()
    {
        await host.AssertWholeAsync();
        Assert.Equal([1L], await host.QueryAsync<long>("SELECT count(*) FROM ingestion.versions"));
        var dataset = (await host.GetAsync("/datasets"))["items"][0].GetProperty("dataset_id").GetGuid();
        Assert.Equal(3, (await host.GetAsync($"/datasets/{dataset}/preview"))["rows"].GetArrayLength());
        // The room is free again.
        Assert.Equal(2, (await host.UploadAsync("order_id,order_date\nZ,2026-05-01\n", query: $"?dataset_id={dataset}")).Version);
        await host.AssertWholeAsync();
    }

    private static string Large()
    {
        var csv = new StringBuilder("order_id,order_date,region\n");
        for (var i = 0; i < Rows; i++)
            csv.Append("order-").Append(i).Append(",2026-01-01 10:00:00,Region of the north ").Append(i % 7).Append('\n');
        return csv.ToString();
    }

    private static async Task RunAsync(string command, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(command, arguments) { RedirectStandardError = true })!;
        var error = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"{command} {string.Join(' ', arguments)} (as root): {error}");
    }
}
