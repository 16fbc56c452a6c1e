using NlSql.Query.Sql.Tree;
using NlSql.SemanticModel.Queries;

namespace NlSql.Query.Planning;

/// <summary>A semantic query as a tree.</summary>
/// <param name="Tree">The tree, without the row limit.</param>
/// <param name="Columns">Its outputs.</param>
/// <param name="Time">The time filter with the column that it filters; null for none.</param>
internal sealed record PlannedQuery(SqlQuery Tree, ValueList<OutputColumn> Columns, TimeFilter? Time)
{
    /// <summary>Whether it has one row by its nature, so that no limit is needed.</summary>
    public bool IsOneRow { get; init; }

    /// <summary>The tree as part of another: with the limit that the query says, and ordered only for its sake. Ties are cut where rows are ranked.</summary>
    public SqlQuery Limited(SemanticQuery query) => query is { Limit: { } limit, WithTies: false }
        ? Tree with { Limit = Limit(limit, query.Offset) }
        : Tree with { OrderBy = [] };

    /// <summary>LIMIT, and OFFSET where rows are left out.</summary>
    public static RowLimit Limit(int rows, int offset) =>
        SqlFactory.Limit(rows) with { Offset = offset > 0 ? SqlFactory.Literal(offset) : null };
}

/// <summary>An output being planned.</summary>
/// <param name="Column">What it is; the name is final.</param>
/// <param name="Expression">Its value in the final select.</param>
/// <param name="IsCalled">Whether the query means it by a name.</param>
internal sealed record PlannedOutput(OutputColumn Column, SqlExpression Expression, Func<string, bool> IsCalled);
