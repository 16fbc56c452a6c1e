using NlSql.Query.Sql.Tree;

namespace NlSql.Query.Sql.Rewriting;

/// <summary>A guarded statement in which every table reference is bound to the rows of one dataset version. Only the rewriter makes one.</summary>
public sealed class ScopedStatement
{
    internal ScopedStatement(SqlQuery query, DatasetScope scope)
    {
        Query = query;
        Scope = scope;
    }

    /// <summary>The tree, with <see cref="ScopedTable"/> in place of table names.</summary>
    public SqlQuery Query { get; }

    /// <summary>The dataset version.</summary>
    public DatasetScope Scope { get; }
}
