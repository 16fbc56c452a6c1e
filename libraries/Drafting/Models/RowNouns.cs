using NlSql.SemanticModel.Definitions;

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

    /// <summary>Calls rows what the column of their names says that they are: the rows of nuclear_power_plants with a "Reactor Name" are reactors, too.</summary>
    public static void GiveNames(IReadOnlyList<TableSketch> tables)
    {
        var things = tables.Select(t => (Table: t, Thing: Named(t))).Where(t => t.Thing is not null).ToList();
        foreach (var (table, thing) in things)
        {
            var several = Many(thing!);
            if (tables.Any(o => o != table && (o.Words.Select(NameWords.Singular).Contains(thing![^1]) || o.Many == several || o.Synonyms.Contains(several)))
                || things.Any(o => o.Table != table && o.Thing![^1] == thing![^1]) || table.Many == several || table.Synonyms.Contains(several))
                continue;
            // The hospitals of hospital_general_info, though the key of each is a provider's.
            if (table.Whole is null && SaysNothing(table.Words[^1]) && (table.RowNoun is null || table.Words.Contains(thing![^1])))
            {
                if (table.RowNoun is { } numbered)
                    table.Synonyms.Add(Many(numbered));
                table.RowNoun = thing;
            }
            else
                table.Synonyms.Add(several);
        }
    }

    private static bool SaysNothing(string word) => Vague.Contains(NameWords.Singular(word)) || word is "info" or "information" or "details" or "master" or "directory" or "register" or "registry" or "overview";

    // What the first columns name each row as, which is not what the table is called after.
    private static List<string>? Named(TableSketch table)
    {
        var own = NameWords.Singular(table.Words[^1]);
        if (Happenings.Contains(own))
            return null;
        var name = table.Columns.FirstOrDefault(c => c is { Place: <= LastOfNames, Type: ColumnType.Text, Pii: false, Hidden: false, Meaning: [_, .., "name"] } && c.Profile.Distinct >= table.Profile.Rows * NearlyAll);
        return name is null || name.Meaning.Any(w => Kinds.Contains(w) || w.Any(char.IsDigit)) || NameWords.Singular(name.Meaning[^2]) is not { Length: >= ShortestThing } thing || thing == own || NameWords.IsShort(thing, own) ? null : [.. name.Meaning.SkipLast(2), thing];
    }

    private const int LastOfNames = 2;
    private const int ShortestThing = 4;
    private const double NearlyAll = 0.95;

    // What is done to something that has a name.
    private static readonly string[] Happenings = ["line", "item", "transaction", "sale", "order", "payment", "invoice", "purchase", "trip", "booking", "reservation", "visit", "event", "claim", "loan", "rental", "ticket"];

    // What says which name it is, and not of what.
    private static readonly string[] Kinds =
        ["first", "last", "middle", "full", "given", "family", "user", "nick", "real", "stage", "pen", "display", "short", "long", "common", "generic", "scientific", "latin", "official", "legal", "trade", "trading", "registered", "preferred", "local", "english", "native", "original", "alternative", "alternate", "file", "host", "column", "field", "type", "category", "group", "code", "the", "of", "in"];

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
