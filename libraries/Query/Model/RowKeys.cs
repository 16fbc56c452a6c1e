using NlSql.SemanticModel.Definitions;

namespace NlSql.Query.Model;

/// <summary>What tells the rows of a table apart, or numbers them.</summary>
internal static class RowKeys
{
    /// <summary>Whether no two rows have the same value in a column.</summary>
    public static bool IsUnique(TableDefinition table, string column) =>
        (table.PrimaryKey is [var key] && key == column) || table.UniqueKeys.Any(k => k.Count == 1 && k[0] == column);

    /// <summary>Whether a column numbers what the rows belong to and no other table holds, such as the order of order lines.</summary>
    public static bool NumbersRows(ModelDefinition model, string table, ColumnDefinition column) =>
        column.Kind == ColumnKind.Id && !model.Relationships.Any(r => r.FromTable == table && r.FromColumns.Contains(column.Name));
}
