using NlSql.Query.Sql.Tree;

namespace NlSql.Query.Model;

/// <summary>
/// Replaces the columns in an expression of the model: a metric's own names by columns of the select, or by other metrics. Only value
/// expressions without sub-selects and windows have such columns; anything else is refused when the model is prepared.
/// </summary>
internal static class ExpressionColumns
{
    /// <summary>The expression with each column replaced; null when it holds something that a metric may not.</summary>
    public static SqlExpression? Replace(SqlExpression expression, Func<ColumnReference, SqlExpression?> replacement)
    {
        var failed = false;
        var result = Map(expression);
        return failed ? null : result;

        SqlExpression Fail(SqlExpression original)
        {
            failed = true;
            return original;
        }

        ValueList<SqlExpression> All(ValueList<SqlExpression> items) => items.Select(Map).ToValueList();

        SqlExpression? Maybe(SqlExpression? item) => item is null ? null : Map(item);

        SqlExpression Map(SqlExpression node) => node switch
        {
            ColumnReference column => replacement(column) ?? Fail(column),
            Literal => node,
            UnaryExpression unary => unary with { Operand = Map(unary.Operand) },
            BinaryExpression binary => binary with { Left = Map(binary.Left), Right = Map(binary.Right) },
            LogicalExpression logical => logical with { Terms = All(logical.Terms) },
            NotExpression not => not with { Operand = Map(not.Operand) },
            LikeExpression like => like with { Operand = Map(like.Operand), Pattern = Map(like.Pattern), Escape = Maybe(like.Escape) },
            BetweenExpression between => between with { Operand = Map(between.Operand), Low = Map(between.Low), High = Map(between.High) },
            DistinctFromExpression distinct => distinct with { Left = Map(distinct.Left), Right = Map(distinct.Right) },
            IsExpression test => test with { Operand = Map(test.Operand) },
            InListExpression list => list with { Operand = Map(list.Operand), Values = All(list.Values) },
            CaseExpression choice => choice with
            {
                Operand = Maybe(choice.Operand),
                Arms = choice.Arms.Select(a => a with { When = Map(a.When), Then = Map(a.Then) }).ToValueList(),
                Else = Maybe(choice.Else),
            },
            CastExpression cast => cast with { Operand = Map(cast.Operand) },
            ExtractExpression extract => extract with { Source = Map(extract.Source) },
            TrimExpression trim => trim with { Characters = Maybe(trim.Characters), Source = Map(trim.Source) },
            PositionExpression position => position with { Sought = Map(position.Sought), Source = Map(position.Source) },
            SubstringExpression part => part with { Source = Map(part.Source), From = Map(part.From), For = Maybe(part.For) },
            FunctionCall { Over: null, WithinGroup.Count: 0, OrderBy.Count: 0, Filter: null, Star: false, Distinct: false } call =>
                call with { Arguments = All(call.Arguments) },
            _ => Fail(node),
        };
    }

    /// <summary>The columns of an expression; null when it holds something that a metric may not.</summary>
    public static IReadOnlyList<ColumnReference>? Of(SqlExpression expression)
    {
        var columns = new List<ColumnReference>();
        var seen = Replace(expression, column =>
        {
            columns.Add(column);
            return column;
        });
        return seen is null ? null : columns;
    }
}
