namespace NlSql.Query.Sql.Tree;

/// <summary>Short ways to build trees, meant for <c>using static</c>.</summary>
public static class SqlFactory
{
    /// <summary><c>table.column</c>.</summary>
    public static ColumnReference Column(string table, string column) => new(table, column);

    /// <summary><c>column</c>.</summary>
    public static ColumnReference Column(string column) => new(null, column);

    /// <summary>A text.</summary>
    public static TextLiteral Literal(string value) => new(value);

    /// <summary>A whole number.</summary>
    public static IntegerLiteral Literal(long value) => new(value);

    /// <summary>A decimal number.</summary>
    public static DecimalLiteral Literal(decimal value) => new(value);

    /// <summary>A truth value.</summary>
    public static BooleanLiteral Literal(bool value) => new(value);

    /// <summary>A day.</summary>
    public static DateLiteral Literal(DateOnly value) => new(value);

    /// <summary>A moment.</summary>
    public static TimestampLiteral Literal(DateTime value) => new(value);

    /// <summary>A length of time.</summary>
    public static IntervalLiteral Literal(SqlInterval value) => new(value);

    /// <summary>NULL.</summary>
    public static NullLiteral Null { get; } = new();

    /// <summary>A call: <c>sum(x)</c>.</summary>
    public static FunctionCall Call(string name, params ReadOnlySpan<SqlExpression> arguments) => new(name, ValueList.Create(arguments));

    /// <summary><c>count(*)</c>.</summary>
    public static FunctionCall CountAll() => new("count", []) { Star = true };

    /// <summary><c>count(DISTINCT x)</c>.</summary>
    public static FunctionCall CountDistinct(SqlExpression argument) => new("count", [argument]) { Distinct = true };

    /// <summary><c>date_trunc('month', x)</c>.</summary>
    public static FunctionCall DateTrunc(string unit, SqlExpression source) => Call("date_trunc", Literal(unit), source);

    /// <summary>All of the conditions; one is returned as it is.</summary>
    public static SqlExpression And(params ReadOnlySpan<SqlExpression> terms) => Logical(LogicalOperator.And, terms);

    /// <summary>One of the conditions; a single one is returned as it is.</summary>
    public static SqlExpression Or(params ReadOnlySpan<SqlExpression> terms) => Logical(LogicalOperator.Or, terms);

    /// <summary>NOT.</summary>
    public static NotExpression Not(SqlExpression operand) => new(operand);

    /// <summary>An operator between two values.</summary>
    public static BinaryExpression Binary(SqlExpression left, BinaryOperator @operator, SqlExpression right) => new(@operator, left, right);

    /// <summary><c>left = right</c>.</summary>
    public static BinaryExpression Equal(SqlExpression left, SqlExpression right) => new(BinaryOperator.Equal, left, right);

    /// <summary><c>left / right</c>.</summary>
    public static BinaryExpression Divide(SqlExpression left, SqlExpression right) => new(BinaryOperator.Divide, left, right);

    /// <summary>IS NULL.</summary>
    public static IsExpression IsNull(SqlExpression operand) => new(operand, IsTest.Null);

    /// <summary>IS NOT NULL.</summary>
    public static IsExpression IsNotNull(SqlExpression operand) => new(operand, IsTest.Null, Negated: true);

    /// <summary>IN with a list.</summary>
    public static InListExpression In(SqlExpression operand, IEnumerable<SqlExpression> values) => new(operand, values.ToValueList());

    /// <summary>CAST.</summary>
    public static CastExpression Cast(SqlExpression operand, string type) => new(operand, new SqlType(SqlTypeNames.Canonicalize(type)));

    /// <summary>A table under an alias.</summary>
    public static NamedTable Table(string name, string? alias = null) => new(name, alias is null ? null : new TableAlias(alias));

    /// <summary>A sub-select in FROM.</summary>
    public static DerivedTable Derived(SqlQuery query, string alias) => new(query, new TableAlias(alias));

    /// <summary>A join with ON.</summary>
    public static JoinedTable Join(TableSource left, JoinKind kind, TableSource right, SqlExpression on) => new(kind, left, right, new JoinOn(on));

    /// <summary>An output column.</summary>
    public static ExpressionItem Item(SqlExpression expression, string? alias = null) => new(expression, alias);

    /// <summary>GROUP BY expressions.</summary>
    public static ValueList<GroupingElement> GroupBy(IEnumerable<SqlExpression> expressions) =>
        expressions.Select(GroupingElement (expression) => new GroupingExpression(expression)).ToValueList();

    /// <summary>A limit of so many rows.</summary>
    public static RowLimit Limit(long count) => new(Literal(count));

    private static SqlExpression Logical(LogicalOperator @operator, ReadOnlySpan<SqlExpression> terms) => terms.Length switch
    {
        0 => throw new ArgumentException("At least one condition is needed.", nameof(terms)),
        1 => terms[0],
        _ => new LogicalExpression(@operator, ValueList.Create(terms)),
    };
}
