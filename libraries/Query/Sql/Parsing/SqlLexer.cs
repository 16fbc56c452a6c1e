using System.Globalization;
using NlSql.Query.Issues;

namespace NlSql.Query.Sql.Parsing;

/// <summary>
/// Text → tokens by Postgres' own rules, with standard_conforming_strings on. Whatever it does not know, it refuses: a character
/// that Postgres would read differently must never get past it. One pass, no backtracking.
/// </summary>
internal sealed partial class SqlLexer
{
    private const int LongestName = 63;

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
        else if (c is ':' or '@' or '{' or '}' or '?')
            Fail(ParsingIssues.Placeholder, "Placeholders are not accepted: write the value itself.", at, at + 1);
        else if (c is '[' or ']')
            Add(SqlTokenKind.Punctuation, c.ToString(), at, ++at);
        else if (OperatorCharacters.Contains(c, StringComparison.Ordinal))
            ReadOperator();
        else if (Lookalikes.Meant(c) is { } meant)
            Fail(ParsingIssues.Character, $"The character U+{(int)c:X4} looks like SQL and is none.", at, at + 1, meant);
        else
            Fail(ParsingIssues.Character, $"The character U+{(int)c:X4} has no place in a query outside quotes.", at, at + 1);
    }

    private void ReadWord()
    {
        int start = at;
        while (IsNamePart(Current))
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
        else if (word.Equals("uescape", StringComparison.OrdinalIgnoreCase) && EndsWithUnicodeText())
            Fail(ParsingIssues.Literal, "UESCAPE is not accepted: escape with a backslash, or write the characters themselves.", start, at);
        else
            AddWord(FoldAscii(word), start);
    }

    /// <summary>To Postgres NULLS before FIRST or LAST is a sign of ORDER BY and never a name.</summary>
    private void AddWord(string word, int start)
    {
        if (word is "first" or "last" && tokens.Count > 0 && tokens[^1] is { Kind: SqlTokenKind.Word, Value: "nulls" } nulls)
            tokens[^1] = nulls with { Kind = SqlTokenKind.Punctuation };
        AddName(SqlTokenKind.Word, word, start);
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

    private void Add(SqlTokenKind kind, string value, int start, int end) => tokens.Add(new SqlToken(kind, value, new TextSpan(start, end - start)));

    private void Fail(string code, string message, int start, int end, params ReadOnlySpan<string> suggestions) =>
        issue ??= new Issue(code, message, new TextSpan(start, Math.Min(end, text.Length) - start)) { Suggestions = ValueList.Create(suggestions) };

    private static bool IsNameStart(char c) => char.IsAsciiLetter(c) || c == '_' || (c > '\u007f' && char.IsLetter(c));

    /// <summary>Marks are part of words: many scripts write vowels with them.</summary>
    private static bool IsNamePart(char c) =>
        IsNameStart(c) || char.IsAsciiDigit(c)
        || (c > '\u007f' && char.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark);

    private static string FoldAscii(string word) =>
        string.Create(word.Length, word, static (folded, source) =>
        {
            for (int i = 0; i < source.Length; i++)
                folded[i] = char.IsAsciiLetterUpper(source[i]) ? (char)(source[i] | 0x20) : source[i];
        });
}
