using NlSql.Query.Sql.Tree;

namespace NlSql.Query.Sql.Guarding.Rules;

/// <summary>
/// Patterns that cannot run away: short literals of the simple kind; see <see cref="RegularExpressions"/>. A LIKE pattern may come from
/// the data, a regular expression never, also where <c>substring</c> takes one for its second argument.
/// </summary>
internal sealed class PatternsRule : GuardRule
{
    private const int MostWildcards = 20;

    public override void Check(GuardContext context)
    {
        int longest = context.Limits.PatternCharacters;
        foreach ((SqlNode node, _) in context.Nodes)
        {
            (string? complaint, string instead) = node switch
            {
                LikeExpression { Escape: not (null or TextLiteral { Value.Length: <= 1 }) } => ("ESCAPE needs one character in quotes.", "ESCAPE '!'"),
                LikeExpression { Kind: LikeKind.SimilarTo, Pattern: var p } => (Regular(p, longest, "SIMILAR TO"), "LIKE '%text%'"),
                LikeExpression { Pattern: TextLiteral t } when t.Value.Length > longest || t.Value.Count(c => c == '%') > MostWildcards =>
                    ($"A LIKE pattern may have at most {longest} characters and {MostWildcards} wildcards.", "LIKE '%text%'"),
                BinaryExpression { Operator: >= BinaryOperator.Matches } b => (Regular(b.Right, longest, "A regular expression"), "LIKE '%text%'"),
                SubstringExpression s => (Substring(s.From, s.For, longest), "substr(x, 1, 3)"),
                FunctionCall { Name: "substring", Arguments: { Count: > 1 } a } => (Substring(a[1], a.Count > 2 ? a[2] : null, longest), "substr(x, 1, 3)"),
                _ => (null, ""),
            };
            if (complaint is not null) context.Refuse(GuardIssues.Pattern, complaint, node, instead);
        }
    }

    private static string? Regular(SqlExpression pattern, int longest, string what) => pattern switch
    {
        TextLiteral t when t.Value.Length <= longest && RegularExpressions.IsSimple(t.Value) => null,
        TextLiteral =>
            $"{what} must be at most {longest} characters long, without back-references, look-around or repeated groups, and with few counts and wildcards.",
        _ => $"{what} must be written in quotes.",
    };

    /// <summary>A text in the second place is a regular expression, and one in the third its escape character.</summary>
    private static string? Substring(SqlExpression from, SqlExpression? length, int longest) => from switch
    {
        TextLiteral when length is not (null or TextLiteral { Value.Length: <= 1 }) => "substring with a pattern needs one escape character in quotes.",
        TextLiteral => Regular(from, longest, "A pattern in substring"),
        _ when !IsNumber(from) => "substring takes a position that is plainly a number; substr takes any.",
        _ => null,
    };

    private static bool IsNumber(SqlExpression expression) => expression switch
    {
        IntegerLiteral or PositionExpression => true,
        UnaryExpression u => IsNumber(u.Operand),
        BinaryExpression { Operator: BinaryOperator.Add or BinaryOperator.Subtract or BinaryOperator.Multiply or BinaryOperator.Divide or BinaryOperator.Modulo } => true,
        FunctionCall { Name: "strpos" or "length" or "char_length" or "character_length" or "octet_length" or "abs" or "mod" } => true,
        FunctionCall { Name: "greatest" or "least" or "coalesce" or "nullif" } f => f.Arguments.Any(IsNumber),
        CastExpression { Type.Name: "integer" or "bigint" or "smallint" } => true,
        CaseExpression c => c.Arms.All(a => IsNumber(a.Then)),
        _ => false,
    };
}
