using Microsoft.Extensions.Options;
using NlSql.Query;
using NlSql.Query.Sql.Printing;
using NlSql.Query.Sql.Tree;
using NlSql.SemanticModel;
using NlSql.SemanticModel.Definitions;
using NlSql.ServiceDefaults.Database;
using NlSql.ServiceDefaults.Errors;

namespace NlSql.Chat.Asking;

/// <summary>Sends a compiled query to the reader and gives its rows.</summary>
internal sealed class RunQuery(ReaderDatabase reader, IOptions<ChatOptions> options)
{
    /// <summary>Runs the query on the dataset that it was compiled for, in one of the tenant's places.</summary>
    public async Task<Result<ResultTable>> RunAsync(CompiledQuery query, string tenantId, Guid datasetId, PolicyDefinition policy, CancellationToken cancellationToken)
    {
        var limits = options.Value;
        var result = await reader.QueryAsync(
            new ReaderQuery(datasetId, query.Executable.Text, [.. query.Executable.Parameters.Select(ToReader)])
            {
                TenantId = tenantId,
                Timeout = TimeSpan.FromSeconds(limits.QueryTimeoutSeconds),
                MaximumCost = Least(policy.MaxCost, limits.MaximumQueryCost),
                MaximumEstimatedRows = Least(policy.MaxEstimatedRows, limits.MaximumEstimatedRows),
                MaximumRows = query.RowLimit + 1,
            },
            cancellationToken);
        return result.TryGet(out var rows, out var failure)
            ? ResultTable.Cut(query.Columns, rows.Rows, query.RowLimit)
            : failure;
    }

    private static double Least(decimal? policy, double limit) => policy is { } own ? Math.Min((double)own, limit) : limit;

    private static ReaderParameter ToReader(SqlParameterValue parameter) => parameter switch
    {
        { Value: ValueList<Guid> ids } => new(ids.ToArray(), parameter.TypeName),
        { Value: SqlInterval interval } => new(new ReaderInterval(interval.Months, interval.Days, interval.Microseconds), parameter.TypeName),
        _ => new(parameter.Value, parameter.TypeName),
    };
}
