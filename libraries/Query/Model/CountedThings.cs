using NlSql.Query.Tokens;
using NlSql.SemanticModel.Definitions;

namespace NlSql.Query.Model;

/// <summary>Rows that stand for several of what their table is called: a ticket sale with its number of tickets.</summary>
internal static class CountedThings
{
    private static readonly string[] Counting = ["number", "no", "num", "nr", "n", "count", "of", "sold"];

    // Visits of so many heads: who asks for visitors counts these.
    private static readonly HashSet<string> Peoples = [.. new[] { "visitors", "people", "persons", "attendees", "passengers", "travellers", "participants", "spectators" }.Select(EnglishStemmer.Stem)];

    private static readonly HashSet<string> Heads = new(StringComparer.Ordinal) { "heads", "headcount", "persons", "people", "visitors", "pax", "passengers", "attendees", "participants" };

    /// <summary>The column that says of how many things a row speaks; null where a row is one of them.</summary>
    /// <param name="table">The table.</param>
    /// <param name="stem">The stem of the word that the things were called by.</param>
    public static string? Column(TableDefinition table, string stem) =>
        (Peoples.Contains(stem) ? Numbers(table).FirstOrDefault(c => c.Name.Split('_').Any(Heads.Contains))?.Name : null)
        ?? (table.Name.Split('_').Any(w => EnglishStemmer.Stem(w) == stem) ? Numbers(table).FirstOrDefault(c => Counts(TextFolding.Fold(c.Label).Split(' '), stem))?.Name : null);

    private static IEnumerable<ColumnDefinition> Numbers(TableDefinition table) =>
        table.Columns.Where(c => c is { Visibility: ColumnVisibility.Public, Type: ColumnType.Integer, Kind: ColumnKind.Fact, Additive: Additivity.Full });

    private static bool Counts(string[] words, string stem) =>
        (words.Any(w => Counting.Contains(w)) || words.Length == 1) && words.Any(w => EnglishStemmer.Stem(w) == stem) && words.All(w => Counting.Contains(w) || EnglishStemmer.Stem(w) == stem);
}
