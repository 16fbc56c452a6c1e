using System.Globalization;
using Dapper;
using Microsoft.Extensions.Options;
using Npgsql;
using NlSql.Ingestion.DataTables;

namespace NlSql.Ingestion.Datasets;

/// <summary>
/// Removes tables of parts that are no partition. An upload makes, fills and attaches its table in one transaction, so others can see such a
/// table only after a fault that nobody thought of, or after somebody's repair by hand.
/// </summary>
internal sealed class SweepParts(NpgsqlDataSource database, IOptions<DatasetOptions> options, TimeProvider clock, ILogger<SweepParts> logger)
{
    private const int TimeDigits = 12;

    /// <summary>Removes what is old enough and held by nobody.</summary>
    /// <returns>How many tables are gone.</returns>
    public async Task<int> ExecuteAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var names = await connection.QueryAsync<string>(new CommandDefinition(
            "SELECT relname FROM pg_class WHERE relnamespace = 'data'::regnamespace AND relkind = 'r' AND NOT relispartition AND relname ~ '^part_[0-9a-f]{32}$'",
            cancellationToken: cancellationToken));
        var limit = clock.GetUtcNow() - TimeSpan.FromMinutes(options.Value.OrphanMinutes);
        var removed = 0;
        foreach (var partId in names.Select(name => Guid.ParseExact(name["part_".Length..], "N")).Where(id => MadeAt(id) <= limit).ToList())
        {
            await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
            try
            {
                await PartTables.DropAsync(transaction, partId, cancellationToken);
                await transaction.CommitAsync(cancellationToken);
                Log.OrphanRemoved(logger, partId);
                removed++;
            }
            catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.LockNotAvailable)
            {
                // Somebody is at it; the next round looks again.
            }
        }

        return removed;
    }

    /// <summary>A version 7 UUID begins with its time in milliseconds.</summary>
    private static DateTimeOffset MadeAt(Guid id) =>
        DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(id.ToString("N")[..TimeDigits], NumberStyles.HexNumber, CultureInfo.InvariantCulture));
}
