using NlSql.Query.Sql.Tree;

namespace NlSql.Query.Sql.Guarding.Rules;

/// <summary>
/// Patterns that cannot run away. Postgres' regular expressions backtrack on back-references and blow up on counted or nested
/// repetition, so only short literals without these are accepted. A LIKE pattern may come from the data, a regular expression never.
/// </summary>
internal sealed class PatternsRule : GuardRule
{
    private const int MostWildcards = 20;

    public override void Check(GuardContext context)
    {
        int longest = context.Limits.PatternCharacters;
        foreach ((SqlNode node, _) in context.Nodes)
        {
            string? complaint = node switch
            {
                LikeExpression { Escape: not (null or TextLiteral { Value.Length: <= 1 }) } => "ESCAPE needs one character in quotes.",
                LikeExpression { Kind: LikeKind.SimilarTo, Pattern: var p } => Regular(p, longest, "SIMILAR TO"),
                LikeExpression { Pattern: TextLiteral t } when t.Value.Length > longest || t.Value.Count(c => c == '%') > MostWildcards =>
                    $"A LIKE pattern may have at most {longest} characters and {MostWildcards} wildcards.",
                BinaryExpression { Operator: >= BinaryOperator.Matches } b => Regular(b.Right, longest, "A regular expression"),
                _ => null,
            };
            if (complaint is not null) context.Refuse(GuardIssues.Pattern, complaint, node, "LIKE '%text%'");
        }
    }

    private static string? Regular(SqlExpression pattern, int longest, string what) => pattern switch
    {
        TextLiteral t when t.Value.Length <= longest && IsSimple(t.Value) => null,
        TextLiteral => $"{what} must be at most {longest} characters long and without back-references, look-around, or repeated groups.",
        _ => $"{what} must be written in quotes.",
    };

    /// <summary>Single characters, classes and plain groups may be there; a group must not be repeated, nothing counted beyond 99.</summary>
    private static bool IsSimple(string pattern)
    {
        for (int i = 0; i < pattern.Length; i++)
        {
            char next = i + 1 < pattern.Length ? pattern[i + 1] : '\0';
            switch (pattern[i])
            {
                case '\\' when char.IsAsciiDigit(next) || (char.IsAsciiLetter(next) && next is not ('d' or 'D' or 'w' or 'W' or 's' or 'S' or 'y' or 'm' or 'M')):
                case '(' when next is '?' or '*':
                case ')' when next is '*' or '+' or '{':
                case '*' or '+' when next is '*' or '+' or '{':
                    return false;
                case '\\':
                    i++;
                    break;
                case '[':
                    int end = pattern.IndexOf(']', Math.Min(i + 2, pattern.Length));
                    if (end < 0 || pattern.AsSpan(i + 1, end - i - 1).Contains('[')) return false;
                    i = end;
                    break;
                case '{' when !IsSmallCount(pattern, i):
                    return false;
            }
        }

        return true;
    }

    /// <summary><c>{3}</c>, <c>{3,}</c> or <c>{3,5}</c> with at most two digits each.</summary>
    private static bool IsSmallCount(string pattern, int open)
    {
        int close = pattern.IndexOf('}', open);
        if (close < 0) return false;
        string[] bounds = pattern[(open + 1)..close].Split(',');
        return bounds.Length <= 2 && bounds[0].Length > 0 && bounds.All(b => b.Length <= 2 && b.All(char.IsAsciiDigit));
    }
}
