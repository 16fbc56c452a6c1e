using NlSql.Query.Sql.Tree;

namespace NlSql.Query.Sql.Guarding.Naming;

/// <summary>What is wrong with a join.</summary>
internal enum JoinFault
{
    /// <summary>Every row would be paired with every row.</summary>
    NotConnected,

    /// <summary>It is connected, and not as the scope's relationships say.</summary>
    NotDeclared,
}

/// <summary>Whether sources are connected by equalities, so that a join does not pair every row with every row, and by which.</summary>
internal sealed class JoinPaths(SqlScope scope)
{
    /// <summary>
    /// What is wrong with these parts under this condition; null when they hang together. Parts with few rows need no connection, as long
    /// as all of them together are still few, with those that were paired before.
    /// </summary>
    /// <param name="parts">The two sides of a join, or the items of FROM.</param>
    /// <param name="condition">ON or WHERE.</param>
    /// <param name="copies">How often a row of the data may stand in the result.</param>
    public JoinFault? WhyApart(IReadOnlyList<BoundShape> parts, SqlExpression? condition, out double copies)
    {
        JoinFault? fault = WhyApart(parts, condition, 1, out double paired);
        copies = parts.Aggregate(1.0, (all, p) => all * p.Copies);
        double rows = parts.Aggregate(1.0, (all, p) => all * p.MostRows);
        if (double.IsInfinity(rows)) copies *= paired;
        return fault ?? (copies > BoundShape.FewRows || (rows > BoundShape.MostPairs && !double.IsInfinity(rows)) ? JoinFault.NotConnected : null);
    }

    private JoinFault? WhyApart(IReadOnlyList<BoundShape> parts, SqlExpression? condition, double few, out double paired)
    {
        List<BoundShape> apart = [];
        foreach (BoundShape part in parts.OrderBy(p => p.MostRows))
        {
            if (IsFree(part) && few * part.MostRows <= BoundShape.FewRows) few *= Math.Max(1, part.MostRows);
            else apart.Add(part);
        }

        paired = few;
        if (apart.Count < 2) return null;
        if (condition is null) return JoinFault.NotConnected;
        BoundShape joined = apart[0];
        var rest = apart.Skip(1).ToList();
        JoinFault worst = JoinFault.NotConnected;
        while (rest.Count > 0)
        {
            var faults = rest.ConvertAll(p => Fault(condition, joined, p));
            int next = faults.IndexOf(null);
            if (next < 0)
            {
                if (faults.Contains(JoinFault.NotDeclared)) worst = JoinFault.NotDeclared;
                return worst;
            }

            joined = joined.And(rest[next]);
            rest.RemoveAt(next);
        }

        return null;
    }

    /// <summary>Whether columns of these names may join the two.</summary>
    public bool Allows(BoundShape left, BoundShape right, IEnumerable<string> columns) =>
        scope.Joins == JoinMode.AnyEquality || IsFree(left) || IsFree(right)
        || IsDeclared([.. columns.Select(c => (left.Columns.FirstOrDefault(l => l.Name == c), right.Columns.FirstOrDefault(r => r.Name == c)))]);

    /// <summary>The declared joins between the tables behind a shape, as conditions.</summary>
    public IEnumerable<string> Declared(BoundShape shape)
    {
        var tables = shape.Columns.SelectMany(c => c.Origins).Select(o => o.Table).ToHashSet(StringComparer.Ordinal);
        return scope.Relationships
            .Where(r => tables.Contains(r.FromTable) && tables.Contains(r.ToTable))
            .Select(r => string.Join(" AND ", r.FromColumns.Zip(r.ToColumns, (f, t) => $"{r.FromTable}.{f} = {r.ToTable}.{t}")));
    }

    /// <summary>Whether it may be paired with everything; rows of tables, where joins are declared, only when it is one.</summary>
    private bool IsFree(BoundShape part) =>
        part.Few && (scope.Joins == JoinMode.AnyEquality || part.MostRows <= 1 || part.Columns.All(c => c.Origins.Count == 0));

    private JoinFault? Fault(SqlExpression condition, BoundShape left, BoundShape right)
    {
        List<(SqlExpression Left, SqlExpression Right)> between =
        [
            .. Conjuncts(condition).SelectMany(Equalities).Select(e => IsBetween(e, left, right) ? e : (Left: e.Right, Right: e.Left)).Where(e => IsBetween(e, left, right)),
        ];
        if (between.Count == 0) return JoinFault.NotConnected;
        if (scope.Joins == JoinMode.AnyEquality) return null;
        return IsDeclared([.. between.Select(e => (Column(e.Left, left), Column(e.Right, right)))]) ? null : JoinFault.NotDeclared;
    }

    private static bool IsBetween((SqlExpression Left, SqlExpression Right) equality, BoundShape left, BoundShape right) =>
        DependsOnlyOn(equality.Left, left) && DependsOnlyOn(equality.Right, right);

    private static BoundColumn? Column(SqlExpression side, BoundShape shape) => side is ColumnReference reference ? shape.Find(reference) : null;

    /// <summary>Whether all columns of one relationship are made equal, in either direction.</summary>
    private bool IsDeclared(IReadOnlyList<(BoundColumn? Left, BoundColumn? Right)> pairs)
    {
        bool Equated(Origin left, Origin right) =>
            pairs.Any(p => p.Left is not null && p.Right is not null && p.Left.Origins.Contains(left) && p.Right.Origins.Contains(right));
        return scope.Relationships.Any(r =>
        {
            (Origin From, Origin To)[] columns = [.. r.FromColumns.Zip(r.ToColumns, (f, t) => (new Origin(r.FromTable, f), new Origin(r.ToTable, t)))];
            return columns.All(c => Equated(c.From, c.To)) || columns.All(c => Equated(c.To, c.From));
        });
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
