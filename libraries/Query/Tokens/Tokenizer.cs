using System.Globalization;

namespace NlSql.Query.Tokens;

/// <summary>Text → tokens. Questions, names of the model and values of the data go through the same one, so they meet.</summary>
public static class Tokenizer
{
    private static readonly string[] Signs = ["<=", ">=", "!=", "<>", "==", "≤", "≥", "≠", "<", ">", "=", ","];

    /// <summary>The tokens of a normalized text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="monthFirst">Whether 06/07/2025 is the 7th of June, as in the United States.</param>
    public static ValueList<Token> Tokenize(string text, bool monthFirst = false)
    {
        List<Token> tokens = [];
        var ended = false;
        for (var i = 0; i < text.Length;)
        {
            var token = Quoted(text, i, tokens.Count) ?? Date(text, i, tokens.Count, monthFirst) ?? Number(text, i, tokens)
                ?? Word(text, i, tokens.Count) ?? Sign(text, i, tokens.Count);
            if (token is null)
            {
                ended |= text[i] is '.' or '?' or '!' or ';' or ':' || IsDash(text, i) || OpensList(text, i);
                i++;
                continue;
            }

            i = token.Span.End;
            // The possessive carries nothing: "each city's stations".
            if (token is not { Kind: TokenKind.Word, Folded: "s" } || i - 2 < 0 || text[i - 2] is not ('\'' or '’'))
                tokens.Add(ended ? token with { StartsSentence = true } : token);
            else if (tokens.Count > 0)
                tokens[^1] = tokens[^1] with { Possesses = true };
            ended = false;
        }

        return tokens.ToValueList();
    }

    // "students without an email - name and id": what follows is said anew.
    private static bool IsDash(string text, int index) => text[index] is '-' or '–' or '—' && StandsAlone(text, index);

    // "(id, date and amount)": what is to be shown; "(minutes)" only explains a word.
    private static bool OpensList(string text, int index) =>
        text[index] == '(' && text.IndexOf(')', index) is > 0 and var close && text.AsSpan(close + 1).Trim(" .?!").IsEmpty && text.AsSpan(index, close - index) is var inside && (inside.Contains(',') || inside.Contains('+') || inside.Contains(" and ", StringComparison.OrdinalIgnoreCase));

    private static bool StandsAlone(string text, int index) => index > 0 && index + 1 < text.Length && char.IsWhiteSpace(text[index - 1]) && char.IsWhiteSpace(text[index + 1]);

    private static Token? Quoted(string text, int start, int index)
    {
        var close = text[start] switch
        {
            '"' => '"',
            '“' or '„' => '”',
            '«' => '»',
            '\'' or '‘' when start == 0 || char.IsWhiteSpace(text[start - 1]) || text[start - 1] is '(' or '=' or ',' => text[start] == '\'' ? '\'' : '’',
            _ => '\0',
        };
        if (close == '\0')
            return null;
        for (var end = start + 1; end < text.Length; end++)
        {
            if (text[end] != close && !(close == '”' && text[end] is '“' or '"'))
                continue;
            // In 'O'Brien' the second quote is within a word.
            if (close is '\'' or '’' && end + 1 < text.Length && char.IsLetterOrDigit(text[end + 1]))
                continue;
            if (end == start + 1)
                return null;
            return Make(index, TokenKind.Quoted, text, start, end + 1) with { Text = text[(start + 1)..end] };
        }

        return null;
    }

    private static Token? Date(string text, int start, int index, bool monthFirst)
    {
        if (!char.IsAsciiDigit(text[start]) || (start > 0 && char.IsLetterOrDigit(text[start - 1])))
            return null;
        var (length, first, last) = DateTexts.Read(text, start, monthFirst);
        return length == 0 ? null : Make(index, TokenKind.Date, text, start, start + length) with { FirstDay = first, LastDay = last };
    }

    private static Token? Number(string text, int start, List<Token> before)
    {
        if (!char.IsAsciiDigit(text[start]) && text[start] is not ('€' or '$' or '£' or '¥' or '-'))
            return null;
        // A minus belongs to a number only where no word or number stands right before it.
        if (start > 0 && (char.IsLetterOrDigit(text[start - 1]) || (text[start] == '-' && !char.IsWhiteSpace(text[start - 1]))))
            return null;
        var (length, value, form) = NumberTexts.Read(text, start);
        return length == 0 ? null : Make(before.Count, TokenKind.Number, text, start, start + length) with { Number = value, NumberForm = form };
    }

    private static Token? Word(string text, int start, int index)
    {
        if (text[start] == '&')
            return Make(index, TokenKind.Word, text, start, start + 1) with { Folded = "and", Stem = "and" };
        if (text[start] == '+' && StandsAlone(text, start))
            return Make(index, TokenKind.Word, text, start, start + 1) with { Folded = "and", Stem = "and" };
        // "12+ shifts"
        if (text[start] == '+' && start > 0 && char.IsDigit(text[start - 1]) && (start + 1 == text.Length || char.IsWhiteSpace(text[start + 1])))
            return Make(index, TokenKind.Word, text, start, start + 1) with { Folded = "plus", Stem = "plus" };
        if (Short(text, start) is { } with)
            return Make(index, TokenKind.Word, text, start, start + with.Length) with { Folded = with.Word, Stem = with.Word };
        if (text[start] == '%')
            return Make(index, TokenKind.Word, text, start, start + 1) with { Folded = "percent", Stem = "percent" };
        if (!IsWord(text, start))
            return null;
        var end = start + 1;
        while (end < text.Length && (IsWord(text, end) || IsInnerApostrophe(text, end)))
            end++;
        var token = Make(index, TokenKind.Word, text, start, end);
        return NumberWords.Of(token.Folded) is { } number ? token with { Number = number, NumberForm = NumberForm.Word } : token;
    }

    // "w/ name", "w/o an end date".
    private static (int Length, string Word)? Short(string text, int start)
    {
        if (text[start] is not ('w' or 'W') || (start > 0 && IsWord(text, start - 1)) || start + 1 >= text.Length || text[start + 1] != '/')
            return null;
        return start + 2 < text.Length && text[start + 2] is 'o' or 'O' && (start + 3 == text.Length || !IsWord(text, start + 3)) ? (3, "without") : (2, "with");
    }

    // "O'Brien" and "don't" are one word; "store's" is "store" and the possessive.
    private static bool IsInnerApostrophe(string text, int index) =>
        text[index] is '\'' or '’' && index + 1 < text.Length && char.IsLetter(text[index + 1])
        && !(text[index + 1] is 's' or 'S' && (index + 2 == text.Length || !char.IsLetterOrDigit(text[index + 2])));

    private static bool IsWord(string text, int index) =>
        char.IsLetterOrDigit(text[index]) || char.IsSurrogate(text[index])
        || CharUnicodeInfo.GetUnicodeCategory(text[index]) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    private static Token? Sign(string text, int start, int index)
    {
        foreach (var sign in Signs)
        {
            if (string.CompareOrdinal(text, start, sign, 0, sign.Length) == 0)
                return Make(index, TokenKind.Symbol, text, start, start + sign.Length);
        }

        return null;
    }

    private static Token Make(int index, TokenKind kind, string text, int start, int end)
    {
        var written = text[start..end];
        var folded = TextFolding.Fold(written);
        return new()
        {
            Index = index,
            Span = new(start, end - start),
            Kind = kind,
            Text = written,
            Folded = folded,
            Stem = kind == TokenKind.Word ? EnglishStemmer.Stem(folded) : folded,
        };
    }
}
