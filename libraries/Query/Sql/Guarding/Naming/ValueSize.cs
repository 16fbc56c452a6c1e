using NlSql.Query.Sql.Tree;

namespace NlSql.Query.Sql.Guarding.Naming;

/// <summary>
/// How large an expression's values can be, in cells of the data. Joining texts and multiplying numbers adds up, and a chain of common
/// tables that each join a column to itself doubles with every link: memory is bounded by refusing what is too large.
/// </summary>
internal static class ValueSize
{
    /// <summary>The largest size accepted.</summary>
    public const double Most = 100;

    private const double CharactersPerCell = 100;

    // Twice collected is too much: a list of lists has as many cells as the data has pairs.
    private const double CollectedCells = 20;

    // Literals in a list are as long as the text that says them; what they may grow to counts, not what they are.
    private const double ListedLiteral = 0.1;

    /// <summary>The size, given that of each column and sub-select.</summary>
    public static double Of(SqlExpression expression, Func<ColumnReference, double> column, Func<SqlQuery, double> query)
    {
        double Size(SqlExpression e) => Of(e, column, query);
        return expression switch
        {
            ColumnReference c => column(c),
            TextLiteral t => t.Value.Length / CharactersPerCell,
            Literal => 0.1,
            BinaryExpression { Operator: BinaryOperator.Concatenate or BinaryOperator.Multiply } b => Size(b.Left) + Size(b.Right),
            BinaryExpression { Operator: BinaryOperator.Power } b => Size(b.Left) * Exponent(b.Right),
            FunctionCall { Name: "power" or "pow", Arguments: [var number, var exponent] } => Size(number) * Exponent(exponent),
            FunctionCall { Name: "exp", Arguments: [var exponent] } => Exponent(exponent) / 10,
            FunctionCall { Name: "concat" or "json_build_object" } f => f.Arguments.Sum(Size),
            FunctionCall { Name: "concat_ws", Arguments: [var separator, ..] } f => f.Arguments.Sum(Size) + (Size(separator) * Math.Max(0, f.Arguments.Count - 3)),
            ArrayExpression a => a.Items.Sum(i => i is Literal ? ListedLiteral * Size(i) : Size(i)),
            RowExpression r => r.Items.Sum(i => i is Literal ? ListedLiteral * Size(i) : Size(i)),
            CastExpression { Type: { Name: "character", Modifiers: [var width] } } c => Math.Max(Size(c.Operand), width / CharactersPerCell),
            FunctionCall { Name: "replace", Arguments: [var text, TextLiteral from, TextLiteral to] } =>
                Size(text) * Math.Max(1, (double)to.Value.Length / Math.Max(1, from.Value.Length)),
            FunctionCall { Name: "lpad" or "rpad", Arguments: [var text, IntegerLiteral width, ..] } => Math.Max(Size(text), width.Value / CharactersPerCell),
            FunctionCall { Name: "string_agg" or "array_agg" } f => CollectedCells * f.Arguments.Max(Size),
            _ => Largest(expression, column, query),
        };
    }

    private static double Largest(SqlNode node, Func<ColumnReference, double> column, Func<SqlQuery, double> query) =>
        SqlChildren.Of(node)
            .Select(child => child switch
            {
                SqlExpression e => Of(e, column, query),
                SqlQuery q => query(q),
                _ => Largest(child, column, query),
            })
            .DefaultIfEmpty(0.1)
            .Max();

    private static double Exponent(SqlExpression exponent) => exponent switch
    {
        IntegerLiteral i => Math.Max(1, Math.Abs((double)i.Value)),
        DecimalLiteral d => Math.Max(1, Math.Abs((double)d.Value)),
        CastExpression c => Exponent(c.Operand),
        _ => CollectedCells,
    };
}
