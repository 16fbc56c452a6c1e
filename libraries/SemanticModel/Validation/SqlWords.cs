namespace NlSql.SemanticModel.Validation;

/// <summary>
/// Names within an expression over metrics, for finding what depends on what. No parser: an expression that is no SQL is reported by
/// the registry, which has one.
/// </summary>
internal static class SqlWords
{
    private static readonly HashSet<string> Keywords = new(StringComparer.OrdinalIgnoreCase)
    {
        "and", "or", "not", "null", "is", "true", "false", "case", "when", "then", "else", "end", "in", "between", "like", "cast", "as",
        "numeric", "integer", "distinct", "from",
    };

    public static bool IsIdentifier(string expression) =>
        expression.Length > 0 && !char.IsAsciiDigit(expression[0]) && expression.All(IsWord) && !Keywords.Contains(expression);

    /// <summary>Every name that is no keyword, no function and no part of a literal; each once, in order.</summary>
    public static IEnumerable<string> Identifiers(string expression)
    {
        var seen = new HashSet<string>();
        for (var i = 0; i < expression.Length;)
        {
            var c = expression[i];
            if (c == '\'')
            {
                var close = expression.IndexOf('\'', i + 1);
                i = close < 0 ? expression.Length : close + 1;
            }
            else if (IsWord(c))
            {
                var end = i;
                while (end < expression.Length && IsWord(expression[end]))
                    end++;
                var word = expression[i..end];
                var isCall = expression.AsSpan(end).TrimStart().StartsWith("(");
                if (!char.IsAsciiDigit(word[0]) && !isCall && !Keywords.Contains(word) && seen.Add(word))
                    yield return word;
                i = end;
            }
            else
            {
                i++;
            }
        }
    }

    private static bool IsWord(char c) => char.IsAsciiLetterOrDigit(c) || c == '_';
}
