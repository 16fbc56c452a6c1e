using NlSql.Query.Sql.Tree;

namespace NlSql.Query.Sql.Rewriting;

/// <summary>What a caller sees of a table: which rows, and what stands in its columns. Holds for every reference of the table.</summary>
/// <param name="Table">The logical name.</param>
/// <param name="Filter">The condition on rows, over the table's own columns, unqualified; null for all rows.</param>
/// <param name="Masks">Columns that something else stands for.</param>
public sealed record TableRule(string Table, SqlExpression? Filter, ValueList<ColumnValue> Masks);

/// <summary>What stands for a column.</summary>
/// <param name="Column">The column.</param>
/// <param name="Value">Its value, over the table's own columns, unqualified; of the column's type.</param>
public sealed record ColumnValue(string Column, SqlExpression Value);
