using System.Buffers;
using NlSql.Query.Sql.Tree;

namespace NlSql.Query.Sql.Guarding.Rules;

/// <summary>Texts and names that Postgres could take: no NUL, no half characters, names of at most 63 bytes.</summary>
internal sealed class LiteralsRule : GuardRule
{
    private static readonly SearchValues<char> NumberCharacters = SearchValues.Create("+-.0123456789");

    public override void Check(GuardContext context)
    {
        foreach ((SqlNode node, SqlNode? parent) in context.Nodes)
        {
            if (node is TextLiteral text && !IsSound(text.Value))
                context.Refuse(GuardIssues.Literal, "A text contains a NUL or half of a character.", node);
            else if (node is TextLiteral number && parent is CastExpression or UnaryExpression or BinaryExpression { Operator: < BinaryOperator.Equal } && IsHugeNumber(number.Value))
                context.Refuse(GuardIssues.Literal, "A number in quotes has an exponent of more than two digits.", node);
            foreach (string name in Names(node))
            {
                if (name.Length == 0 || !IsSound(name) || System.Text.Encoding.UTF8.GetByteCount(name) > 63)
                    context.Refuse(GuardIssues.Literal, "A name is empty, too long or contains a broken character.", node);
            }
        }
    }

    private static IEnumerable<string> Names(SqlNode node) => node switch
    {
        ExpressionItem { Alias: { } alias } => [alias],
        TableAlias a => [a.Name, .. a.Columns],
        CommonTable t => [t.Name, .. t.Columns],
        WindowDefinition w => [w.Name],
        _ => [],
    };

    /// <summary>Whether numeric would read it as a number of thousands of digits: <c>1e99999</c>.</summary>
    private static bool IsHugeNumber(string text)
    {
        int exponent = text.IndexOfAny(['e', 'E']);
        if (exponent < 1) return false;
        ReadOnlySpan<char> digits = text.AsSpan(0, exponent).Trim(), power = text.AsSpan(exponent + 1).Trim().TrimStart("+-").TrimStart('0');
        return power.Length > 2 && !power.ContainsAnyExceptInRange('0', '9') && !digits.IsEmpty && !digits.ContainsAnyExcept(NumberCharacters);
    }

    private static bool IsSound(string text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] == '\0') return false;
            if (!char.IsSurrogate(text[i])) continue;
            if (i + 1 >= text.Length || !char.IsSurrogatePair(text[i], text[i + 1])) return false;
            i++;
        }

        return true;
    }
}
