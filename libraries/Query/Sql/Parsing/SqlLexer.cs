using System.Buffers;
using System.Text;
using NlSql.Query.Issues;

namespace NlSql.Query.Sql.Parsing;

/// <summary>
/// Text → tokens by Postgres' own rules, with standard_conforming_strings on. Whatever it does not know, it refuses: a character
/// that Postgres would read differently must never get past it. One pass, no backtracking.
/// </summary>
internal sealed class SqlLexer
{
    private const string OperatorCharacters = "+-*/<>=~!@#%^&|`?";
    private const int LongestName = 63;

    private static readonly SearchValues<char> KeepTrailingSign = SearchValues.Create("~!@#%^&|`?");

    private readonly string text;
    private readonly SqlLimits limits;
    private readonly List<SqlToken> tokens = [];
    private int at;
    private Issue? issue;

    private SqlLexer(string text, SqlLimits limits)
    {
        this.text = text;
        this.limits = limits;
    }

    /// <summary>The tokens, ending with <see cref="SqlTokenKind.End"/>; or what was wrong.</summary>
    public static (IReadOnlyList<SqlToken> Tokens, Issue? Issue) Read(string text, SqlLimits limits)
    {
        var lexer = new SqlLexer(text, limits);
        lexer.ReadAll();
        return (lexer.tokens, lexer.issue);
    }

    private char Current => Peek(0);

    private char Peek(int ahead) => at + ahead < text.Length ? text[at + ahead] : '\0';

    private void ReadAll()
    {
        if (text.Length > limits.Characters)
        {
            Fail(ParsingIssues.TooLong, $"The query is longer than {limits.Characters} characters.", limits.Characters, text.Length);
            return;
        }

        RefuseBrokenCharacters();
        while (issue is null && SkipSpaceAndComments() && at < text.Length)
        {
            if (tokens.Count >= limits.Tokens)
                Fail(ParsingIssues.TooManyTokens, $"The query has more than {limits.Tokens} words and symbols.", at, text.Length);
            else
                ReadToken();
        }

        tokens.Add(new SqlToken(SqlTokenKind.End, "", new TextSpan(text.Length, 0)));
    }

    private void RefuseBrokenCharacters()
    {
        for (int i = 0; i < text.Length && issue is null; i++)
        {
            if (text[i] == '\0')
                Fail(ParsingIssues.Character, "The query contains a NUL character.", i, i + 1);
            else if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
                i++;
            else if (char.IsSurrogate(text[i]))
                Fail(ParsingIssues.Character, "The query contains half of a character (a lone surrogate).", i, i + 1);
        }
    }

    private bool SkipSpaceAndComments()
    {
        while (at < text.Length && issue is null)
        {
            if (Current is ' ' or '\t' or '\n' or '\r' or '\f')
                at++;
            else if (Current == '-' && Peek(1) == '-')
                SkipLineComment();
            else if (Current == '/' && Peek(1) == '*')
                SkipBlockComment();
            else
                break;
        }

        return issue is null;
    }

    private void SkipLineComment()
    {
        while (at < text.Length && Current is not ('\n' or '\r'))
            at++;
    }

    private void SkipBlockComment()
    {
        int start = at, depth = 0;
        do
        {
            if (at >= text.Length)
            {
                Fail(ParsingIssues.Unterminated, "A comment that begins with /* does not end.", start, text.Length);
                return;
            }

            int step = (Current, Peek(1)) switch { ('/', '*') => 1, ('*', '/') => -1, _ => 0 };
            depth += step;
            at += step == 0 ? 1 : 2;
        }
        while (depth > 0);
    }

