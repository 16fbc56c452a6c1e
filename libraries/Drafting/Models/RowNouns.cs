namespace NlSql.Drafting.Models;

/// <summary>What the rows of a table are called: after the table, or after what its key numbers.</summary>
internal static class RowNouns
{
    private static readonly string[] OfFiles = ["export", "extract", "dump", "download", "csv", "file", "report", "sheet", "data", "dataset"];

    // Names of files and tables that say nothing about what is in them.
    private static readonly string[] Vague = [.. OfFiles, "table", "record", "row", "list", "sample", "test", "output", "log", "ledger", "history", "copy"];

    // What things consist of, one row each.
    private static readonly string[] Parts = ["line", "item", "position", "detail"];

    /// <summary>Whether a last word says what the file is rather than what its rows are.</summary>
    public static bool IsOfFiles(string word) => OfFiles.Contains(word) || OfFiles.Contains(NameWords.Singular(word));

    /// <summary>Whether a noun is for a part of something that has a number of its own: the lines of an order.</summary>
    public static bool IsPart(string noun) => Parts.Contains(noun);

    /// <summary>A squashed last word in two: orderlines → order lines.</summary>
    public static IReadOnlyList<string> Parted(string word)
    {
        foreach (var part in Parts)
        {
            var several = NameWords.Plural(part);
            if (word.Length > several.Length + 3 && word.EndsWith(several, StringComparison.Ordinal))
                return [word[..^several.Length], several];
        }

        return [word];
    }

    /// <summary>What one row is called: "order item".</summary>
    public static string One(IReadOnlyList<string> words) => string.Join(' ', [.. words.SkipLast(1), NameWords.Singular(words[^1])]);

    /// <summary>What several rows are called: "order items".</summary>
    public static string Many(IReadOnlyList<string> words) => string.Join(' ', [.. words.SkipLast(1), NameWords.Plural(words[^1])]);

    /// <summary>What a key numbers: order number → order.</summary>
    public static string Of(ColumnSketch key) => string.Join(' ', key.Meaning.SkipLast(1));

    /// <summary>Names the rows of the only table of a file after its key: "clinic" holds visits, and "sales" what people call orders, too.</summary>
    public static void Give(TableSketch table)
    {
        if (table is not { Whole: null, Key: { Place: 0, IsKeyLike: true, Meaning.Count: > 1 } key } || key.Has("code", "sku", "isbn"))
            return;
        var noun = key.Meaning.SkipLast(1).ToList();
        var own = table.Words.Select(NameWords.Singular).ToList();
        if (noun.TrueForAll(own.Contains) && noun.Count == own.Count)
            return;
        if (noun.Exists(w => w.Any(char.IsDigit)) || own.Exists(w => IsShort(noun[^1], w)))
            return;
        if (table.Words[^1] == own[^1] || Vague.Contains(own[^1]) || own[^1].Any(char.IsDigit))
            table.RowNoun = noun;
        else
            table.Synonyms.Add(Many(noun));
    }

    // "stu" of students: every letter of it is in the longer word, in order.
    private static bool IsShort(string word, string full)
    {
        var at = 0;
        foreach (var letter in full)
        {
            if (at < word.Length && word[at] == letter)
                at++;
        }

        return word.Length < full.Length && at == word.Length && word[0] == full[0];
    }
}
