using NlSql.SemanticModel.Definitions;

namespace NlSql.Query.Model;

/// <summary>
/// The columns that <c>min_group_size</c> protects: those named and, where a whole table is meant (<c>patients.*</c>), every column of
/// it and the foreign keys that say whose row a row is.
/// </summary>
internal sealed class ProtectedColumns(ModelDefinition model)
{
    private readonly HashSet<string> columns = (model.Policy.MinGroupSize?.Columns ?? []).ToHashSet(StringComparer.Ordinal);

    /// <summary>Whether the column itself belongs to a protected table or is named.</summary>
    public bool Contains(string table, string column) => columns.Contains($"{table}.{column}") || IsWhole(table);

    /// <summary>The relationships in which the column refers to a row of a table that is protected as a whole.</summary>
    public IEnumerable<JoinStep> References(JoinGraph joins, string table, string column) =>
        joins.StepsFrom(table).Where(s => IsWhole(s.ToTable) && s.FromColumns.Contains(column));

    /// <summary>Whether text SQL, which says too little about its groups, may not read the column.</summary>
    public bool HidesFromText(string table, string column) => Contains(table, column) || model.Relationships.Any(r =>
        (IsWhole(r.ToTable) && r.FromTable == table && r.FromColumns.Contains(column))
        || (IsWhole(r.FromTable) && r.ToTable == table && r.ToColumns.Contains(column)));

    private bool IsWhole(string table) => columns.Contains($"{table}.*");
}
