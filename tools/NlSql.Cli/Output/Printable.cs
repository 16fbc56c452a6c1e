namespace NlSql.Cli.Output;

/// <summary>Text for a terminal. Uploaded values may hold control characters, which a terminal would obey.</summary>
internal static class Printable
{
    /// <summary>The text on one line.</summary>
    public static string Line(string text) => text.Any(char.IsControl) ? string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c)) : text;

    /// <summary>The text with its line breaks.</summary>
    public static string Lines(string text) => string.Join(Environment.NewLine, text.ReplaceLineEndings("\n").Split('\n').Select(Line));
}
