using NlSql.Drafting.Profiling;
using NlSql.SemanticModel.Definitions;

namespace NlSql.Ingestion.Models;

/// <summary>What a dataset's model must fit: the data as it is stored.</summary>
/// <param name="Tables">Its tables.</param>
/// <param name="Withheld">
/// Columns as <c>table.column</c> that the owner hid and that no table has at present. Should one come back, it is hidden.
/// </param>
internal sealed record ModelBasis(IReadOnlyList<StoredTable> Tables, IReadOnlyList<string> Withheld)
{
    public static ModelBasis Of(IReadOnlyList<TableProfile> tables) => new(
        [.. tables.Select(t => new StoredTable(
            t.Name,
            [.. t.Columns.Where(c => c.Name is not null).Select(c => new StoredColumn(c.Name!, c.Type, c.Unique, c.Nulls == 0))]))],
        []);

    public StoredTable? Find(string table) => Tables.FirstOrDefault(t => t.Name == table);
}

/// <summary>A table as it is stored.</summary>
internal sealed record StoredTable(string Name, IReadOnlyList<StoredColumn> Columns)
{
    public StoredColumn? Find(string column) => Columns.FirstOrDefault(c => c.Name == column);
}

/// <summary>A column as it is stored.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type.</param>
/// <param name="Unique">Whether no value comes twice; null when there were too many to tell.</param>
/// <param name="Complete">Whether every row has a value.</param>
internal sealed record StoredColumn(string Name, ColumnType Type, bool? Unique, bool Complete);
