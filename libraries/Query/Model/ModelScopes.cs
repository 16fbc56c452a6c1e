using NlSql.Query.Sql.Guarding;
using NlSql.SemanticModel.Definitions;

namespace NlSql.Query.Model;

/// <summary>
/// What the guard lets queries read: everything of the model but what the policy forbids; for text SQL also not what is hidden, nor what
/// only large groups may show.
/// </summary>
internal sealed class ModelScopes(ModelDefinition model, ProtectedColumns @protected)
{
    /// <summary>For planned queries: metrics may use hidden columns, names of queries cannot reach them.</summary>
    public SqlScope Planned { get; } = Scope(model, (_, _) => true);

    /// <summary>For SQL written by people or plugins.</summary>
    public SqlScope Text { get; } = Scope(model, (t, c) => c.Visibility == ColumnVisibility.Public && !@protected.HidesFromText(t.Name, c.Name));

    /// <summary>For SQL written by language models: as for other text, and tables are joined along the model's relationships only.</summary>
    public SqlScope Generated => Text with { Joins = JoinMode.DeclaredOnly };

    private static SqlScope Scope(ModelDefinition model, Func<TableDefinition, ColumnDefinition, bool> visible)
    {
        var forbidden = model.Policy.ForbiddenColumns.Concat(model.Policy.ForbiddenTopics.SelectMany(t => t.Columns)).ToHashSet(StringComparer.Ordinal);
        return new SqlScope(model.Tables
            .Select(t => new ScopeTable(
                t.Name,
                t.Columns.Select(c => new ScopeColumn(c.Name, c.Type, visible(t, c) && !forbidden.Contains($"{t.Name}.{c.Name}"))).ToValueList()))
            .ToValueList())
        {
            Relationships = model.Relationships
                .Select(r => new ScopeRelationship(r.FromTable, r.FromColumns.ToValueList(), r.ToTable, r.ToColumns.ToValueList()))
                .ToValueList(),
        };
    }
}
