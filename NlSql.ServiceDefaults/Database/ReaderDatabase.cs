using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NlSql.ServiceDefaults.Errors;
using NlSql.ServiceDefaults.Identity;
using Npgsql;

namespace NlSql.ServiceDefaults.Database;

/// <summary>
/// Runs data queries, and nothing else does: as <c>nlsql_reader</c>, in a READ ONLY transaction of its own, under the dataset's
/// row-level security, with timeouts, ceilings for the plan, and row, cell and byte limits. Settings and query travel together.
/// A database's error text never leaves this class, and nobody waits for a server that does not answer.
/// </summary>
public sealed class ReaderDatabase : IAsyncDisposable
{
    private static readonly TimeSpan Watchdog = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestTimeout = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(500);
    private readonly CancellationTokenSource closing = new();
    private readonly ReaderSlots slots;
    private readonly ReaderBackends backends;
    private readonly ILogger logger;

    /// <summary>Prepares the reader's connections.</summary>
    /// <param name="roles">The reader's credentials.</param>
    /// <param name="service">What <c>pg_stat_activity</c> shows.</param>
    /// <param name="database">The service's own connections: they see what the reader's are still at.</param>
    /// <param name="options">How many queries run at a time.</param>
    /// <param name="logger">Gets states of failed queries, never their text.</param>
    public ReaderDatabase(
        DatabaseRoles roles, ServiceInformation service, NpgsqlDataSource database, IOptions<ReaderOptions> options, ILogger<ReaderDatabase> logger)
    {
        slots = new ReaderSlots(ConnectionOf(roles, service), options.Value);
        backends = new ReaderBackends(database);
        this.logger = logger;
    }

