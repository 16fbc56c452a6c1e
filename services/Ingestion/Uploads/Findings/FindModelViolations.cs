using System.Globalization;
using Microsoft.Extensions.Options;
using Npgsql;
using NlSql.Contracts.Datasets;
using NlSql.Ingestion.DataTables;
using NlSql.SemanticModel.Definitions;

namespace NlSql.Ingestion.Uploads.Findings;

/// <summary>
/// Checks the rows of a new version against the keys and relationships that the model declares for the uploaded table: one pass each, within a
/// time that an upload may wait. Nothing is refused for it: a finding is said, and answers go on.
/// </summary>
internal sealed class FindModelViolations(IOptions<UploadOptions> options, TimeProvider clock)
{
    private const string Savepoint = "model_checks";

    /// <summary>What the rows of the uploaded table contradict.</summary>
    /// <param name="table">The table that the upload has filled.</param>
    /// <param name="model">The relationships that the model declares.</param>
    /// <param name="rows">The version's rows.</param>
    /// <param name="isKnown">Keys of which the upload itself knows that they hold.</param>
    /// <param name="transaction">The upload's transaction; it is afterwards as it was before.</param>
    /// <param name="cancellationToken">Stops it, and the upload.</param>
    public async Task<IReadOnlyList<DataFinding>> RunAsync(
        TableDefinition table, IReadOnlyList<RelationshipDefinition> model, VersionRows rows, Func<IReadOnlyList<string>, bool> isKnown, NpgsqlTransaction transaction,
        CancellationToken cancellationToken)
    {
        var keys = DeclaredChecks.KeysOf(table).Where(k => !isKnown(k)).ToList();
        var relationships = DeclaredChecks.RelationshipsOf(table.Name, model).Where(r => rows.Has(r.FromTable) && rows.Has(r.ToTable)).ToList();
        if (keys.Count + relationships.Count == 0)
            return [];

        var findings = new List<DataFinding>();
        var deadline = new Deadline(TimeSpan.FromSeconds(options.Value.MaximumModelCheckSeconds), clock);
        await transaction.SaveAsync(Savepoint, cancellationToken);
        try
        {
            await rows.OpenAsync(transaction, cancellationToken);
            foreach (var key in keys)
            {
                if (await CountAsync(transaction, RepeatedRows(rows.Of(table.Name, key), key), deadline, cancellationToken) is var count and > 0)
                    findings.AddRange(FindingsOf(table.Name, key, count, model));
            }

            foreach (var relationship in relationships)
            {
                if (await CountAsync(transaction, RowsWithoutPartner(rows, relationship), deadline, cancellationToken) is var count and > 0)
                    findings.Add(FindingOf(relationship, count));
            }
        }
        catch (PostgresException e) when (e.SqlState is PostgresErrorCodes.QueryCanceled or PostgresErrorCodes.DiskFull or PostgresErrorCodes.OutOfMemory)
        {
            findings.Add(NotChecked(table.Name));
        }
        catch (TimeoutException)
        {
            findings.Add(NotChecked(table.Name));
        }
        finally
        {
            // Takes the settings back too, and mends the transaction after a statement that was stopped.
            await transaction.RollbackAsync(Savepoint, cancellationToken);
        }

        return findings;
    }

    // A key with a column that is empty identifies nothing, and contradicts nothing.
    private static string RepeatedRows(string rows, IReadOnlyList<string> key)
    {
        var columns = string.Join(", ", key.Select(SqlNames.Quote));
        var present = string.Join(" AND ", key.Select(c => $"{SqlNames.Quote(c)} IS NOT NULL"));
        return $"SELECT coalesce(sum(n), 0)::bigint FROM (SELECT count(*) AS n FROM {rows} r WHERE {present} GROUP BY {columns} HAVING count(*) > 1) repeated";
    }

    private static string RowsWithoutPartner(VersionRows rows, RelationshipDefinition relationship)
    {
        var present = string.Join(" AND ", relationship.FromColumns.Select(c => $"f.{SqlNames.Quote(c)} IS NOT NULL"));
        var same = string.Join(" AND ", relationship.FromColumns.Zip(relationship.ToColumns, (f, t) => $"t.{SqlNames.Quote(t)} = f.{SqlNames.Quote(f)}"));
        return $"""
            SELECT count(*) FROM {rows.Of(relationship.FromTable, relationship.FromColumns)} f
            WHERE {present} AND NOT EXISTS (SELECT 1 FROM {rows.Of(relationship.ToTable, relationship.ToColumns)} t WHERE {same})
            """;
    }

    private static async Task<long> CountAsync(NpgsqlTransaction transaction, string sql, Deadline deadline, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(transaction.Connection, transaction) { Timeout = 0 };
        batch.BatchCommands.Add(new NpgsqlBatchCommand(
            string.Create(CultureInfo.InvariantCulture, $"SET LOCAL statement_timeout = {deadline.RemainingMilliseconds()}")));
        batch.BatchCommands.Add(new NpgsqlBatchCommand(sql));
        return (long)(await batch.ExecuteScalarAsync(cancellationToken))!;
    }

    private static IEnumerable<DataFinding> FindingsOf(string table, IReadOnlyList<string> key, long rows, IReadOnlyList<RelationshipDefinition> model)
    {
        var columns = string.Join(", ", key);
        yield return new DataFinding(
            DataFindingCodes.KeyNotUnique, table, key, null, rows, $"{Rows(rows)} of '{table}' share {columns} with another row, which the model declares unique.");
        foreach (var relationship in DeclaredChecks.CountingOn(table, key, model))
        {
            yield return new DataFinding(
                DataFindingCodes.CardinalityViolated, table, key, relationship.Name, rows,
                $"The relationship '{relationship.Name}' counts on one row of '{table}' for each {columns}; {Rows(rows)} share one, so sums over it may count rows twice.");
        }
    }

    private static DataFinding FindingOf(RelationshipDefinition relationship, long rows) => new(
        DataFindingCodes.RowsWithoutPartner, relationship.FromTable, relationship.FromColumns, relationship.Name, rows,
        $"{Rows(rows)} of '{relationship.FromTable}' name a {string.Join(", ", relationship.FromColumns)} that '{relationship.ToTable}' does not have.");

    private DataFinding NotChecked(string table) => new(
        DataFindingCodes.NotChecked, table, [], null, 0,
        $"Not every declared key and relationship of '{table}' was checked: it would have taken longer than {options.Value.MaximumModelCheckSeconds} seconds.");

    private static string Rows(long rows) => rows == 1 ? "1 row" : string.Create(CultureInfo.InvariantCulture, $"{rows} rows");

    /// <summary>The time that all checks of an upload have together.</summary>
    private sealed class Deadline(TimeSpan length, TimeProvider clock)
    {
        private readonly long start = clock.GetTimestamp();

        /// <exception cref="TimeoutException">There is none left.</exception>
        public int RemainingMilliseconds()
        {
            var left = (int)(length - clock.GetElapsedTime(start)).TotalMilliseconds;
            return left > 0 ? left : throw new TimeoutException();
        }
    }
}
