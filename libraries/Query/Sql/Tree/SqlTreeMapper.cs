namespace NlSql.Query.Sql.Tree;

/// <summary>Makes a new tree from a tree by replacing table names or expressions, wherever they stand; everything else is copied.</summary>
internal abstract class SqlTreeMapper
{
    /// <summary>What stands for a table name.</summary>
    protected virtual TableSource Table(NamedTable table) => table;

    /// <summary>A query; overridden to know which common tables are in sight.</summary>
    protected virtual SqlQuery Query(SqlQuery query) => query with
    {
        With = Each(query.With, CommonTable),
        Body = Body(query.Body),
        OrderBy = Each(query.OrderBy, Order),
        Limit = query.Limit is null ? null : query.Limit with { Count = Optional(query.Limit.Count), Offset = Optional(query.Limit.Offset) },
    };

    /// <summary>A common table.</summary>
    protected CommonTable CommonTable(CommonTable table) => table with { Query = Query(table.Query) };

    private QueryBody Body(QueryBody body) => body switch
    {
        Select s => s with
        {
            Distinct = s.Distinct is null ? null : new Distinct(Each(s.Distinct.On, Map)) { Span = s.Distinct.Span },
            Items = Each(s.Items, SelectItem (item) => item is ExpressionItem e ? e with { Expression = Map(e.Expression) } : item),
            From = Each(s.From, Source),
            Where = Optional(s.Where),
            GroupBy = Each(s.GroupBy, Grouping),
            Having = Optional(s.Having),
            Windows = Each(s.Windows, w => w with { Specification = Specification(w.Specification) }),
        },
        ValuesBody v => v with { Rows = Each(v.Rows, Row) },
        SetOperation o => o with { Left = Body(o.Left), Right = Body(o.Right) },
        NestedQuery n => n with { Query = Query(n.Query) },
        _ => throw Unknown(body),
    };

    private TableSource Source(TableSource source) => source switch
    {
        NamedTable t => Table(t),
        DerivedTable d => d with { Query = Query(d.Query) },
        JoinedTable j => j with
        {
            Left = Source(j.Left),
            Right = Source(j.Right),
            Condition = j.Condition is JoinOn on ? on with { Predicate = Map(on.Predicate) } : j.Condition,
        },
        _ => source,
    };

    private GroupingElement Grouping(GroupingElement element) => element switch
    {
        GroupingExpression e => e with { Expression = Map(e.Expression) },
        GroupingSet s => Set(s),
        Rollup r => r with { Sets = Each(r.Sets, Set) },
        Cube c => c with { Sets = Each(c.Sets, Set) },
        GroupingSets s => s with { Elements = Each(s.Elements, Grouping) },
        _ => throw Unknown(element),
    };

    private GroupingSet Set(GroupingSet set) => set with { Expressions = Each(set.Expressions, Map) };

    private OrderItem Order(OrderItem item) => item with { Expression = Map(item.Expression) };

    private RowExpression Row(RowExpression row) => row with { Items = Each(row.Items, Map) };

    /// <summary>An expression.</summary>
    protected virtual SqlExpression Map(SqlExpression expression) => expression switch
    {
        Literal or ColumnReference or OutputOrdinal or CurrentTimeExpression => expression,
        UnaryExpression e => e with { Operand = Map(e.Operand) },
        BinaryExpression e => e with { Left = Map(e.Left), Right = Map(e.Right) },
        LogicalExpression e => e with { Terms = Each(e.Terms, Map) },
        NotExpression e => e with { Operand = Map(e.Operand) },
        LikeExpression e => e with { Operand = Map(e.Operand), Pattern = Map(e.Pattern), Escape = Optional(e.Escape) },
        BetweenExpression e => e with { Operand = Map(e.Operand), Low = Map(e.Low), High = Map(e.High) },
        DistinctFromExpression e => e with { Left = Map(e.Left), Right = Map(e.Right) },
        IsExpression e => e with { Operand = Map(e.Operand) },
        InListExpression e => e with { Operand = Map(e.Operand), Values = Each(e.Values, Map) },
        InQueryExpression e => e with { Operand = Map(e.Operand), Query = Query(e.Query) },
        QuantifiedArrayExpression e => e with { Operand = Map(e.Operand), Array = Map(e.Array) },
        QuantifiedQueryExpression e => e with { Operand = Map(e.Operand), Query = Query(e.Query) },
        ExistsExpression e => e with { Query = Query(e.Query) },
        ScalarSubquery e => e with { Query = Query(e.Query) },
        CaseExpression e => e with
        {
            Operand = Optional(e.Operand),
            Arms = Each(e.Arms, a => a with { When = Map(a.When), Then = Map(a.Then) }),
            Else = Optional(e.Else),
        },
        CastExpression e => e with { Operand = Map(e.Operand) },
        ExtractExpression e => e with { Source = Map(e.Source) },
        AtTimeZoneExpression e => e with { Operand = Map(e.Operand), Zone = Map(e.Zone) },
        TrimExpression e => e with { Characters = Optional(e.Characters), Source = Map(e.Source) },
        PositionExpression e => e with { Sought = Map(e.Sought), Source = Map(e.Source) },
        SubstringExpression e => e with { Source = Map(e.Source), From = Map(e.From), For = Optional(e.For) },
        OverlapsExpression e => e with { Left = Row(e.Left), Right = Row(e.Right) },
        RowExpression e => Row(e),
        ArrayExpression e => e with { Items = Each(e.Items, Map) },
        FunctionCall e => e with
        {
            Arguments = Each(e.Arguments, Map),
            OrderBy = Each(e.OrderBy, Order),
            WithinGroup = Each(e.WithinGroup, Order),
            Filter = Optional(e.Filter),
            Over = e.Over is WindowSpecification w ? Specification(w) : e.Over,
        },
        _ => throw Unknown(expression),
    };

    private WindowSpecification Specification(WindowSpecification window) => window with
    {
        PartitionBy = Each(window.PartitionBy, Map),
        OrderBy = Each(window.OrderBy, Order),
        Frame = window.Frame is null ? null : window.Frame with
        {
            Start = Bound(window.Frame.Start),
            End = window.Frame.End is null ? null : Bound(window.Frame.End),
        },
    };

    private FrameBound Bound(FrameBound bound) => bound with { Offset = Optional(bound.Offset) };

    private SqlExpression? Optional(SqlExpression? expression) => expression is null ? null : Map(expression);

    /// <summary>Each item mapped.</summary>
    protected static ValueList<TTo> Each<TFrom, TTo>(ValueList<TFrom> items, Func<TFrom, TTo> map) =>
        items.Count == 0 ? [] : items.Select(map).ToValueList();

    private static InvalidOperationException Unknown(SqlNode node) => new($"The mapper does not know {node.GetType().Name}.");
}
