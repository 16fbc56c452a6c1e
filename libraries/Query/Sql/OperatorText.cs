using System.Collections.Frozen;
using NlSql.Query.Sql.Tree;

namespace NlSql.Query.Sql;

/// <summary>The operators between two values, as they are written and how tightly they bind.</summary>
internal static class OperatorText
{
    private static readonly (BinaryOperator Operator, string Text, int Precedence)[] All =
    [
        (BinaryOperator.Add, "+", Precedence.Additive),
        (BinaryOperator.Subtract, "-", Precedence.Additive),
        (BinaryOperator.Multiply, "*", Precedence.Multiplicative),
        (BinaryOperator.Divide, "/", Precedence.Multiplicative),
        (BinaryOperator.Modulo, "%", Precedence.Multiplicative),
        (BinaryOperator.Power, "^", Precedence.Power),
        (BinaryOperator.Concatenate, "||", Precedence.Operator),
        (BinaryOperator.Equal, "=", Precedence.Comparison),
        (BinaryOperator.NotEqual, "<>", Precedence.Comparison),
        (BinaryOperator.Less, "<", Precedence.Comparison),
        (BinaryOperator.LessOrEqual, "<=", Precedence.Comparison),
        (BinaryOperator.Greater, ">", Precedence.Comparison),
        (BinaryOperator.GreaterOrEqual, ">=", Precedence.Comparison),
        (BinaryOperator.Matches, "~", Precedence.Operator),
        (BinaryOperator.MatchesIgnoringCase, "~*", Precedence.Operator),
        (BinaryOperator.MatchesNot, "!~", Precedence.Operator),
        (BinaryOperator.MatchesNotIgnoringCase, "!~*", Precedence.Operator),
    ];

    private static readonly FrozenDictionary<string, (BinaryOperator, int)> ByText =
        All.ToFrozenDictionary(o => o.Text, o => (o.Operator, o.Precedence), StringComparer.Ordinal);

    private static readonly FrozenDictionary<BinaryOperator, (string Text, int Precedence)> ByOperator =
        All.ToFrozenDictionary(o => o.Operator, o => (o.Text, o.Precedence));

    public static string Of(BinaryOperator @operator) => ByOperator[@operator].Text;

    public static int PrecedenceOf(BinaryOperator @operator) => ByOperator[@operator].Precedence;

    public static (BinaryOperator Operator, int Precedence)? Find(string text) => ByText.TryGetValue(text, out var found) ? found : null;

    public static bool IsComparison(BinaryOperator @operator) => PrecedenceOf(@operator) == Precedence.Comparison;
}
