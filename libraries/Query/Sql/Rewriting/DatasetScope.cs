namespace NlSql.Query.Sql.Rewriting;

/// <summary>Where the rows of one version of one dataset are.</summary>
/// <param name="DatasetId">The dataset; every row read carries it.</param>
/// <param name="Tables">Its tables.</param>
public sealed record DatasetScope(Guid DatasetId, ValueList<DatasetTable> Tables);

/// <summary>A table of a dataset and the parts that make it up.</summary>
/// <param name="Name">The logical name.</param>
/// <param name="PhysicalName">The partitioned parent within its schema, such as <c>retail__sales</c>.</param>
/// <param name="Parts">The parts of the version; none gives a table without rows.</param>
public sealed record DatasetTable(string Name, string PhysicalName, ValueList<Guid> Parts)
{
    /// <summary>The schema of the physical table.</summary>
    public string Schema { get; init; } = "data";
}

/// <summary>What keeps Postgres from evaluating a query's expressions on rows outside of its scope.</summary>
public enum EvaluationBarrier
{
    /// <summary>
    /// OFFSET 0 inside each scoped table reference: no expression of the query is pushed below the scope's predicates. Holds without
    /// row-level security; costs the pushing-down of filters.
    /// </summary>
    OffsetZero,

    /// <summary>Row-level security does it; the reference stays transparent to the planner. Never to be used where it is off.</summary>
    RowLevelSecurity,
}
