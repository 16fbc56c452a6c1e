namespace NlSql.Query.Sql.Tree;

/// <summary>A whole query: common tables, a body, order and limit.</summary>
/// <param name="Body">What gives the rows.</param>
public sealed record SqlQuery(QueryBody Body) : SqlNode
{
    /// <summary>The common tables of WITH, in order: one sees only those before it.</summary>
    public ValueList<CommonTable> With { get; init; } = [];

    /// <summary>The order of the rows; empty when any order will do.</summary>
    public ValueList<OrderItem> OrderBy { get; init; } = [];

    /// <summary>LIMIT, OFFSET or FETCH; null for all rows.</summary>
    public RowLimit? Limit { get; init; }
}

/// <summary>A common table: <c>name (columns) AS (query)</c>.</summary>
/// <param name="Name">The name that later queries use.</param>
/// <param name="Query">Its rows.</param>
public sealed record CommonTable(string Name, SqlQuery Query) : SqlNode
{
    /// <summary>New names for the first columns; empty to keep those of the query.</summary>
    public ValueList<string> Columns { get; init; } = [];

    /// <summary>True for MATERIALIZED, false for NOT MATERIALIZED, null to leave it to Postgres.</summary>
    public bool? Materialized { get; init; }
}

/// <summary>What gives a query its rows: SELECT, VALUES, a set operation, or a query in parentheses.</summary>
public abstract record QueryBody : SqlNode
{
    private protected QueryBody()
    {
    }
}

/// <summary>One SELECT without its order and limit.</summary>
/// <param name="Items">The output columns, at least one.</param>
public sealed record Select(ValueList<SelectItem> Items) : QueryBody
{
    /// <summary>DISTINCT or DISTINCT ON; null to keep duplicates.</summary>
    public Distinct? Distinct { get; init; }

    /// <summary>The table sources; several mean a comma between them (a cross join); empty for a SELECT of constants.</summary>
    public ValueList<TableSource> From { get; init; } = [];

    /// <summary>The condition on rows.</summary>
    public SqlExpression? Where { get; init; }

    /// <summary>The grouping; empty for none.</summary>
    public ValueList<GroupingElement> GroupBy { get; init; } = [];

    /// <summary>The condition on groups.</summary>
    public SqlExpression? Having { get; init; }

    /// <summary>The named windows.</summary>
    public ValueList<WindowDefinition> Windows { get; init; } = [];
}

/// <summary>Rows written out: <c>VALUES (1, 'a'), (2, 'b')</c>.</summary>
/// <param name="Rows">The rows, all of the same length.</param>
public sealed record ValuesBody(ValueList<RowExpression> Rows) : QueryBody;

/// <summary>Two bodies combined row by row.</summary>
/// <param name="Operator">UNION, INTERSECT or EXCEPT.</param>
/// <param name="All">Whether duplicates stay.</param>
/// <param name="Left">The first rows.</param>
/// <param name="Right">The second rows.</param>
public sealed record SetOperation(SetOperator Operator, bool All, QueryBody Left, QueryBody Right) : QueryBody;

/// <summary>A query in parentheses as one side of a set operation, with its own common tables, order or limit.</summary>
/// <param name="Query">The query.</param>
public sealed record NestedQuery(SqlQuery Query) : QueryBody;

/// <summary>The set operators.</summary>
public enum SetOperator
{
    /// <summary>Rows of either side.</summary>
    Union,

    /// <summary>Rows of both sides.</summary>
    Intersect,

    /// <summary>Rows of the left side that the right side lacks.</summary>
    Except,
}

/// <summary>DISTINCT, or DISTINCT ON when it has expressions.</summary>
/// <param name="On">The expressions of which one row each is kept; empty for plain DISTINCT.</param>
public sealed record Distinct(ValueList<SqlExpression> On) : SqlNode;

/// <summary>An output of a SELECT.</summary>
public abstract record SelectItem : SqlNode
{
    private protected SelectItem()
    {
    }
}

/// <summary>An expression as an output column.</summary>
/// <param name="Expression">The value.</param>
/// <param name="Alias">The column's name; null to let Postgres choose.</param>
public sealed record ExpressionItem(SqlExpression Expression, string? Alias = null) : SelectItem;

/// <summary>All columns, <c>*</c>, or all of one source, <c>t.*</c>.</summary>
/// <param name="Table">The source's name or alias; null for all sources.</param>
public sealed record StarItem(string? Table = null) : SelectItem;

/// <summary>One term of ORDER BY.</summary>
/// <param name="Expression">What to order by: an expression, an output's name, or an <see cref="OutputOrdinal"/>.</param>
/// <param name="Direction">Ascending or descending.</param>
/// <param name="Nulls">Where nulls go; null for Postgres' rule (last when ascending).</param>
public sealed record OrderItem(
    SqlExpression Expression,
    SortDirection Direction = SortDirection.Ascending,
    NullsOrder? Nulls = null) : SqlNode;

/// <summary>Sort directions.</summary>
public enum SortDirection
{
    /// <summary>Small values first.</summary>
    Ascending,

    /// <summary>Large values first.</summary>
    Descending,
}

/// <summary>Where nulls are sorted.</summary>
public enum NullsOrder
{
    /// <summary>Before all values.</summary>
    First,

    /// <summary>Behind all values.</summary>
    Last,
}

/// <summary>LIMIT and OFFSET.</summary>
/// <param name="Count">The most rows to give; null for all.</param>
/// <param name="Offset">Rows to skip first; null for none.</param>
/// <param name="WithTies">Whether rows equal to the last one in the order are given too.</param>
public sealed record RowLimit(SqlExpression? Count, SqlExpression? Offset = null, bool WithTies = false) : SqlNode;

/// <summary>A term of GROUP BY.</summary>
public abstract record GroupingElement : SqlNode
{
    private protected GroupingElement()
    {
    }
}

/// <summary>Group by one expression.</summary>
/// <param name="Expression">An expression, an output's name, or an <see cref="OutputOrdinal"/>.</param>
public sealed record GroupingExpression(SqlExpression Expression) : GroupingElement;

/// <summary>Several expressions as one unit, <c>(a, b)</c>, or none: the grand total.</summary>
/// <param name="Expressions">The expressions of the set.</param>
public sealed record GroupingSet(ValueList<SqlExpression> Expressions) : GroupingElement;

/// <summary>ROLLUP: every prefix of the list, down to the grand total.</summary>
/// <param name="Sets">The levels; a level of several expressions is one unit.</param>
public sealed record Rollup(ValueList<GroupingSet> Sets) : GroupingElement;

/// <summary>CUBE: every subset of the list.</summary>
/// <param name="Sets">The units to combine.</param>
public sealed record Cube(ValueList<GroupingSet> Sets) : GroupingElement;

/// <summary>GROUPING SETS: each listed grouping in turn.</summary>
/// <param name="Elements">The groupings.</param>
public sealed record GroupingSets(ValueList<GroupingElement> Elements) : GroupingElement;
