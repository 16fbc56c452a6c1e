using System.Runtime.CompilerServices;
using NlSql.SemanticModel.Definitions;

namespace NlSql.Query.Model;

/// <summary>How a row of a table is shown to people: by its name, else by its key.</summary>
internal static class DisplayColumns
{
    private static readonly string[] NameWords = ["name", "title", "label", "description", "details"];

    // Asked for hundreds of times while a question is read; lives as long as its table.
    private static readonly ConditionalWeakTable<TableDefinition, string> Known = [];

    /// <summary>The columns to group by so that two rows with the same name stay apart, and the ones to show.</summary>
    public static (IReadOnlyList<string> Grouped, IReadOnlyList<string> Shown) Of(TableDefinition table)
    {
        if (NameColumn(table) is not { } name)
            return table.PrimaryKey.Count > 0 ? (table.PrimaryKey, table.PrimaryKey) : ([], []);
        var unique = table.UniqueKeys.Any(k => k.Count == 1 && k[0] == name) || table.PrimaryKey.Count == 0 || (table.PrimaryKey.Count == 1 && table.PrimaryKey[0] == name);
        return unique ? ([name], [name]) : ([.. table.PrimaryKey, name], [name]);
    }

    /// <summary>The column that names a row; null when there is none.</summary>
    public static string? NameColumn(TableDefinition table) => Known.GetValue(table, t => Find(t) ?? "") is { Length: > 0 } name ? name : null;

    private static string? Find(TableDefinition table)
    {
        var shown = table.Columns.Where(c => c.Visibility == ColumnVisibility.Public && c is { Type: ColumnType.Text, Kind: ColumnKind.Dimension or ColumnKind.Text }).ToList();
        foreach (var word in NameWords)
        {
            if (shown.Find(c => c.Name == word || c.Name.EndsWith("_" + word, StringComparison.Ordinal) || c.Name.EndsWith(word, StringComparison.Ordinal)) is { } named)
                return named.Name;
        }

        return table.UniqueKeys.Where(k => k.Count == 1 && shown.Exists(c => c.Name == k[0])).Select(k => k[0]).FirstOrDefault();
    }
}