    private void ReadToken()
    {
        char c = Current;
        if (c == '\'')
            ReadQuotedText(at);
        else if (c == '"')
            ReadQuotedName();
        else if (c == '$')
            ReadDollar();
        else if (char.IsAsciiDigit(c) || (c == '.' && char.IsAsciiDigit(Peek(1))))
            ReadNumber();
        else if (IsNameStart(c))
            ReadWord();
        else if (c is '(' or ')' or ',' or '.' or ';')
            Add(SqlTokenKind.Punctuation, c.ToString(), at, ++at);
        else if (c == ':' && Peek(1) == ':')
            Add(SqlTokenKind.Punctuation, "::", at, at += 2);
        else if (c is ':' or '@' or '{' or '}')
            Fail(ParsingIssues.Placeholder, "Placeholders are not accepted: write the value itself.", at, at + 1);
        else if (c is '[' or ']')
            Add(SqlTokenKind.Punctuation, c.ToString(), at, ++at);
        else if (OperatorCharacters.Contains(c, StringComparison.Ordinal))
            ReadOperator();
        else
            Fail(ParsingIssues.Character, $"The character U+{(int)c:X4} has no place in a query outside quotes.", at, at + 1);
    }

    private void ReadWord()
    {
        int start = at;
        while (IsNameStart(Current) || char.IsAsciiDigit(Current))
            at++;
        if (Current == '$')
        {
            Fail(ParsingIssues.Identifier, "A name must not contain $.", start, at + 1);
            return;
        }

        string word = text[start..at];
        if (Current == '\'' && word is "e" or "E")
            ReadEscapedText(start);
        else if (Current == '&' && word is "u" or "U" && Peek(1) is '\'' or '"')
            ReadUnicodeText(start);
        else if (Current == '\'' && word is "b" or "B" or "x" or "X" or "n" or "N")
            Fail(ParsingIssues.Literal, "Bit and national character strings are not accepted.", start, at + 1);
        else
            AddName(SqlTokenKind.Word, FoldAscii(word), start);
    }

    private void ReadQuotedName()
    {
        int start = at;
        if (Quoted('"', start) is not { } name) return;
        if (name.Length == 0 || name.Any(char.IsControl))
            Fail(ParsingIssues.Identifier, "A name in quotes must not be empty or contain control characters.", start, at);
        else
            AddName(SqlTokenKind.QuotedName, name, start);
    }

    private void AddName(SqlTokenKind kind, string name, int start)
    {
        // Postgres would cut the name and so mean another one.
        if (Encoding.UTF8.GetByteCount(name) > LongestName)
            Fail(ParsingIssues.Identifier, $"A name is longer than {LongestName} bytes.", start, at);
        else
            Add(kind, name, start, at);
    }

    private void ReadQuotedText(int start)
    {
        if (Quoted('\'', start) is { } value)
            Add(SqlTokenKind.Text, value, start, at);
    }

    /// <summary>Reads to the closing quote; a doubled quote stands for itself. Null when it does not close.</summary>
    private string? Quoted(char quote, int start)
    {
        var value = new StringBuilder();
        for (at++; at < text.Length; at++)
        {
            if (Current != quote)
                value.Append(Current);
            else if (Peek(1) == quote)
                value.Append(text[at++]);
            else
            {
                at++;
                return value.ToString();
            }
        }

        Fail(ParsingIssues.Unterminated, $"A {quote} is opened and not closed.", start, text.Length);
        return null;
    }

    private void ReadEscapedText(int start)
    {
        var value = new StringBuilder();
        for (at++; at < text.Length; at++)
        {
            if (Current == '\\')
            {
                char? escaped = Peek(1) switch { 'n' => '\n', 't' => '\t', 'r' => '\r', '\\' => '\\', '\'' => '\'', '"' => '"', _ => null };
                if (escaped is null)
                {
                    Fail(ParsingIssues.Literal, "Of the backslash escapes only \\n, \\t, \\r, \\\\ and \\' are accepted.", at, at + 2);
                    return;
                }

                value.Append(escaped);
                at++;
            }
            else if (Current != '\'')
                value.Append(Current);
            else if (Peek(1) == '\'')
                value.Append(text[at++]);
            else
            {
                at++;
                Add(SqlTokenKind.Text, value.ToString(), start, at);
                return;
            }
        }

        Fail(ParsingIssues.Unterminated, "A ' is opened and not closed.", start, text.Length);
    }

