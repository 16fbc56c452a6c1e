using CsCheck;
using NlSql.Query.Sql.Tree;
using NlSql.SemanticModel;
using static NlSql.Query.Sql.Tree.SqlFactory;

namespace NlSql.Query.Tests.Sql.Tree;

/// <summary>Random trees, of the shapes that a text can have.</summary>
internal static class SqlTrees
{
    private static readonly Gen<string> Names = AnyOf("a", "amount", "unbounded", "rows", "Order", "select", "x y", "q\"q", "é", "date", "position", "sum", "year");

    private static readonly Gen<string> Texts = AnyOf("", "x", "it's", "a\\b", "--", "/*", "$1", "\n", "日本", "50%", "month");

    private static readonly Gen<SqlExpression> Leaves = Gen.OneOf<SqlExpression>(
        Names.Select(SqlExpression (n) => Column(n)),
        Gen.Select(Names, Names, SqlExpression (t, n) => Column(t, n)),
        Texts.Select(SqlExpression (t) => Literal(t)),
        Gen.Long[-100, 3_000_000_000].Select(SqlExpression (n) => Literal(n)),
        Gen.Int[-99_999, 99_999].Select(SqlExpression (n) => Literal(n / 100m)),
        Gen.Bool.Select(SqlExpression (b) => Literal(b)),
        Gen.DateOnly[new DateOnly(1000, 1, 1), new DateOnly(2999, 1, 1)].Select(SqlExpression (d) => Literal(d)),
        Gen.Int[0, 2_000_000_000].Select(SqlExpression (s) => Literal(new DateTime(1990, 1, 1).AddSeconds(s).AddTicks(s % 1000 * 10))),
        Gen.Select(Gen.Int[-50, 50], Gen.Int[-50, 50], Gen.Long[-100_000_000_000, 100_000_000_000], SqlExpression (m, d, t) => Literal(new SqlInterval(m, d, t))),
        AnyOf<SqlExpression>(Null),
        Gen.Enum<CurrentTimeKind>().Select(SqlExpression (k) => new CurrentTimeExpression(k)));

    public static Gen<SqlExpression> Expressions { get; } = Expression(3);

    public static Gen<SqlQuery> Queries { get; } = Query(1);

    private static Gen<T> AnyOf<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    private static Gen<SqlExpression> Expression(int depth)
    {
        if (depth == 0) return Leaves;
        Gen<SqlExpression> inner = Expression(depth - 1);
        Gen<SqlExpression> low = Expression(Math.Max(0, depth - 2));
        Gen<ValueList<SqlExpression>> several = low.Array[1, 3].Select(e => e.ToValueList());
        Gen<RowExpression> row = low.Array[2].Select(e => new RowExpression(e.ToValueList()));
        return Gen.OneOf(
            Leaves,
            Gen.Select(Gen.Enum<BinaryOperator>(), inner, inner, SqlExpression (o, l, r) => Binary(l, o, r)),
            Gen.Select(Gen.Enum<UnaryOperator>(), inner, SqlExpression (o, e) => e is IntegerLiteral or DecimalLiteral ? e : new UnaryExpression(o, e)),
            Gen.Select(Gen.Enum<LogicalOperator>(), inner.Array[2, 3], SqlExpression (o, t) => new LogicalExpression(o, t.ToValueList())),
            inner.Select(SqlExpression (e) => Not(e)),
            Gen.Select(Gen.Enum<LikeKind>(), inner, low, Gen.Bool, low.Null(), SqlExpression (k, e, p, n, s) => new LikeExpression(k, e, p, n) { Escape = s }),
            Gen.Select(inner, low, low, Gen.Bool, Gen.Bool, SqlExpression (e, a, b, n, s) => new BetweenExpression(e, a, b, n, s)),
            Gen.Select(inner, inner, Gen.Bool, SqlExpression (l, r, n) => new DistinctFromExpression(l, r, n)),
            Gen.Select(inner, Gen.Enum<IsTest>(), Gen.Bool, SqlExpression (e, t, n) => new IsExpression(e, t, n)),
            Gen.Select(inner, several, Gen.Bool, SqlExpression (e, v, n) => v[0] is ScalarSubquery ? e : new InListExpression(e, v, n)),
            Gen.Select(inner, Gen.Enum<Quantifier>(), several, SqlExpression (e, q, v) => new QuantifiedArrayExpression(e, BinaryOperator.LessOrEqual, q, new ArrayExpression(v))),
            Gen.Select(inner.Null(), Gen.Select(inner, low, (w, t) => new CaseArm(w, t)).Array[1, 2], low.Null(), SqlExpression (o, a, e) => new CaseExpression(o, a.ToValueList(), e)),
            Gen.Select(inner, AnyOf("int", "text", "timestamptz", "double precision", "date"), SqlExpression (e, t) => Cast(e, t)),
            Gen.Select(AnyOf("year", "dow", "epoch"), inner, SqlExpression (f, e) => new ExtractExpression(f, e)),
            Gen.Select(inner, low, SqlExpression (e, z) => new AtTimeZoneExpression(e, z)),
            Gen.Select(Gen.Enum<TrimSide>(), low.Null(), inner, SqlExpression (s, c, e) => new TrimExpression(s, c, e)),
            Gen.Select(low, low, SqlExpression (s, e) => new PositionExpression(s, e)),
            Gen.Select(low, low, low.Null(), SqlExpression (e, f, l) => new SubstringExpression(e, f, l)),
            Gen.Select(row, row, SqlExpression (l, r) => new OverlapsExpression(l, r)),
            row.Select(SqlExpression (r) => r),
            Call(low));
    }

