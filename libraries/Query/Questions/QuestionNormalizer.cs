using System.Globalization;
using System.Text;
using NlSql.Query.Issues;
using NlSql.Query.Tokens;

namespace NlSql.Query.Questions;

/// <summary>Raw text → question: Unicode form KC, within the limits, without control characters.</summary>
public static class QuestionNormalizer
{
    /// <summary>Most characters after normalization.</summary>
    public const int MaxCharacters = 2_000;

    /// <summary>Most bytes of the raw text as UTF-8.</summary>
    public const int MaxBytes = 8 * 1024;

    /// <summary>Normalizes a question; an issue says which rule it breaks.</summary>
    public static (NormalizedQuestion? Question, Issue? Issue) Normalize(string? raw)
    {
        if (string.IsNullOrWhiteSpace(raw))
            return (null, new("question.empty", "The question is empty.", TextSpan.None));
        if (raw.Length > MaxBytes || Encoding.UTF8.GetByteCount(raw) > MaxBytes)
            return (null, TooLong());
        for (var i = 0; i < raw.Length; i++)
        {
            if (IsForbidden(raw, i))
                return (null, new("question.control-character", $"The question holds a control character at position {i + 1}.", new(i, 1)));
        }

        var (text, starts, ends) = UnicodeNormalization.Compose(raw);
        if (text.Length > MaxCharacters)
            return (null, TooLong());
        return string.IsNullOrWhiteSpace(text)
            ? (null, new("question.empty", "The question is empty.", TextSpan.None))
            : (new NormalizedQuestion(raw, text, starts, ends), null);
    }

    private static Issue TooLong() =>
        new("question.too-long", $"A question has at most {MaxCharacters} characters.", TextSpan.None);

    // Tabs and line breaks are how people type. Characters that turn the direction of writing make a text read as another.
    private static bool IsForbidden(string text, int index)
    {
        var character = text[index];
        if (character is '\t' or '\n' or '\r')
            return false;
        if (character is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069') or '\u200E' or '\u200F' or '\uFFFE' or '\uFFFF')
            return true;
        if (char.IsSurrogate(character))
        {
            var paired = char.IsHighSurrogate(character)
                ? index + 1 < text.Length && char.IsLowSurrogate(text[index + 1])
                : index > 0 && char.IsHighSurrogate(text[index - 1]);
            return !paired;
        }

        return CharUnicodeInfo.GetUnicodeCategory(character) == UnicodeCategory.Control;
    }
}

/// <summary>A question as the stages read it; places can be carried back to what the user typed.</summary>
public sealed record NormalizedQuestion
{
    private readonly int[] starts;
    private readonly int[] ends;

    internal NormalizedQuestion(string original, string text, int[] starts, int[] ends)
    {
        Original = original;
        Text = text;
        this.starts = starts;
        this.ends = ends;
    }

    /// <summary>What the user typed.</summary>
    public string Original { get; }

    /// <summary>The text in form KC.</summary>
    public string Text { get; }

    /// <summary>A place of <see cref="Text"/> as a place of <see cref="Original"/>.</summary>
    public TextSpan ToOriginal(TextSpan span)
    {
        if (span.Length == 0)
            return span;
        var start = starts[span.Start];
        return new(start, ends[span.End - 1] - start);
    }
}
