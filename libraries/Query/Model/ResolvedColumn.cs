using NlSql.SemanticModel.Definitions;

namespace NlSql.Query.Model;

/// <summary>A column found from a table: the column and the way to it.</summary>
/// <param name="Table">The table that holds it.</param>
/// <param name="Column">The column.</param>
/// <param name="Path">The joins that lead there; empty for the starting table itself.</param>
public sealed record ResolvedColumn(TableDefinition Table, ColumnDefinition Column, ValueList<JoinStep> Path)
{
    /// <summary><c>table.column</c>, the table by its role when it was reached through one.</summary>
    public string QualifiedName => $"{(Path.Count > 0 ? Path[^1].Role : null) ?? Table.Name}.{Column.Name}";

    /// <summary><c>table.column</c> as the policy names it.</summary>
    public string PolicyName => $"{Table.Name}.{Column.Name}";
}
