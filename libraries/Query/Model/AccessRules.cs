using NlSql.Query.Sql.Guarding;
using NlSql.Query.Sql.Parsing;
using NlSql.Query.Sql.Rewriting;
using NlSql.Query.Sql.Tree;
using NlSql.SemanticModel.Definitions;

namespace NlSql.Query.Model;

/// <summary>
/// <c>row_filters</c> and <c>column_masks</c>, prepared once: what of them holds depends on the caller's roles. They become part of the
/// scope, below everything that a query says.
/// </summary>
internal sealed class AccessRules
{
    private readonly List<PreparedFilter> filters = [];
    private readonly List<PreparedMask> masks = [];
    private readonly SortedSet<string> unusable = new(StringComparer.Ordinal);

    public AccessRules(ModelDefinition model)
    {
        foreach (var filter in model.Policy.RowFilters)
        {
            if (Parse(model, filter) is { } condition)
                filters.Add(new(filter, model.FindTable(filter.Table)!.Name, condition));
            else
                unusable.Add("row_filters");
        }

        foreach (var mask in model.Policy.ColumnMasks)
        {
            if (mask.Column.Split('.') is [var table, var name] && model.FindTable(table) is { } owner && owner.FindColumn(name) is { } column
                && ColumnMasks.For(column.Type).Contains(mask.Mask))
                masks.Add(new(mask, owner.Name, new(column.Name, MaskSql.Of(mask.Mask, column))));
            else
                unusable.Add("column_masks");
        }
    }

    /// <summary>Keys with an entry that cannot be enforced; nothing may be answered then.</summary>
    public IReadOnlyCollection<string> Unusable => unusable;

    /// <summary>The row filters that hold for a caller.</summary>
    public IEnumerable<RowFilter> FiltersFor(QueryContext caller) => HoldingFilters(caller).Select(f => f.Definition);

    /// <summary>The masks that hold for a caller.</summary>
    public IEnumerable<ColumnMask> MasksFor(QueryContext caller) => HoldingMasks(caller).Select(m => m.Definition);

    /// <summary>What a caller sees of each table that has a rule.</summary>
    public ValueList<TableRule> For(QueryContext caller)
    {
        var own = HoldingFilters(caller).ToLookup(f => f.Table, f => f.Condition);
        var hidden = HoldingMasks(caller).ToLookup(m => m.Table, m => m.Value);
        return own.Select(g => g.Key).Union(hidden.Select(g => g.Key)).Order(StringComparer.Ordinal)
            .Select(table => new TableRule(table, own[table].Any() ? SqlFactory.And([.. own[table]]) : null, hidden[table].ToValueList()))
            .ToValueList();
    }

    private IEnumerable<PreparedFilter> HoldingFilters(QueryContext caller) =>
        filters.Where(f => f.Definition.Roles.Count == 0 || caller.ForAnyRole || f.Definition.Roles.Any(caller.Roles.Contains));

    private IEnumerable<PreparedMask> HoldingMasks(QueryContext caller) =>
        masks.Where(m => caller.ForAnyRole || !m.Definition.Except.Any(caller.Roles.Contains));

    /// <summary>A filter's condition over the table's own columns, unqualified, as the guard lets it pass; null when it is not usable.</summary>
    public static SqlExpression? Parse(ModelDefinition model, RowFilter filter)
    {
        if (model.FindTable(filter.Table) is not { } table || SqlParser.ParseExpression(filter.Filter).Tree is not { } parsed)
            return null;
        var own = new ScopeTable(table.Name, table.Columns.Select(c => new ScopeColumn(c.Name, c.Type)).ToValueList());
        return SqlGuard.CheckExpression(parsed, new SqlScope([own]), table.Name).Count == 0
            ? ExpressionColumns.Replace(parsed, c => new ColumnReference(null, c.Column))
            : null;
    }

    private sealed record PreparedFilter(RowFilter Definition, string Table, SqlExpression Condition);

    private sealed record PreparedMask(ColumnMask Definition, string Table, ColumnValue Value);
}
