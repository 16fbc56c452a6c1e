namespace NlSql.Query.Sql.Printing;

/// <summary>Names as they are printed: the one place that quotes.</summary>
internal static class SqlNames
{
    /// <summary>The name in quotes.</summary>
    public static string Quoted(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    /// <summary>The name as people write it: in quotes only when it would not be read back the same without.</summary>
    public static string Readable(string name) => IsPlain(name) && !SqlKeywords.IsKeyword(name) ? name : Quoted(name);

    /// <summary>Lower-case ASCII letters, digits and underscores, not beginning with a digit.</summary>
    public static bool IsPlain(string name) =>
        name.Length > 0 && !char.IsAsciiDigit(name[0]) && name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '_');
}
