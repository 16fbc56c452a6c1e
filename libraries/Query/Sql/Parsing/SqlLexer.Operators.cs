using System.Buffers;
using System.Collections.Frozen;

namespace NlSql.Query.Sql.Parsing;

/// <content>Operators.</content>
internal sealed partial class SqlLexer
{
    private const string OperatorCharacters = "+-*/<>=~!@#%^&|`?";

    private static readonly SearchValues<char> KeepTrailingSign = SearchValues.Create("~!@#%^&|`?");

    private static readonly FrozenSet<string> Accepted =
        new[] { "+", "-", "*", "/", "%", "^", "||", "=", "<>", "!=", "<", "<=", ">", ">=", "~", "~*", "!~", "!~*" }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>What people write who come from another database or language.</summary>
    private static readonly FrozenDictionary<string, string> Instead = new Dictionary<string, string>
    {
        ["=="] = "=",
        ["&&"] = "AND",
        ["!"] = "NOT",
        ["<=>"] = "IS NOT DISTINCT FROM",
        ["`"] = "\"name\"",
        ["#"] = "-- comment",
        ["//"] = "-- comment",
        ["**"] = "^",
        ["=<"] = "<=",
        ["~~"] = "LIKE",
        ["!~~"] = "NOT LIKE",
        ["~~*"] = "ILIKE",
        ["!~~*"] = "NOT ILIKE",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The longest run of operator characters, as Postgres takes it: <c>a*-1</c> is <c>*</c> and <c>-</c>, <c>||-</c> is one (unknown) operator.</summary>
    private void ReadOperator()
    {
        int start = at, end = at;
        while (end < text.Length && OperatorCharacters.Contains(text[end], StringComparison.Ordinal))
        {
            if (end > start && end + 1 < text.Length && ((text[end] == '-' && text[end + 1] == '-') || (text[end] == '/' && text[end + 1] == '*')))
                break;
            end++;
        }

        if (text.AsSpan(start, end - start).IndexOfAny(KeepTrailingSign) < 0)
        {
            while (end - start > 1 && text[end - 1] is '+' or '-')
                end--;
        }

        at = end;
        string value = text[start..end];
        if (Accepted.Contains(value))
            Add(SqlTokenKind.Operator, value == "!=" ? "<>" : value, start, end);
        else if (Accepted.Contains(value[..^1]) && value[^1] is '+' or '-')
            Fail(ParsingIssues.Operator, $"The operator {value} is not accepted: a space must stand before a sign here.", start, end, $"{value[..^1]} {value[^1]}");
        else if (Instead.TryGetValue(value, out string? meant))
            Fail(ParsingIssues.Operator, $"The operator {value} is not accepted.", start, end, meant);
        else
            Fail(ParsingIssues.Operator, $"The operator {value} is not accepted.", start, end);
    }
}
