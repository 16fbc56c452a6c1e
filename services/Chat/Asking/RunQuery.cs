using Microsoft.Extensions.Options;
using NlSql.Chat.Caching;
using NlSql.Query;
using NlSql.Query.Narration;
using NlSql.ReaderQueries;
using NlSql.SemanticModel.Definitions;
using NlSql.ServiceDefaults.Database;
using NlSql.ServiceDefaults.Errors;

namespace NlSql.Chat.Asking;

/// <summary>Sends a compiled query to the reader and gives its rows.</summary>
internal sealed class RunQuery(ReaderDatabase reader, ResultCache results, IOptions<ChatOptions> options)
{
    /// <summary>Runs the query on the dataset that it was compiled for, in one of the tenant's places.</summary>
    public async Task<Result<ResultTable>> RunAsync(CompiledQuery query, string tenantId, Guid datasetId, PolicyDefinition policy, CancellationToken cancellationToken) =>
        (await LookUpAsync(query, tenantId, datasetId, policy, cancellationToken)).Table;

    /// <summary>The same, and whether the rows were known already.</summary>
    public async Task<(Result<ResultTable> Table, CacheOutcome Outcome)> LookUpAsync(
        CompiledQuery query, string tenantId, Guid datasetId, PolicyDefinition policy, CancellationToken cancellationToken)
    {
        var limits = options.Value;
        var (result, outcome) = await results.QueryAsync(
            query,
            (QueryOf(query, tenantId, datasetId) with
            {
                MaximumCost = limits.MaximumQueryCost,
                MaximumEstimatedRows = limits.MaximumEstimatedRows,
                MaximumCells = limits.MaximumCells,
                MaximumBytes = limits.MaximumBytes,
            }).WithinPolicy(policy),
            cancellationToken);
        if (!result.TryGet(out var rows, out var failure))
            return (failure, outcome);
        return (query.Query is null
            ? Cut(ColumnTypes.Typed(query.Columns, rows.Types), rows, query.RowLimit)
            : Cut(query.Columns, rows with { Rows = [.. rows.Rows.Select(Tidy)] }, query.RowLimit), outcome);
    }

    /// <summary>The columns of text SQL with their types. The database reads the query and does not run it.</summary>
    public async Task<Result<OutputColumn[]>> DescribeAsync(CompiledQuery query, string tenantId, Guid datasetId, CancellationToken cancellationToken) =>
        (await reader.QueryAsync(QueryOf(query, tenantId, datasetId) with { OnlyTypes = true }, cancellationToken)).TryGet(out var described, out var failure)
            ? ColumnTypes.Typed(query.Columns, described.Types).ToArray()
            : failure;

    private ReaderQuery QueryOf(CompiledQuery query, string tenantId, Guid datasetId) =>
        query.ToReaderQuery(tenantId, datasetId) with { Timeout = TimeSpan.FromSeconds(options.Value.QueryTimeoutSeconds) };

    // What the reader left out is within the limit unless it had read all rows up to there.
    private static ResultTable Cut(IReadOnlyList<OutputColumn> columns, ReaderRows rows, int rowLimit) =>
        ResultTable.Cut(columns, rows.Rows, rowLimit) with { IsCut = rows.Truncated && rows.Rows.Count < rowLimit };

    // Postgres gives averages sixteen digits. Of SQL that somebody wrote, the scale is theirs.
    private static object?[] Tidy(object?[] row) => [.. row.Select(value => value is decimal number ? ValueText.WithoutTrailingZeros(number) : value)];
}
