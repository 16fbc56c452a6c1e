namespace NlSql.Query.Sql.Tree;

/// <summary>What a node holds, in the order in which it is written. One switch; a test compares it with the properties.</summary>
internal static class SqlChildren
{
    /// <summary>The nodes directly inside a node.</summary>
    public static IEnumerable<SqlNode> Of(SqlNode node) => Parts(node).OfType<SqlNode>();

    private static IEnumerable<SqlNode?> Parts(SqlNode node) => node switch
    {
        SqlQuery q => [.. q.With, q.Body, .. q.OrderBy, q.Limit],
        CommonTable t => [t.Query],
        Select s => [s.Distinct, .. s.Items, .. s.From, s.Where, .. s.GroupBy, s.Having, .. s.Windows],
        ValuesBody v => v.Rows,
        SetOperation o => [o.Left, o.Right],
        NestedQuery n => [n.Query],
        Distinct d => d.On,
        ExpressionItem i => [i.Expression],
        OrderItem o => [o.Expression],
        RowLimit l => [l.Count, l.Offset],
        GroupingExpression g => [g.Expression],
        GroupingSet g => g.Expressions,
        Rollup r => r.Sets,
        Cube c => c.Sets,
        GroupingSets g => g.Elements,

        NamedTable t => [t.Alias],
        ScopedTable t => [.. t.Columns, t.Filter, t.Alias],
        CommonTableReference t => [t.Alias],
        DerivedTable t => [t.Query, t.Alias],
        JoinedTable j => [j.Left, j.Right, j.Condition],
        JoinOn j => [j.Predicate],

        UnaryExpression u => [u.Operand],
        BinaryExpression b => [b.Left, b.Right],
        LogicalExpression l => l.Terms,
        NotExpression n => [n.Operand],
        LikeExpression l => [l.Operand, l.Pattern, l.Escape],
        BetweenExpression b => [b.Operand, b.Low, b.High],
        DistinctFromExpression d => [d.Left, d.Right],
        IsExpression i => [i.Operand],
        InListExpression i => [i.Operand, .. i.Values],
        InQueryExpression i => [i.Operand, i.Query],
        QuantifiedArrayExpression q => [q.Operand, q.Array],
        QuantifiedQueryExpression q => [q.Operand, q.Query],
        ExistsExpression e => [e.Query],
        ScalarSubquery s => [s.Query],
        CaseExpression c => [c.Operand, .. c.Arms, c.Else],
        CaseArm a => [a.When, a.Then],
        CastExpression c => [c.Operand, c.Type],
        ExtractExpression e => [e.Source],
        AtTimeZoneExpression a => [a.Operand, a.Zone],
        TrimExpression t => [t.Characters, t.Source],
        PositionExpression p => [p.Sought, p.Source],
        SubstringExpression s => [s.Source, s.From, s.For],
        OverlapsExpression o => [o.Left, o.Right],
        RowExpression r => r.Items,
        ArrayExpression a => a.Items,

        FunctionCall f => [.. f.Arguments, .. f.OrderBy, .. f.WithinGroup, f.Filter, f.Over],
        WindowSpecification w => [.. w.PartitionBy, .. w.OrderBy, w.Frame],
        WindowDefinition w => [w.Specification],
        WindowFrame f => [f.Start, f.End],
        FrameBound b => [b.Offset],

        StarItem or TableAlias or JoinUsing or JoinNatural or ColumnReference or OutputOrdinal or SqlType or CurrentTimeExpression or NamedWindow or Literal => [],
        _ => throw new InvalidOperationException($"{node.GetType().Name} is not listed."),
    };
}
