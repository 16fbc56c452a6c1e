using NlSql.Testing;
using Npgsql;

namespace NlSql.System.Tests.Faults;

/// <summary>
/// A named point of the services' work, found from outside: a trigger that waits there for a lock that the test holds. A process that has come to the
/// point stands still until it is killed, or until the point is taken away. The product knows nothing of it.
/// </summary>
internal sealed class FailPoint : IAsyncDisposable
{
    /// <summary>The moment of a point that comes with the end of a transaction.</summary>
    public const string AtCommit = "AT COMMIT";

    private const int Lock = 770_077;
    private readonly NpgsqlConnection holder;
    private readonly string table;
    private bool gone;

    private FailPoint(NpgsqlConnection holder, string table) => (this.holder, this.table) = (holder, table);

    /// <summary>Sets a point.</summary>
    /// <param name="system">Whose database it is set in.</param>
    /// <param name="table">The table that is written.</param>
    /// <param name="moment"><c>BEFORE INSERT</c>, <c>BEFORE DELETE</c>, or <see cref="AtCommit"/> of what inserts.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    public static async Task<FailPoint> SetAsync(FaultySystem system, string table, string moment, CancellationToken cancellationToken)
    {
        var holder = new NpgsqlConnection(system.DatabaseConnectionString + ";Pooling=false");
        await holder.OpenAsync(cancellationToken);
        var point = new FailPoint(holder, table);
        var schema = table.Split('.')[0];
        var (before, deferred) = moment == AtCommit ? ("CONSTRAINT TRIGGER fail_point AFTER INSERT", "DEFERRABLE INITIALLY DEFERRED") : ($"TRIGGER fail_point {moment}", "");
        await point.ExecuteAsync($"""
            SELECT pg_advisory_lock({Lock});
            CREATE OR REPLACE FUNCTION {schema}.fail_point() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET lock_timeout = 0 AS $$
            BEGIN
                PERFORM pg_advisory_xact_lock({Lock});
                IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
                RETURN NEW;
            END
            $$;
            CREATE {before} ON {table} {deferred} FOR EACH ROW EXECUTE FUNCTION {schema}.fail_point();
            """, cancellationToken);
        return point;
    }

    /// <summary>Waits until somebody stands at the point.</summary>
    public Task ReachedAsync(CancellationToken cancellationToken) => Eventually.TrueAsync(
        async () =>
        {
            await using var command = new NpgsqlCommand($"SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND objid = {Lock} AND NOT granted", holder);
            return await command.ExecuteScalarAsync(cancellationToken) is > 0L;
        },
        $"somebody to come to the point at {table}",
        cancellationToken);

    /// <summary>Lets go on whoever waits, and takes the point away.</summary>
    public async ValueTask DisposeAsync()
    {
        if (gone)
            return;
        gone = true;
        var schema = table.Split('.')[0];
        await ExecuteAsync($"SELECT pg_advisory_unlock({Lock})", CancellationToken.None);
        await ExecuteAsync($"DROP TRIGGER fail_point ON {table}; DROP FUNCTION {schema}.fail_point()", CancellationToken.None);
        await holder.DisposeAsync();
    }

    private async Task ExecuteAsync(string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, holder);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
