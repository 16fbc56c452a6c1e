using Dapper;
using Npgsql;

namespace NlSql.Ingestion.Tests.Hosting;

/// <summary>Holds uploads up at a certain step until it is disposed, so that a test can act meanwhile.</summary>
internal sealed class Gate : IAsyncDisposable
{
    private const string Key = "4711";
    private readonly NpgsqlConnection connection;

    private Gate(NpgsqlConnection connection) => this.connection = connection;

    /// <summary>Uploads stop when they make the table of their part: in the phase of loading, in their open transaction.</summary>
    public static async Task<Gate> BeforeCopyAsync(IngestionHost host)
    {
        var connection = await host.OpenAsOwnerAsync();
        await connection.ExecuteAsync($$"""
            CREATE OR REPLACE FUNCTION public.test_gate() RETURNS event_trigger LANGUAGE plpgsql SECURITY DEFINER AS
            'BEGIN PERFORM pg_advisory_xact_lock_shared({{Key}}); END';
            DROP EVENT TRIGGER IF EXISTS test_gate;
            SELECT pg_advisory_lock({{Key}});
            CREATE EVENT TRIGGER test_gate ON ddl_command_start WHEN TAG IN ('CREATE TABLE') EXECUTE FUNCTION public.test_gate();
            """);
        return new Gate(connection);
    }

    /// <summary>Uploads stop when they are to become a version: in the phase of publishing.</summary>
    public static async Task<Gate> BeforeAttachAsync(IngestionHost host)
    {
        var connection = await host.OpenAsOwnerAsync();
        await connection.ExecuteAsync("BEGIN; SELECT 1 FROM ingestion.data_tables FOR UPDATE");
        return new Gate(connection);
    }

    /// <summary>How many sessions wait at a gate.</summary>
    public static async Task<int> WaitingAsync(IngestionHost host) =>
        (await host.QueryAsync<int>(
            "SELECT count(DISTINCT pid)::int FROM pg_locks WHERE NOT granted AND pid IN (SELECT pid FROM pg_stat_activity WHERE datname = current_database())"))[0];

    public async ValueTask DisposeAsync() => await connection.DisposeAsync();
}