    private static Gen<SqlExpression> Call(Gen<SqlExpression> argument)
    {
        Gen<OrderItem> order = Gen.Select(argument, Gen.Enum<SortDirection>(), AnyOf<NullsOrder?>(null, NullsOrder.First, NullsOrder.Last), (e, d, n) => new OrderItem(e, d, n));
        Gen<FrameBound> start = Gen.OneOf(
            AnyOf(new FrameBound(FrameBoundKind.UnboundedPreceding), new FrameBound(FrameBoundKind.CurrentRow)),
            argument.Select(e => new FrameBound(FrameBoundKind.Preceding, e)));
        Gen<FrameBound?> end = Gen.OneOf<FrameBound?>(
            AnyOf<FrameBound?>([null]),
            argument.Select(FrameBound? (e) => new FrameBound(FrameBoundKind.Following, e)),
            AnyOf<FrameBound?>(new FrameBound(FrameBoundKind.UnboundedFollowing)));
        Gen<Window?> over = Gen.OneOf(
            AnyOf<Window?>([null]),
            Names.Select(Window? (n) => new NamedWindow(n)),
            Gen.Select(argument.Array[0, 2], order.Array[0, 2], Gen.Enum<FrameUnit>(), start, end, Window? (p, o, u, s, e) =>
                new WindowSpecification
                {
                    Base = s.Kind == FrameBoundKind.CurrentRow ? "rows" : null,
                    PartitionBy = p.ToValueList(),
                    OrderBy = o.ToValueList(),
                    Frame = new WindowFrame(u, s, e),
                }));
        return Gen.Select(AnyOf("sum", "coalesce1", "left", "lower"), argument.Array[0, 3], Gen.Int[0, 3], order.Array[0, 1], argument.Null(), over, SqlExpression (name, a, form, o, f, w) =>
            new FunctionCall(name, a.ToValueList())
            {
                Distinct = form == 1 && a.Length > 0,
                OrderBy = form < 3 && a.Length > 0 ? o.ToValueList() : [],
                WithinGroup = form == 3 ? o.ToValueList() : [],
                Filter = f,
                Over = w,
            });
    }

