using NlSql.Query.Sql.Tree;

namespace NlSql.Query.Sql.Guarding.Naming;

/// <summary>Expressions whose values mean the same as those of one column: dollars summed are dollars.</summary>
internal static class UnitKeeping
{
    /// <summary>The one expression that gives this one its unit; null when there is none.</summary>
    public static SqlExpression? Of(SqlExpression expression) => expression switch
    {
        FunctionCall { Name: "sum" or "avg" or "min" or "max" or "abs" or "round" or "trunc" or "ceil" or "ceiling" or "floor" } call => First(call.Arguments),
        FunctionCall { Name: "first_value" or "last_value" or "nth_value" or "lag" or "lead" } call => First(call.Arguments),
        FunctionCall { Name: "coalesce", Arguments: [var value, Literal] } => value,
        FunctionCall { Name: "percentile_cont" or "percentile_disc" or "mode", WithinGroup: [var order] } => order.Expression,
        CastExpression cast => cast.Operand,
        UnaryExpression { Operator: UnaryOperator.Minus or UnaryOperator.Plus } unary => unary.Operand,
        _ => null,
    };

    private static SqlExpression? First(ValueList<SqlExpression> arguments) => arguments.Count > 0 ? arguments[0] : null;
}
