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
    public static Task<Gate> BeforeCopyAsync(IngestionHost host) => CloseAsync(host, "CREATE TABLE");

    /// <summary>Uploads stop when their part becomes a partition: in the phase of publishing.</summary>
    public static Task<Gate> BeforeAttachAsync(IngestionHost host) => CloseAsync(host, "ALTER TABLE");

    /// <summary>How many sessions wait at a gate.</summary>
    public static async Task<int> WaitingAsync(IngestionHost host) =>
        (await host.QueryAsync<int>(
            "SELECT count(DISTINCT pid)::int FROM pg_locks WHERE NOT granted AND pid IN (SELECT pid FROM pg_stat_activity WHERE datname = current_database())"))[0];

    public async ValueTask DisposeAsync() => await connection.DisposeAsync();

    private static async Task<Gate> CloseAsync(IngestionHost host, string command)
    {
        var connection = await host.OpenAsOwnerAsync();
        await connection.ExecuteAsync($"""
            CREATE OR REPLACE FUNCTION public.test_gate() RETURNS event_trigger LANGUAGE plpgsql SECURITY DEFINER AS
            'BEGIN PERFORM pg_advisory_xact_lock_shared({Key}); END';
            DROP EVENT TRIGGER IF EXISTS test_gate;
            CREATE EVENT TRIGGER test_gate ON ddl_command_start WHEN TAG IN ('{command}') EXECUTE FUNCTION public.test_gate();
            SELECT pg_advisory_lock({Key});
            """);
        return new Gate(connection);
    }
}