    private static Gen<SqlQuery> Query(int depth)
    {
        Gen<SqlExpression> leaf = Expression(1);

        // A bare whole number is a position there; a list of values in parentheses is one grouping.
        Gen<SqlExpression> sorted = leaf.Select(e => e is IntegerLiteral or RowExpression ? new OutputOrdinal(1) : e);
        Gen<SqlExpression> expression = depth == 0
            ? leaf
            : Gen.OneOf(
                leaf,
                Query(depth - 1).Select(SqlExpression (q) => new ScalarSubquery(q)),
                Query(depth - 1).Select(SqlExpression (q) => new ExistsExpression(q)),
                Gen.Select(leaf, Query(depth - 1), Gen.Bool, SqlExpression (e, q, n) => new InQueryExpression(e, q, n)),
                Gen.Select(leaf, Query(depth - 1), SqlExpression (e, q) => new QuantifiedQueryExpression(e, BinaryOperator.Greater, Quantifier.All, q)));
        Gen<TableSource> table = Gen.Select(Names, Names.Null(), TableSource (n, a) => Table(n, a));
        Gen<TableSource> source = depth == 0
            ? table
            : Gen.OneOf(table, Gen.Select(Query(depth - 1), Names, TableSource (q, a) => Derived(q, a)));
        Gen<TableSource> joined = Gen.OneOf(
            source,
            Gen.Select(source, source, AnyOf(JoinKind.Inner, JoinKind.Left, JoinKind.Right, JoinKind.Full), leaf, TableSource (l, r, k, c) => Join(l, k, r, c)),
            Gen.Select(source, source, TableSource (l, r) => new JoinedTable(JoinKind.Cross, l, r, null)),
            Gen.Select(source, source, AnyOf(JoinKind.Inner, JoinKind.Full), TableSource (l, r, k) => new JoinedTable(k, l, r, new JoinNatural())),
            Gen.Select(source, source, source, Names, TableSource (l, m, r, c) =>
                new JoinedTable(JoinKind.Inner, l, new JoinedTable(JoinKind.Left, m, r, new JoinUsing([c])), new JoinUsing([c, "k"]))));
        Gen<SelectItem> item = Gen.OneOf(
            Gen.Select(expression, Names.Null(), SelectItem (e, a) => new ExpressionItem(e, a)),
            Names.Null().Select(SelectItem (t) => new StarItem(t)));
        Gen<GroupingElement> grouping = Gen.OneOf(
            sorted.Select(GroupingElement (e) => new GroupingExpression(e)),
            sorted.Array[0, 3].Select(GroupingElement (e) => e.Length == 1 ? new GroupingExpression(e[0]) : new GroupingSet(e.ToValueList())),
            sorted.Array[1, 3].Array[1, 2].Select(GroupingElement (s) => new Rollup(s.Select(e => new GroupingSet(e.ToValueList())).ToValueList())),
            sorted.Array[1, 3].Array[1, 2].Select(GroupingElement (s) => new GroupingSets([new Cube(s.Select(e => new GroupingSet(e.ToValueList())).ToValueList()), new GroupingSet([])])));
        Gen<Select> select = Gen.Select(
            item.Array[1, 3], joined.Array[0, 2], expression.Null(), grouping.Array[0, 2], leaf.Null(), sorted.Array[0, 2].Null(),
            (i, f, w, g, h, d) => new Select(i.ToValueList())
            {
                From = f.ToValueList(),
                Where = w,
                GroupBy = g.ToValueList(),
                Having = h,
                Distinct = d is null ? null : new Distinct(d.ToValueList()),
                Windows = h is null ? [] : [new WindowDefinition("w", new WindowSpecification { PartitionBy = [h] })],
            });
        Gen<QueryBody> arm = Gen.OneOf<QueryBody>(
            select.Select(QueryBody (s) => s),
            Gen.Select(select, leaf, QueryBody (s, o) => new NestedQuery(new SqlQuery(s) { OrderBy = [new OrderItem(o is IntegerLiteral ? new OutputOrdinal(2) : o)] })),
            leaf.Array[2].Array[1, 2].Select(QueryBody (r) => new ValuesBody(r.Select(v => new RowExpression(v.ToValueList())).ToValueList())));
        Gen<QueryBody> body = Gen.OneOf(
            select.Select(QueryBody (s) => s),
            Gen.Select(Gen.Enum<SetOperator>(), Gen.Bool, arm, arm, QueryBody (o, a, l, r) => new SetOperation(o, a, l, r)),
            Gen.Select(Gen.Enum<SetOperator>(), Gen.Enum<SetOperator>(), arm, arm, arm, QueryBody (o, p, x, y, z) => new SetOperation(o, false, new SetOperation(p, true, x, y), z)),
            Gen.Select(Gen.Enum<SetOperator>(), Gen.Enum<SetOperator>(), arm, arm, arm, QueryBody (o, p, x, y, z) => new SetOperation(o, false, x, new SetOperation(p, true, y, z))));
        Gen<RowLimit?> limit = Gen.Select(Gen.Long[0, 99], Gen.Int[0, 4], RowLimit? (n, k) => k switch
        {
            0 => null,
            1 => new RowLimit(Literal(n)),
            2 => new RowLimit(null, Literal(n)),
            3 => new RowLimit(Literal(n), Literal(n)),
            _ => new RowLimit(Literal(n), Literal(n), WithTies: true),
        });
        Gen<CommonTable> with = Gen.Select(Names, select, AnyOf<bool?>(null, true, false), (n, s, m) =>
            new CommonTable(n, new SqlQuery(s)) { Columns = m is null ? [] : ["c"], Materialized = m });
        return Gen.Select(with.Array[0, 2], body, sorted.Array[0, 2], limit, (w, b, o, l) => new SqlQuery(b)
        {
            With = w.ToValueList(),
            OrderBy = o.Select(e => new OrderItem(e, SortDirection.Descending)).ToValueList(),
            Limit = l is null ? null : l with { WithTies = l.WithTies && o.Length > 0 },
        });
    }
}
