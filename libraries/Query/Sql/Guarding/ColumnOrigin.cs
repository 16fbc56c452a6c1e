namespace NlSql.Query.Sql.Guarding;

/// <summary>The column that the values of an output come from.</summary>
/// <param name="Table">The table, by its logical name.</param>
/// <param name="Column">The column.</param>
/// <param name="IsPlain">Whether the values are the column's own; false for what was computed of them in the same unit, such as their sum.</param>
public sealed record ColumnOrigin(string Table, string Column, bool IsPlain = true);
