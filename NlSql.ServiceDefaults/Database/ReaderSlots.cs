using System.Collections.Concurrent;
using System.Diagnostics;
using Npgsql;

namespace NlSql.ServiceDefaults.Database;

/// <summary>
/// The reader's connections, one pool of one connection each: the driver can empty a pool, but not drop a single connection of it,
/// and dropping one must not touch the queries on the others. A tenant has a few of them at a time.
/// </summary>
internal sealed class ReaderSlots : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, SemaphoreSlim> tenants = new(StringComparer.Ordinal);
    private readonly ConcurrentStack<NpgsqlDataSource> free;
    private readonly List<NpgsqlDataSource> all;
    private readonly SemaphoreSlim places;
    private readonly ReaderOptions options;

    public ReaderSlots(NpgsqlConnectionStringBuilder connection, ReaderOptions options)
    {
        this.options = options;
        places = new SemaphoreSlim(options.Connections);
        all = [.. Enumerable.Range(0, options.Connections).Select(_ => SourceOf(connection))];
        free = new ConcurrentStack<NpgsqlDataSource>(all);
    }

    /// <summary>A connection's place for the tenant; null when none came free in time.</summary>
    public async Task<ReaderSlot?> TakeAsync(string tenantId, CancellationToken cancellationToken)
    {
        var waiting = Stopwatch.StartNew();
        var longest = TimeSpan.FromMilliseconds(options.WaitMilliseconds);
        var own = tenants.GetOrAdd(tenantId, _ => new SemaphoreSlim(options.ConnectionsPerTenant));
        if (!await own.WaitAsync(longest, cancellationToken))
            return null;
        var taken = false;
        try
        {
            var rest = longest - waiting.Elapsed;
            taken = await places.WaitAsync(rest > TimeSpan.Zero ? rest : TimeSpan.Zero, cancellationToken);
        }
        finally
        {
            if (!taken)
                own.Release();
        }

        return taken && free.TryPop(out var source) ? new ReaderSlot(source, tenantId) : null;
    }

    /// <summary>Gives the place to the next query.</summary>
    public void Return(ReaderSlot slot)
    {
        free.Push(slot.Source);
        places.Release();
        tenants[slot.TenantId].Release();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var source in all)
            await source.DisposeAsync();
    }

    private static NpgsqlDataSource SourceOf(NpgsqlConnectionStringBuilder connection)
    {
        var builder = new NpgsqlDataSourceBuilder(connection.ConnectionString);
        // The reader may not read the catalogs, so types are the built-in ones.
        builder.ConfigureTypeLoading(types => types.EnableTypeLoading(false));
        // The driver's traces hold a failing statement and the database's words for it, which hold values (C19).
        builder.ConfigureTracing(tracing => tracing.ConfigureCommandFilter(_ => false).ConfigureBatchFilter(_ => false));
        return builder.Build();
    }
}

/// <summary>A tenant's place for one connection.</summary>
internal sealed record ReaderSlot(NpgsqlDataSource Source, string TenantId);
