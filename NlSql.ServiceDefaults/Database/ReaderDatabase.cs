using System.Data;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging;
using NlSql.ServiceDefaults.Errors;
using NlSql.ServiceDefaults.Identity;
using Npgsql;
using NpgsqlTypes;

namespace NlSql.ServiceDefaults.Database;

/// <summary>
/// Runs data queries, and nothing else does: as <c>nlsql_reader</c>, in a READ ONLY transaction of its own, under the dataset's
/// row-level security, with timeouts, a cost ceiling and row, cell and byte limits. Settings and query travel together.
/// A database's error text never leaves this class.
/// </summary>
public sealed partial class ReaderDatabase : IAsyncDisposable
{
    private const int ExplainTimeoutMilliseconds = 1_000;
    private const int WatchdogSeconds = 1;
    private readonly NpgsqlDataSource source;
    private readonly ILogger logger;

    /// <summary>Opens the reader's pool.</summary>
    public ReaderDatabase(DatabaseRoles roles, ServiceInformation service, ILogger<ReaderDatabase> logger)
    {
        var connection = roles.ConnectionStringOf(DatabaseRoles.Reader, service.Name + "-reader");
        (connection.MaxPoolSize, connection.Timeout, connection.MaxAutoPrepare) = (8, 2, 0);
        var builder = new NpgsqlDataSourceBuilder(connection.ConnectionString);
        // The reader may not read the catalogs, so types are the built-in ones.
        builder.ConfigureTypeLoading(types => types.EnableTypeLoading(false));
        source = builder.Build();
        this.logger = logger;
    }

    /// <summary>Runs one query.</summary>
    public Task<Result<ReaderRows>> QueryAsync(ReaderQuery query, CancellationToken cancellationToken) => SendAsync<ReaderRows>(
        query,
        async (connection, stop) =>
        {
            if (await EstimateCostAsync(connection, query, stop) is { } cost && cost > query.MaximumCost)
            {
                Log.CostCeiling(logger, query.DatasetId);
                return ReaderErrors.TooExpensive;
            }

            return await ReadAsync(connection, query, stop);
        },
        cancellationToken);

    /// <summary>Asks for the types of a query's columns, as Postgres names them. The query is parsed by the server and not run.</summary>
    public Task<Result<string[]>> DescribeAsync(ReaderQuery query, CancellationToken cancellationToken) => SendAsync<string[]>(
        query,
        async (connection, stop) =>
        {
            await using var batch = new NpgsqlBatch(connection);
            batch.BatchCommands.Add(Command(query.Sql, query.Parameters));
            await using var reader = await batch.ExecuteReaderAsync(CommandBehavior.SchemaOnly, stop);
            return TypesOf(reader);
        },
        cancellationToken);

