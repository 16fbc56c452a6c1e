using System.Globalization;
using NlSql.SemanticModel.Queries;

namespace NlSql.Query.Narration;

/// <summary>Expressions in words: "checking balance plus savings balance".</summary>
internal static class ExpressionWords
{
    public static string Of(QueryExpression expression, Func<string, string> labelOf) => expression switch
    {
        QueryExpression.Named named => labelOf(named.Name).ToLowerInvariant(),
        QueryExpression.Number number => number.Value.ToString(CultureInfo.InvariantCulture),
        QueryExpression.Arithmetic arithmetic => $"{Operand(arithmetic.Left, labelOf)} {Word(arithmetic.Operator)} {Operand(arithmetic.Right, labelOf)}",
        QueryExpression.DateDifference difference =>
            $"{QueryWords.Of(difference.Unit)}s from {Of(difference.From, labelOf)} to {Of(difference.To, labelOf)}",
        QueryExpression.PartOfDate part => $"{QueryWords.Of(part.Part).Replace('_', ' ')} of {Of(part.Of, labelOf)}",
        QueryExpression.Today => "today",
        _ => "",
    };

    private static string Operand(QueryExpression expression, Func<string, string> labelOf) =>
        expression is QueryExpression.Arithmetic ? $"({Of(expression, labelOf)})" : Of(expression, labelOf);

    private static string Word(ArithmeticOperator op) => op switch
    {
        ArithmeticOperator.Add => "plus",
        ArithmeticOperator.Subtract => "minus",
        ArithmeticOperator.Multiply => "times",
        _ => "divided by",
    };
}