    /// <summary>Runs one query.</summary>
    public async Task<Result<ReaderRows>> QueryAsync(ReaderQuery query, CancellationToken cancellationToken)
    {
        // A command without parameters would be split into statements by the driver (M5); scoped SQL always has its dataset.
        if (query.Parameters.Count == 0)
            throw new ArgumentException("A data query without parameters is not scoped to a dataset.", nameof(query));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(query.Timeout, LongestTimeout);
        if (await slots.TakeAsync(query.TenantId, cancellationToken) is not { } slot)
            return ReaderErrors.Busy;

        var stop = new CancellationTokenSource();
        var run = RunAsync(slot, query, stop);
        try
        {
            return await run.WaitAsync(query.Timeout + Watchdog, cancellationToken);
        }
        catch (TimeoutException)
        {
            // Cancelling waits for the server, so it happens aside.
            _ = stop.CancelAsync();
            return ReaderErrors.TimedOut;
        }
        catch (OperationCanceledException)
        {
            _ = stop.CancelAsync();
            throw;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await closing.CancelAsync();
        await slots.DisposeAsync();
    }

    internal static NpgsqlConnectionStringBuilder ConnectionOf(DatabaseRoles roles, ServiceInformation service)
    {
        var connection = roles.ConnectionStringOf(DatabaseRoles.Reader, service.Name + "-reader");
        (connection.MaxPoolSize, connection.Timeout, connection.MaxAutoPrepare) = (1, 2, 0);
        // The watchdog alone decides. After its cancellation the server has 2 s to answer, then the connection is dropped.
        (connection.CommandTimeout, connection.CancellationTimeout) = (0, 2_000);
        return connection;
    }

    /// <summary>Runs to its end even when nobody waits any more: until then the tenant's slot is taken.</summary>
    private async Task<Result<ReaderRows>> RunAsync(ReaderSlot slot, ReaderQuery query, CancellationTokenSource stop)
    {
        var run = await TryAsync(slot, query, stop);
        // A connection that waited in its pool may have been lost there, with a restart of the server for one; reading can be repeated.
        if (run is { Lost: true } && !stop.IsCancellationRequested)
        {
            await DropAsync(slot, run);
            run = await TryAsync(slot, query, stop);
        }

        if (run.Reusable)
        {
            await CloseAsync(run.Connection);
            slots.Return(slot);
        }
        else
        {
            _ = ReturnWhenDroppedAsync(slot, run);
        }

        return run.Result;
    }

    private async Task<ReaderRun> TryAsync(ReaderSlot slot, ReaderQuery query, CancellationTokenSource stop)
    {
        NpgsqlConnection? connection = null;
        int? process = null;
        try
        {
            connection = await slot.Source.OpenConnectionAsync(stop.Token);
            process = connection.ProcessID;
            if (query.OnlyTypes)
                return new ReaderRun(connection, process, await ReaderResult.DescribeAsync(connection, query, stop.Token)) { Reusable = true };

            var plan = await ReaderPlan.OpenTransactionAsync(connection, query, stop.Token);
            if (plan.Cost > query.MaximumCost || plan.Rows > query.MaximumEstimatedRows)
            {
                Log.CostCeiling(logger, query.DatasetId);
                return new ReaderRun(connection, process, ReaderErrors.TooExpensive) { Reusable = true };
            }

            var result = await ReaderResult.ReadAsync(connection, query, stop);
            return new ReaderRun(connection, process, result) { Reusable = !stop.IsCancellationRequested };
        }
        catch (PostgresException e)
        {
            Log.QueryFailed(logger, e.SqlState);
            return new ReaderRun(connection, process, ReaderErrors.Of(e))
            {
                Reusable = e.SqlState != PostgresErrorCodes.QueryCanceled && connection?.FullState == System.Data.ConnectionState.Open,
                Lost = connection is not null && e.SqlState is PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown,
            };
        }
        catch (OperationCanceledException)
        {
            return new ReaderRun(connection, process, ReaderErrors.TimedOut);
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException)
        {
            Log.QueryFailed(logger, e.GetType().Name);
            return new ReaderRun(connection, process, ReaderErrors.Unavailable) { Lost = connection is not null };
        }
        catch
        {
            // A fault of ours must not cost the tenant its place.
            _ = ReturnWhenDroppedAsync(slot, new ReaderRun(connection, process, ReaderErrors.Unavailable));
            throw;
        }
    }

    /// <summary>
    /// A query that was cancelled may still be at work: its connection is closed, and its slot stays taken until the server's process
    /// has ended, so that a tenant cannot have more of them than slots.
    /// </summary>
    private async Task ReturnWhenDroppedAsync(ReaderSlot slot, ReaderRun run)
    {
        await DropAsync(slot, run);
        while (run.ProcessId is { } process && !closing.IsCancellationRequested)
        {
            try
            {
                if (!await backends.IsAtWorkAsync(process, closing.Token))
                    break;
                await Task.Delay(BetweenLooks, closing.Token);
            }
            catch (NpgsqlException)
            {
                await Task.Delay(BetweenLooks, CancellationToken.None);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }

        slots.Return(slot);
    }

    /// <summary>Closes the slot's physical connection, and no other.</summary>
    private static async Task DropAsync(ReaderSlot slot, ReaderRun run)
    {
        if (run.Connection is { } connection)
            NpgsqlConnection.ClearPool(connection);
        else
            slot.Source.Clear();
        await CloseAsync(run.Connection);
    }

    private static async Task CloseAsync(NpgsqlConnection? connection)
    {
        try
        {
            // Rolls back; before its next use the driver resets the session (DISCARD ALL).
            if (connection is not null)
                await connection.DisposeAsync();
        }
        catch (NpgsqlException)
        {
            // The driver has broken the connection; the next query gets a new one.
        }
    }

    /// <summary>How one try ended.</summary>
    private sealed record ReaderRun(NpgsqlConnection? Connection, int? ProcessId, Result<ReaderRows> Result)
    {
        /// <summary>Whether the server has ended the query, so that the connection is good for another.</summary>
        public bool Reusable { get; init; }

        /// <summary>Whether the connection broke.</summary>
        public bool Lost { get; init; }
    }
}