    private async Task<Result<T>> SendAsync<T>(
        ReaderQuery query, Func<NpgsqlConnection, CancellationToken, Task<Result<T>>> send, CancellationToken cancellationToken)
        where T : notnull
    {
        // A command without parameters would be split into statements by the driver (M5); scoped SQL always has its dataset.
        if (query.Parameters.Count == 0)
            throw new ArgumentException("A data query without parameters is not scoped to a dataset.", nameof(query));
        using var watchdog = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        watchdog.CancelAfter(query.Timeout + TimeSpan.FromSeconds(WatchdogSeconds));
        NpgsqlConnection? connection = null;
        try
        {
            connection = await source.OpenConnectionAsync(watchdog.Token);
            return await send(connection, watchdog.Token);
        }
        catch (PostgresException e)
        {
            Log.QueryFailed(logger, e.SqlState);
            return ReaderErrors.OfSqlState(e.SqlState);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            DropPhysicalConnection(connection);
            return ReaderErrors.TimedOut;
        }
        catch (OperationCanceledException)
        {
            DropPhysicalConnection(connection);
            throw;
        }
        catch (OverflowException)
        {
            return ReaderErrors.NumberTooLarge;
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException)
        {
            DropPhysicalConnection(connection);
            Log.QueryFailed(logger, e.GetType().Name);
            return ReaderErrors.Unavailable;
        }
        finally
        {
            if (connection is not null)
                await connection.DisposeAsync();
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => source.DisposeAsync();

    /// <summary>First trip: the transaction, its settings, and the plan's cost, under a timeout of its own.</summary>
    private static async Task<double?> EstimateCostAsync(NpgsqlConnection connection, ReaderQuery query, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(connection);
        Add(batch, "BEGIN TRANSACTION READ ONLY");
        // The dataset's id is a parsed UUID, so its text needs no quoting beyond the apostrophes.
        Add(batch, $"SET LOCAL nlsql.dataset_id = '{query.DatasetId:D}'");
        Add(batch, "SET LOCAL row_security = on");
        Add(batch, "SET LOCAL search_path = ''");
        Add(batch, "SET LOCAL plan_cache_mode = force_custom_plan");
        Add(batch, "SET LOCAL work_mem = '32MB'");
        Add(batch, "SET LOCAL lock_timeout = '500ms'");
        Add(batch, "SET LOCAL idle_in_transaction_session_timeout = '10s'");
        Add(batch, $"SET LOCAL statement_timeout = {ExplainTimeoutMilliseconds}");
        batch.BatchCommands.Add(Command("EXPLAIN (FORMAT JSON) " + query.Sql, query.Parameters));
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        if (!await reader.ReadAsync(cancellationToken))
            return null;
        using var plan = JsonDocument.Parse(reader.GetString(0));
        return plan.RootElement[0].GetProperty("Plan").GetProperty("Total Cost").GetDouble();
    }

    /// <summary>Second trip: the query itself, and the end of the transaction.</summary>
    private static async Task<ReaderRows> ReadAsync(NpgsqlConnection connection, ReaderQuery query, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(connection);
        Add(batch, $"SET LOCAL statement_timeout = {(int)query.Timeout.TotalMilliseconds}");
        batch.BatchCommands.Add(Command(query.Sql, query.Parameters));
        Add(batch, "COMMIT");
        var rows = new List<object?[]>();
        var (truncated, bytes) = (false, 0L);
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        var types = TypesOf(reader);
        var width = types.Length;
        while (await reader.ReadAsync(cancellationToken))
        {
            if (rows.Count == query.MaximumRows || (rows.Count + 1) * (long)width > query.MaximumCells || bytes > query.MaximumBytes)
            {
                truncated = true;
                break;
            }

            var row = new object?[width];
            for (var i = 0; i < width; i++)
            {
                row[i] = reader.IsDBNull(i) ? null : ValueOf(reader, i, types[i]);
                bytes += row[i] is string text ? text.Length : 8;
            }

            rows.Add(row);
        }

        return new ReaderRows(rows, truncated) { Types = types };
    }

    // Months have no length, so an interval is no TimeSpan.
    private static object ValueOf(NpgsqlDataReader reader, int column, string type)
    {
        if (type != "interval")
            return reader.GetValue(column);
        var interval = reader.GetFieldValue<NpgsqlInterval>(column);
        return new ReaderInterval(interval.Months, interval.Days, interval.Time);
    }

    // Without length and precision: numeric(10,2) is numeric.
    private static string[] TypesOf(NpgsqlDataReader reader) =>
        [.. Enumerable.Range(0, reader.FieldCount).Select(i => Modifiers().Replace(reader.GetDataTypeName(i), ""))];

    [GeneratedRegex(@"\([0-9, -]*\)")]
    private static partial Regex Modifiers();

    private static void Add(NpgsqlBatch batch, string setting) => batch.BatchCommands.Add(new NpgsqlBatchCommand(setting));

    private static NpgsqlBatchCommand Command(string sql, IReadOnlyList<ReaderParameter> parameters)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var parameter in parameters)
        {
            // Types are told to Postgres, never guessed; "unknown" text is read as a quoted literal in the same place would be.
            command.Parameters.Add(new NpgsqlParameter
            {
                Value = parameter.Value is ReaderInterval interval ? new NpgsqlInterval(interval.Months, interval.Days, interval.Microseconds) : parameter.Value,
                DataTypeName = parameter.Type,
            });
        }

        return command;
    }

    /// <summary>After a cancellation the server may still be at work: the connection is closed, not given to the next query.</summary>
    private static void DropPhysicalConnection(NpgsqlConnection? connection)
    {
        if (connection is not null)
            NpgsqlConnection.ClearPool(connection);
    }
}

/// <summary>One data query. Its SQL must come from the engine's printer.</summary>
/// <param name="DatasetId">The only dataset whose rows it can see.</param>
/// <param name="Sql">One SELECT with positional parameters.</param>
/// <param name="Parameters">Values of the parameters, <c>$1</c> first.</param>
public sealed record ReaderQuery(Guid DatasetId, string Sql, IReadOnlyList<ReaderParameter> Parameters)
{
    /// <summary>Longest run time; 5 seconds, at most 30.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Highest plan cost that is run.</summary>
    public double MaximumCost { get; init; } = 2_000_000;

    /// <summary>Rows read at most; what is beyond sets <see cref="ReaderRows.Truncated"/>.</summary>
    public int MaximumRows { get; init; } = 1_000;

    /// <summary>Cells read at most.</summary>
    public int MaximumCells { get; init; } = 200_000;

    /// <summary>Bytes read at most, about.</summary>
    public long MaximumBytes { get; init; } = 10 * 1024 * 1024;
}

/// <summary>A value that goes beside the SQL.</summary>
/// <param name="Value">string, int, long, decimal, DateOnly, DateTime, <see cref="ReaderInterval"/>, Guid, or Guid[].</param>
/// <param name="Type">Postgres' name of its type.</param>
public sealed record ReaderParameter(object Value, string Type);

/// <summary>An interval, in the three units that Postgres keeps apart.</summary>
public readonly record struct ReaderInterval(int Months, int Days, long Microseconds);

/// <summary>What a data query gave.</summary>
/// <param name="Rows">Rows, each with a value or null per output column.</param>
/// <param name="Truncated">Whether there was more.</param>
public sealed record ReaderRows(IReadOnlyList<object?[]> Rows, bool Truncated)
{
    /// <summary>The columns' types, as Postgres names them, without length and precision.</summary>
    public IReadOnlyList<string> Types { get; init; } = [];
}
