namespace NlSql.Query.Sql.Tree;

/// <summary>Something that has a value.</summary>
public abstract record SqlExpression : SqlNode
{
    private protected SqlExpression()
    {
    }
}

/// <summary>A column: <c>s.region</c> or <c>region</c>.</summary>
/// <param name="Table">The source's name or alias; null to find it by the column.</param>
/// <param name="Column">The column.</param>
public sealed record ColumnReference(string? Table, string Column) : SqlExpression;

/// <summary>An output column by its position, in ORDER BY, GROUP BY and DISTINCT ON only: <c>ORDER BY 2</c>.</summary>
/// <param name="Position">1 for the first output.</param>
public sealed record OutputOrdinal(int Position) : SqlExpression;

/// <summary>A sign before a value.</summary>
/// <param name="Operator">The sign.</param>
/// <param name="Operand">The value.</param>
public sealed record UnaryExpression(UnaryOperator Operator, SqlExpression Operand) : SqlExpression;

/// <summary>An operator between two values.</summary>
/// <param name="Operator">The operator.</param>
/// <param name="Left">The left value.</param>
/// <param name="Right">The right value.</param>
public sealed record BinaryExpression(BinaryOperator Operator, SqlExpression Left, SqlExpression Right) : SqlExpression;

/// <summary>Terms joined by AND or by OR; a term of the same operator is allowed and printed in parentheses.</summary>
/// <param name="Operator">AND or OR.</param>
/// <param name="Terms">Two or more conditions.</param>
public sealed record LogicalExpression(LogicalOperator Operator, ValueList<SqlExpression> Terms) : SqlExpression;

/// <summary>NOT.</summary>
/// <param name="Operand">The condition.</param>
public sealed record NotExpression(SqlExpression Operand) : SqlExpression;

/// <summary>LIKE, ILIKE or SIMILAR TO.</summary>
/// <param name="Kind">Which of them.</param>
/// <param name="Operand">The text.</param>
/// <param name="Pattern">The pattern.</param>
/// <param name="Negated">Whether NOT stands before it.</param>
public sealed record LikeExpression(LikeKind Kind, SqlExpression Operand, SqlExpression Pattern, bool Negated = false) : SqlExpression
{
    /// <summary>The character that takes a wildcard's meaning away; null for the backslash.</summary>
    public SqlExpression? Escape { get; init; }
}

/// <summary>BETWEEN.</summary>
/// <param name="Operand">The value.</param>
/// <param name="Low">The lower end, included.</param>
/// <param name="High">The upper end, included.</param>
/// <param name="Negated">Whether NOT stands before it.</param>
/// <param name="Symmetric">Whether the ends may be swapped.</param>
public sealed record BetweenExpression(
    SqlExpression Operand,
    SqlExpression Low,
    SqlExpression High,
    bool Negated = false,
    bool Symmetric = false) : SqlExpression;

/// <summary>IS DISTINCT FROM: inequality that treats null as a value.</summary>
/// <param name="Left">The left value.</param>
/// <param name="Right">The right value.</param>
/// <param name="Negated">Whether it is IS NOT DISTINCT FROM.</param>
public sealed record DistinctFromExpression(SqlExpression Left, SqlExpression Right, bool Negated = false) : SqlExpression;

/// <summary>IS NULL, IS TRUE, IS FALSE, IS UNKNOWN.</summary>
/// <param name="Operand">The value.</param>
/// <param name="Test">What is asked.</param>
/// <param name="Negated">Whether NOT stands in it.</param>
public sealed record IsExpression(SqlExpression Operand, IsTest Test, bool Negated = false) : SqlExpression;

/// <summary>IN with a list.</summary>
/// <param name="Operand">The value.</param>
/// <param name="Values">At least one value.</param>
/// <param name="Negated">Whether it is NOT IN.</param>
public sealed record InListExpression(SqlExpression Operand, ValueList<SqlExpression> Values, bool Negated = false) : SqlExpression;

/// <summary>IN with a sub-select.</summary>
/// <param name="Operand">The value.</param>
/// <param name="Query">The sub-select.</param>
/// <param name="Negated">Whether it is NOT IN.</param>
public sealed record InQueryExpression(SqlExpression Operand, SqlQuery Query, bool Negated = false) : SqlExpression;

/// <summary>A comparison with any or all items of an array: <c>x = ANY (ARRAY[1, 2])</c>.</summary>
/// <param name="Operand">The value.</param>
/// <param name="Operator">The comparison.</param>
/// <param name="Quantifier">ANY or ALL.</param>
/// <param name="Array">The array.</param>
public sealed record QuantifiedArrayExpression(
    SqlExpression Operand,
    BinaryOperator Operator,
    Quantifier Quantifier,
    SqlExpression Array) : SqlExpression;

