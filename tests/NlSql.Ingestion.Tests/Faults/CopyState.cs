using NlSql.Ingestion.Tests.Hosting;
using NlSql.Testing;

namespace NlSql.Ingestion.Tests.Faults;

/// <summary>Looks for uploads in the middle of their COPY.</summary>
internal static class CopyState
{
    private const string Copying = "datname = current_database() AND state = 'active' AND query LIKE 'COPY data.%'";

    /// <summary>Waits until an upload has sent rows to Postgres.</summary>
    public static Task CopyingAsync(this IngestionHost host) => Eventually.TrueAsync(
        async () => (await host.QueryAsync<long>("SELECT coalesce(sum(bytes_processed), 0)::bigint FROM pg_stat_progress_copy WHERE datname = current_database() AND relid <> 0"))[0] > 0,
        "an upload is in its COPY",
        IngestionHost.Cancel);

    /// <summary>Kills the session of the upload.</summary>
    public static async Task EndCopyingSessionAsync(this IngestionHost host) =>
        Assert.Equal([true], await host.QueryAsync<bool>($"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE {Copying}"));
}
