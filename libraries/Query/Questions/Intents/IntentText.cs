using System.Text;
using System.Text.RegularExpressions;
using NlSql.Query.Tokens;

namespace NlSql.Query.Questions.Intents;

/// <summary>A question as intents are read from: folded, in clauses, and without quoted text, which names data and orders nothing.</summary>
/// <param name="Plain">The folded text, quotes taken out.</param>
/// <param name="Whole">The folded text with quotes.</param>
/// <param name="Clauses">Its clauses, polite openings taken off.</param>
internal sealed partial record IntentText(string Plain, string Whole, IReadOnlyList<string> Clauses)
{
    public static IntentText Of(string question)
    {
        var unquoted = SingleQuoted().Replace(question, " ");
        var whole = Joined(question);
        var plain = Space().Replace(Quoted().Replace(Joined(unquoted), " "), " ").Trim();
        if (plain.Length == 0)
            plain = whole;
        List<string> clauses = [];
        foreach (var clause in ClauseEnd().Split(Space().Replace(Quoted().Replace(Fold(unquoted), " "), "  ")))
        {
            var stripped = Opening().Replace(Unspaced(clause), "");
            if (stripped.Length > 0)
                clauses.Add(stripped);
        }

        return new(plain, whole, clauses);
    }

    private static string Joined(string text) => Unspaced(Fold(text));

    private static string Unspaced(string folded) =>
        Spaced().Replace(Space().Replace(folded, " ").Trim(), m => m.Value.Replace(" ", "", StringComparison.Ordinal));

    // Characters that nobody sees must not hide a word.
    private static string Fold(string text)
    {
        var visible = new StringBuilder(text.Length);
        foreach (var character in text)
        {
            if (char.GetUnicodeCategory(character) != System.Globalization.UnicodeCategory.Format)
                visible.Append(character);
        }

        return TextFolding.Fold(visible.ToString());
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();

    [GeneratedRegex("\"[^\"]*\"|“[^”]*”|«[^»]*»")]
    private static partial Regex Quoted();

    // Before folding, which leaves apostrophes out.
    [GeneratedRegex(@"(?<=\s)['‘][A-Za-z][^'’;]*['’](?=$|[\s?.!,])")]
    private static partial Regex SingleQuoted();

    // "d e l e t e" is "delete".
    [GeneratedRegex(@"\b\w( \w\b){3,}")]
    private static partial Regex Spaced();

    [GeneratedRegex(@"[.;:!?\n#]+(?=\s|$|[a-z])|\s(?:--)\s")]
    private static partial Regex ClauseEnd();

    [GeneratedRegex(@"^(?:(?:please|pls|plz|kindly|now|also|then|and|just|ok|okay|so|hey|hi|hello|great|first|finally|next|afterwards|go ahead(?: and)?|can you|could you|would you|will you|can we|could we|can i|i want you to|i want to|i need you to|i need to|i would like you to|i would like to|id like you to|id like to|we want to|we need to|we should|you should|you must|you have to|lets|let us|help me(?: to)?|try to|make sure to|make sure you|for testing purposes only|for testing purposes|for testing|step \d+|with admin rights|as admin)\b[ ,]*)+")]
    private static partial Regex Opening();
}