/// <summary>A comparison with any or all rows of a sub-select: <c>x &gt; ALL (SELECT …)</c>.</summary>
/// <param name="Operand">The value.</param>
/// <param name="Operator">The comparison.</param>
/// <param name="Quantifier">ANY or ALL.</param>
/// <param name="Query">The sub-select.</param>
public sealed record QuantifiedQueryExpression(
    SqlExpression Operand,
    BinaryOperator Operator,
    Quantifier Quantifier,
    SqlQuery Query) : SqlExpression;

/// <summary>EXISTS.</summary>
/// <param name="Query">The sub-select.</param>
public sealed record ExistsExpression(SqlQuery Query) : SqlExpression;

/// <summary>A sub-select of one row and one column as a value.</summary>
/// <param name="Query">The sub-select.</param>
public sealed record ScalarSubquery(SqlQuery Query) : SqlExpression;

/// <summary>CASE.</summary>
/// <param name="Operand">The value compared with each arm; null when the arms are conditions.</param>
/// <param name="Arms">At least one arm.</param>
/// <param name="Else">The value when no arm fits; null for NULL.</param>
public sealed record CaseExpression(SqlExpression? Operand, ValueList<CaseArm> Arms, SqlExpression? Else = null) : SqlExpression;

/// <summary>WHEN … THEN ….</summary>
/// <param name="When">The condition, or the value to compare with.</param>
/// <param name="Then">The result.</param>
public sealed record CaseArm(SqlExpression When, SqlExpression Then) : SqlNode;

/// <summary>CAST.</summary>
/// <param name="Operand">The value.</param>
/// <param name="Type">The wanted type.</param>
public sealed record CastExpression(SqlExpression Operand, SqlType Type) : SqlExpression;

/// <summary>A type by its canonical name: <c>integer</c>, <c>character varying</c>, <c>timestamp</c>, <c>timestamp with time zone</c>.</summary>
/// <param name="Name">The name.</param>
public sealed record SqlType(string Name) : SqlNode
{
    /// <summary>Length, or precision and scale; empty for none.</summary>
    public ValueList<int> Modifiers { get; init; } = [];

    /// <summary>Whether it is an array of the type.</summary>
    public bool IsArray { get; init; }
}

/// <summary>EXTRACT.</summary>
/// <param name="Field">The field in lower case: <c>year</c>, <c>dow</c>, …</param>
/// <param name="Source">The date, timestamp or interval.</param>
public sealed record ExtractExpression(string Field, SqlExpression Source) : SqlExpression;

/// <summary>AT TIME ZONE.</summary>
/// <param name="Operand">The timestamp.</param>
/// <param name="Zone">The zone's name.</param>
public sealed record AtTimeZoneExpression(SqlExpression Operand, SqlExpression Zone) : SqlExpression;

/// <summary>CURRENT_DATE and its like.</summary>
/// <param name="Kind">Which of them.</param>
public sealed record CurrentTimeExpression(CurrentTimeKind Kind) : SqlExpression;

/// <summary><c>trim(both 'x' from t)</c>.</summary>
/// <param name="Side">Which ends.</param>
/// <param name="Characters">What is cut off; null for spaces.</param>
/// <param name="Source">The text.</param>
public sealed record TrimExpression(TrimSide Side, SqlExpression? Characters, SqlExpression Source) : SqlExpression;

/// <summary><c>position('x' in t)</c>.</summary>
/// <param name="Sought">What to look for.</param>
/// <param name="Source">The text.</param>
public sealed record PositionExpression(SqlExpression Sought, SqlExpression Source) : SqlExpression;

/// <summary><c>substring(t from 2 for 3)</c>.</summary>
/// <param name="Source">The text.</param>
/// <param name="From">The first character, 1 for the beginning.</param>
/// <param name="For">How many characters; null for the rest.</param>
public sealed record SubstringExpression(SqlExpression Source, SqlExpression From, SqlExpression? For) : SqlExpression;

/// <summary>Two periods that overlap: <c>(a, b) OVERLAPS (c, d)</c>.</summary>
/// <param name="Left">The first period: two items.</param>
/// <param name="Right">The second period: two items.</param>
public sealed record OverlapsExpression(RowExpression Left, RowExpression Right) : SqlExpression;

/// <summary>Several values as one, for comparison and IN: <c>(a, b)</c>.</summary>
/// <param name="Items">Two or more values (any number in VALUES).</param>
public sealed record RowExpression(ValueList<SqlExpression> Items) : SqlExpression;

/// <summary><c>ARRAY[a, b]</c>.</summary>
/// <param name="Items">The items.</param>
public sealed record ArrayExpression(ValueList<SqlExpression> Items) : SqlExpression;
