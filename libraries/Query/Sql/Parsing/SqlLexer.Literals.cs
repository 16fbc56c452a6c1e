using System.Text;

namespace NlSql.Query.Sql.Parsing;

/// <content>Quoted names and literals.</content>
internal sealed partial class SqlLexer
{
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

    /// <summary>Reads to the closing quote; a doubled quote stands for itself, and a literal goes on in the next line. Null when it does not close.</summary>
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
                if (quote == '"' || !GoesOn()) return value.ToString();
                at--;
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
                if (!GoesOn())
                {
                    Add(SqlTokenKind.Text, value.ToString(), start, at);
                    return;
                }

                at--;
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

    /// <summary>
    /// Whether a literal goes on after a line break, as SQL has it: <c>'a'</c>, a line break, <c>'b'</c> is <c>'ab'</c>. If so, the place
    /// is behind the quote that opens again.
    /// </summary>
    private bool GoesOn()
    {
        bool newLine = false;
        int next = at;
        while (next < text.Length)
        {
            if (text[next] is ' ' or '\t' or '\f' or '\n' or '\r')
            {
                newLine |= text[next++] is '\n' or '\r';
            }
            else if (text[next] == '-' && next + 1 < text.Length && text[next + 1] == '-')
            {
                while (next < text.Length && text[next] is not ('\n' or '\r'))
                    next++;
            }
            else
            {
                break;
            }
        }

        if (!newLine || next >= text.Length || text[next] != '\'') return false;
        at = next + 1;
        return true;
    }

    private bool EndsWithUnicodeText() =>
        tokens.Count > 0 && tokens[^1] is { Kind: SqlTokenKind.Text, Span.Start: var start } && text[start] is 'u' or 'U';
}