    private void ReadUnicodeText(int start)
    {
        at++;
        if (Current == '"')
        {
            Fail(ParsingIssues.Identifier, "Names with Unicode escapes are not accepted: write the characters themselves.", start, at + 1);
            return;
        }

        if (Quoted('\'', start) is not { } raw) return;
        if (UnicodeEscapes.Decode(raw) is { } value)
            Add(SqlTokenKind.Text, value, start, at);
        else
            Fail(ParsingIssues.Literal, "A Unicode escape in a literal is not valid.", start, at);
    }

    /// <summary><c>$$text$$</c> or <c>$tag$text$tag$</c>; a number behind the sign would be a placeholder.</summary>
    private void ReadDollar()
    {
        int start = at, tagEnd = at + 1;
        while (tagEnd < text.Length && (IsNameStart(text[tagEnd]) || (tagEnd > at + 1 && char.IsAsciiDigit(text[tagEnd]))))
            tagEnd++;
        if (tagEnd >= text.Length || text[tagEnd] != '$')
        {
            Fail(ParsingIssues.Placeholder, "Placeholders are not accepted: write the value itself.", start, Math.Min(tagEnd + 1, text.Length));
            return;
        }

        string tag = text[start..(tagEnd + 1)];
        int end = text.IndexOf(tag, tagEnd + 1, StringComparison.Ordinal);
        if (end < 0)
        {
            Fail(ParsingIssues.Unterminated, $"The literal opened with {tag} does not end.", start, text.Length);
            return;
        }

        at = end + tag.Length;
        Add(SqlTokenKind.Text, text[(tagEnd + 1)..end], start, at);
    }

    private void ReadNumber()
    {
        int start = at;
        SkipDigits();
        if (Current == '.' && Peek(1) != '.')
        {
            at++;
            SkipDigits();
        }

        int digits = char.IsAsciiDigit(Peek(1)) ? 1 : Peek(1) is '+' or '-' && char.IsAsciiDigit(Peek(2)) ? 2 : 0;
        if (Current is 'e' or 'E' && digits > 0)
        {
            at += digits;
            SkipDigits();
        }

        if (IsNameStart(Current) || Current is '$' || (Current == '.' && at > start))
            Fail(ParsingIssues.Number, "A number is followed by characters that do not belong to it.", start, at + 1);
        else
            Add(SqlTokenKind.Number, text[start..at], start, at);
    }

    private void SkipDigits()
    {
        while (char.IsAsciiDigit(Current))
            at++;
    }

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
        if (value is "+" or "-" or "*" or "/" or "%" or "^" or "||" or "=" or "<>" or "!=" or "<" or "<=" or ">" or ">=" or "~" or "~*" or "!~" or "!~*")
            Add(SqlTokenKind.Operator, value == "!=" ? "<>" : value, start, end);
        else if (value is "~~" or "!~~" or "~~*" or "!~~*")
            Fail(ParsingIssues.Operator, $"The operator {value} is not accepted.", start, end, value.EndsWith('*') ? "ILIKE" : "LIKE");
        else
            Fail(ParsingIssues.Operator, $"The operator {value} is not accepted.", start, end);
    }

    private void Add(SqlTokenKind kind, string value, int start, int end) => tokens.Add(new SqlToken(kind, value, new TextSpan(start, end - start)));

    private void Fail(string code, string message, int start, int end, params ReadOnlySpan<string> suggestions) =>
        issue ??= new Issue(code, message, new TextSpan(start, Math.Min(end, text.Length) - start)) { Suggestions = ValueList.Create(suggestions) };

    private static bool IsNameStart(char c) => char.IsAsciiLetter(c) || c == '_' || (c > '\u007f' && char.IsLetter(c));

    private static string FoldAscii(string word) =>
        string.Create(word.Length, word, static (folded, source) =>
        {
            for (int i = 0; i < source.Length; i++)
                folded[i] = char.IsAsciiLetterUpper(source[i]) ? (char)(source[i] | 0x20) : source[i];
        });
}
