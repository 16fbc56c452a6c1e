using NlSql.Query.Sql.Guarding;
using NlSql.SemanticModel.Definitions;

namespace NlSql.Query.Model;

/// <summary>What the guard lets queries read: everything of the model but what the policy forbids, for text SQL also not what is hidden.</summary>
internal sealed class ModelScopes(ModelDefinition model)
{
    /// <summary>For planned queries: metrics may use hidden columns, names of queries cannot reach them.</summary>
    public SqlScope Planned { get; } = Scope(model, hiddenToo: true);

    /// <summary>For SQL written by people, plugins or language models.</summary>
    public SqlScope Text { get; } = Scope(model, hiddenToo: false);

    private static SqlScope Scope(ModelDefinition model, bool hiddenToo)
    {
        var forbidden = model.Policy.ForbiddenColumns.Concat(model.Policy.ForbiddenTopics.SelectMany(t => t.Columns)).ToHashSet(StringComparer.Ordinal);
        bool Visible(TableDefinition table, ColumnDefinition column) =>
            (hiddenToo || column.Visibility == ColumnVisibility.Public) && !forbidden.Contains($"{table.Name}.{column.Name}");
        return new SqlScope(model.Tables
            .Select(t => new ScopeTable(t.Name, t.Columns.Select(c => new ScopeColumn(c.Name, c.Type, Visible(t, c))).ToValueList()))
            .ToValueList());
    }
}
