using System.Text;

namespace NlSql.Chat.LanguageModel.Prompting;

/// <summary>Text that somebody else wrote, on its way into a prompt: one line, bounded, and unable to end the block that marks it as data.</summary>
internal static class DataText
{
    /// <summary>A query as JSON or SQL: its comparisons stay, the end of a block does not.</summary>
    public static string OfQuery(string text) => text.ReplaceLineEndings(" ").Replace("</", "< /", StringComparison.Ordinal);

    /// <summary>The text, safe within a block of data.</summary>
    public static string Of(string text, int longest = 200)
    {
        if (text.Length <= longest && !text.AsSpan().ContainsAnyExceptInRange(' ', '~') && !text.AsSpan().ContainsAny('<', '>'))
            return text.Trim();
        var line = new StringBuilder(Math.Min(text.Length, longest));
        foreach (var rune in text.EnumerateRunes())
        {
            if (line.Length >= longest)
            {
                line.Append('…');
                break;
            }

            line.Append(rune.Value switch
            {
                '<' => "‹",
                '>' => "›",
                _ when Rune.IsControl(rune) || Rune.GetUnicodeCategory(rune) is System.Globalization.UnicodeCategory.Format
                    or System.Globalization.UnicodeCategory.LineSeparator or System.Globalization.UnicodeCategory.ParagraphSeparator => " ",
                _ => rune.ToString(),
            });
        }

        return line.ToString().Trim();
    }
}
