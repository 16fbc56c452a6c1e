using NlSql.SemanticModel.Definitions;

namespace NlSql.Drafting.Models;

/// <summary>
/// Words of columns that hold the same things: the "area" of outages is a "region" where the readings' regions are called so. Only between
/// tables that nothing connects: where rows lead to each other, the word is the other table's.
/// </summary>
internal static class SharedWords
{
    private const int Fewest = 3;

    public static void Give(IReadOnlyList<TableSketch> tables, IReadOnlyList<Reference> references)
    {
        var islands = Islands(tables, references);
        var columns = tables.SelectMany(t => t.Columns.Where(IsOfNames).Select(c => (Table: t, Column: c, Values: c.Profile.Values.Select(v => v.Value).ToHashSet(StringComparer.OrdinalIgnoreCase)))).ToList();
        foreach (var (table, column, values) in columns)
        {
            var words = columns.Where(c => islands[c.Table] != islands[table] && c.Values.SetEquals(values)).Select(c => string.Join(' ', c.Column.Meaning));
            column.Synonyms.AddRange(words.Distinct().Where(w => !IsSaid(table, w)).Take(1));
        }
    }

    private static bool IsOfNames(ColumnSketch column) => column is { Type: ColumnType.Text, Kind: ColumnKind.Dimension, Hidden: false, Pii: false, IsFlag: false } && column.Profile.Values.Count >= Fewest;

    private static bool IsSaid(TableSketch table, string words) =>
        table.One == words || table.Many == words || table.Columns.Any(c => string.Join(' ', c.Meaning) == words || c.Synonyms.Contains(words));

    // Tables that lead to each other have the same number.
    private static Dictionary<TableSketch, int> Islands(IReadOnlyList<TableSketch> tables, IReadOnlyList<Reference> references)
    {
        var islands = tables.Index().ToDictionary(t => t.Item, t => t.Index);
        foreach (var reference in references)
        {
            var (kept, left) = (islands[reference.Source], islands[reference.Target]);
            foreach (var table in tables.Where(t => islands[t] == left))
                islands[table] = kept;
        }

        return islands;
    }
}
