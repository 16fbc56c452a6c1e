using System.Text.RegularExpressions;
using NlSql.Query;
using NlSql.Query.Tokens;

namespace NlSql.Chat.LanguageModel.Replies;

/// <summary>Whether a sentence about a result says nothing that the result does not: each number and date of it is in the rows or follows from them.</summary>
internal static partial class NarrativeCheck
{
    private const int LongestText = 600;

    private static readonly string[] MonthNames =
        ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"];

    /// <summary>Whether the text may be shown.</summary>
    public static bool Holds(string text, ResultTable rows, CompiledQuery query)
    {
        if (text.Trim().Length is 0 or > LongestText || Markup().IsMatch(text))
            return false;
        var facts = new ResultFacts(rows, query);
        var named = facts.WithoutLabels(text);
        if (Dates().Matches(named).Any(match => DayOf(match) is not { } day || !facts.HasDay(day.First, day.Last)))
            return false;
        var rest = Dates().Replace(named, " ");
        return Tokenizer.Tokenize(rest).All(token => token switch
        {
            { FirstDay: { } first, LastDay: { } last } => facts.HasDay(first, last),
            // "One of them" counts nothing.
            { Number: 1, NumberForm: NumberForm.Word } => true,
            { Number: { } number } => facts.HasNumber(number, token.Text, token.NumberForm == NumberForm.Percent),
            // "March" is a month, unless the sentence begins with it; "may" is none.
            { Kind: TokenKind.Word } when char.IsUpper(token.Text[0]) && !token.StartsSentence && token.Index > 0 && MonthOf(token.Text) is > 0 and var month => facts.HasMonth(month),
            // A number between quotes or within a name is a number all the same.
            _ => !token.Text.Any(char.IsDigit),
        });
    }

    private static (DateOnly First, DateOnly Last)? DayOf(Match match)
    {
        var month = Array.FindIndex(MonthNames, m => m.StartsWith(match.Groups["m"].Value, StringComparison.OrdinalIgnoreCase)) + 1;
        if (!int.TryParse(match.Groups["y"].Value, out var year) || year is < 1 or > 9999)
            return null;
        if (!match.Groups["d"].Success)
            return (new(year, month, 1), new(year, month, DateTime.DaysInMonth(year, month)));
        return int.TryParse(match.Groups["d"].Value, out var day) && day >= 1 && day <= DateTime.DaysInMonth(year, month)
            ? (new(year, month, day), new(year, month, day))
            : null;
    }

    private static int MonthOf(string word) => Array.FindIndex(MonthNames, m => m.Equals(word, StringComparison.OrdinalIgnoreCase)) + 1;

    // What could be a link, markup, or something that speaks to a program.
    [GeneratedRegex(@"[<>{}\[\]`|\\]|https?:|www\.|\n", RegexOptions.IgnoreCase)]
    private static partial Regex Markup();

    [GeneratedRegex(@"\b(?:(?<d>\d{1,2})(?:st|nd|rd|th)?\s+)?(?<m>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sep(?:tember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)(?:\s+(?<d>\d{1,2})(?:st|nd|rd|th)?,)?\s+(?<y>\d{4})\b", RegexOptions.IgnoreCase)]
    private static partial Regex Dates();
}
