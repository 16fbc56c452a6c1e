using System.Text.Json;
using NlSql.Contracts.Messages;
using NlSql.Testing;

namespace NlSql.Ingestion.Tests.Hosting;

/// <summary>What must hold whatever went wrong: there is a complete version or none, and one event for each.</summary>
internal static class Traces
{
    /// <summary>Fails unless no table of a part lies about, no transaction is open, versions are 1, 2, 3… and each has its event.</summary>
    public static async Task AssertWholeAsync(this IngestionHost host)
    {
        await Eventually.TrueAsync(async () => (await OpenTransactionsAsync(host)).Count == 0, "no transaction is open", IngestionHost.Cancel);
        Assert.Empty(await host.QueryAsync<string>(
            "SELECT relname FROM pg_class WHERE relnamespace = 'data'::regnamespace AND relkind = 'r' AND NOT relispartition"));
        var versions = await host.QueryAsync<(Guid Dataset, int Version)>("SELECT dataset_id, version FROM ingestion.versions ORDER BY dataset_id, version");
        foreach (var dataset in versions.GroupBy(v => v.Dataset))
            Assert.Equal(Enumerable.Range(1, dataset.Count()), dataset.Select(v => v.Version));
        var events = (await host.MessagesAsync<DatasetVersionPublished>()).Select(m => (m.GetProperty("DatasetId").GetGuid(), m.GetProperty("Version").GetInt32()));
        Assert.Equal(versions.Order(), events.Order());
        Assert.Equal(
            await host.QueryAsync<string>("SELECT 'part_' || replace(part_id::text, '-', '') FROM ingestion.parts ORDER BY 1"),
            await host.QueryAsync<string>("SELECT relname::text FROM pg_class WHERE relnamespace = 'data'::regnamespace AND relispartition AND relkind = 'r' ORDER BY 1"));
    }

    /// <summary>Waits for a job to be as wished.</summary>
    public static async Task<Answer> JobAsync(this IngestionHost host, Answer accepted, Func<JsonElement, bool> wished, string tenant = "default", int seconds = 60)
    {
        Answer? job = null;
        await Eventually.TrueAsync(
            async () => wished((job = await host.GetAsync(accepted.Location ?? throw new InvalidOperationException($"No job: {accepted.Body}"), tenant)).Body),
            $"the job is as wished",
            IngestionHost.Cancel,
            seconds);
        return job!;
    }

    /// <summary>Waits for a job to end.</summary>
    public static async Task<Answer> EndedAsync(this IngestionHost host, Answer accepted, string tenant = "default", int seconds = 60) =>
        await host.JobAsync(accepted, job => job.GetProperty("finished_at").ValueKind == JsonValueKind.String, tenant, seconds);

    public static string State(this JsonElement job) => job.GetProperty("state").GetString()!;

    private static Task<IReadOnlyList<string>> OpenTransactionsAsync(IngestionHost host) => host.QueryAsync<string>(
        "SELECT query FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() AND xact_start IS NOT NULL AND backend_type = 'client backend' AND state LIKE 'idle in transaction%'");
}
