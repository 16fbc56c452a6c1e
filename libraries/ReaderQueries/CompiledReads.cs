using NlSql.Query;
using NlSql.Query.Sql.Printing;
using NlSql.Query.Sql.Tree;
using NlSql.SemanticModel;
using NlSql.SemanticModel.Definitions;
using NlSql.ServiceDefaults.Database;

namespace NlSql.ReaderQueries;

/// <summary>Compiled queries as the reader of the data runs them.</summary>
public static class CompiledReads
{
    /// <summary>The query on a dataset; one row more than its limit is read, which tells whether there are more.</summary>
    /// <param name="query">The query, compiled for that dataset.</param>
    /// <param name="tenantId">Whose query it is.</param>
    /// <param name="datasetId">The only dataset whose rows it can see.</param>
    public static ReaderQuery ToReaderQuery(this CompiledQuery query, string tenantId, Guid datasetId) =>
        new(datasetId, query.Executable.Text, [.. query.Executable.Parameters.Select(ToReader)]) { TenantId = tenantId, MaximumRows = query.RowLimit + 1 };

    /// <summary>The query with the policy's limits, where they are lower than its own.</summary>
    public static ReaderQuery WithinPolicy(this ReaderQuery query, PolicyDefinition policy) => query with
    {
        MaximumCost = Least(policy.MaxCost, query.MaximumCost),
        MaximumEstimatedRows = Least(policy.MaxEstimatedRows, query.MaximumEstimatedRows),
    };

    private static double Least(decimal? policy, double limit) => policy is { } own ? Math.Min((double)own, limit) : limit;

    private static ReaderParameter ToReader(SqlParameterValue parameter) => parameter switch
    {
        { Value: ValueList<Guid> ids } => new(ids.ToArray(), parameter.TypeName),
        { Value: SqlInterval interval } => new(new ReaderInterval(interval.Months, interval.Days, interval.Microseconds), parameter.TypeName),
        _ => new(parameter.Value, parameter.TypeName),
    };
}
