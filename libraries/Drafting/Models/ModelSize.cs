using NlSql.Drafting.Profiling;

namespace NlSql.Drafting.Models;

/// <summary>How much of wide data a model takes: what a plugin may hold, and what its files have room for.</summary>
internal static class ModelSize
{
    private const int MostTables = 50;
    private const int MostColumnsOfTable = 500;
    private const int MostColumns = 600;

    /// <summary>The tables, as many and as wide as fit. What is left out is said.</summary>
    public static IReadOnlyList<TableProfile> Fit(IReadOnlyList<TableProfile> tables, List<DraftNote> notes)
    {
        if (tables.Count > MostTables)
            notes.Add(new DraftNote(DraftNoteKind.LeftOut, tables[MostTables].Name, null, $"A model has at most {MostTables} tables; {tables.Count - MostTables} are left out, this one first."));
        var kept = tables.Take(MostTables).ToList();
        var width = kept.Sum(t => Math.Min(t.Columns.Count, MostColumnsOfTable)) <= MostColumns ? MostColumnsOfTable : MostColumns / kept.Count;
        return [.. kept.Select(t => Fit(t, width, notes))];
    }

    private static TableProfile Fit(TableProfile table, int width, List<DraftNote> notes)
    {
        if (table.Columns.Count <= width)
            return table;
        notes.Add(new DraftNote(DraftNoteKind.LeftOut, table.Name, null, $"Only the first {width} of {table.Columns.Count} columns are taken; a model has at most {MostColumns} together."));
        return table with { Columns = [.. table.Columns.Take(width)] };
    }
}
