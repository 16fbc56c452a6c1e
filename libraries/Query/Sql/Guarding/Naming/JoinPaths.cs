using NlSql.Query.Sql.Tree;

namespace NlSql.Query.Sql.Guarding.Naming;

/// <summary>Whether sources are connected by equalities, so that a join does not pair every row with every row.</summary>
internal static class JoinPaths
{
    /// <summary>Whether the condition demands that something of the left equals something of the right.</summary>
    public static bool Connects(SqlExpression condition, BoundShape left, BoundShape right) =>
        Conjuncts(condition).Any(c => Equalities(c).Any(e =>
            (DependsOnlyOn(e.Left, left) && DependsOnlyOn(e.Right, right)) || (DependsOnlyOn(e.Left, right) && DependsOnlyOn(e.Right, left))));

    /// <summary>Whether the items of FROM hang together through WHERE; those with few rows need not.</summary>
    public static bool AreConnected(IReadOnlyList<BoundShape> parts, SqlExpression? where)
    {
        List<BoundShape> apart = [.. parts.Where(p => !p.Few)];
        if (apart.Count < 2) return true;
        if (where is null) return false;
        BoundShape joined = apart[0];
        apart.RemoveAt(0);
        while (apart.FindIndex(p => Connects(where, joined, p)) is var next && next >= 0)
        {
            joined = joined.And(apart[next]);
            apart.RemoveAt(next);
        }

        return apart.Count == 0;
    }

    private static IEnumerable<SqlExpression> Conjuncts(SqlExpression condition) =>
        condition is LogicalExpression { Operator: LogicalOperator.And } and ? and.Terms.SelectMany(Conjuncts) : [condition];

    /// <summary>The equality itself, or those that a comparison of rows stands for.</summary>
    private static IEnumerable<(SqlExpression Left, SqlExpression Right)> Equalities(SqlExpression conjunct) => conjunct switch
    {
        BinaryExpression { Operator: BinaryOperator.Equal, Left: RowExpression l, Right: RowExpression r } => l.Items.Zip(r.Items),
        BinaryExpression { Operator: BinaryOperator.Equal } e => [(e.Left, e.Right)],
        _ => [],
    };

    /// <summary>Whether it names at least one column, all of them of this shape, and holds no sub-select.</summary>
    private static bool DependsOnlyOn(SqlExpression expression, BoundShape shape)
    {
        List<SqlNode> leaves = [.. Leaves(expression)];
        return leaves.All(n => n is not SqlQuery && (n is not ColumnReference c || shape.Has(c))) && leaves.Any(n => n is ColumnReference);
    }

    private static IEnumerable<SqlNode> Leaves(SqlNode node) =>
        node is SqlQuery or ColumnReference ? [node] : SqlChildren.Of(node).SelectMany(Leaves);
}
