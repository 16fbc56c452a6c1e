using NlSql.Query.Issues;
using NlSql.SemanticModel.Definitions;

namespace NlSql.Query.Model;

/// <summary>Column names as queries write them → columns: <c>table.column</c>, <c>role.column</c> or a bare name.</summary>
public static class ColumnResolver
{
    /// <summary>Finds a column from a table; an issue says why there is none.</summary>
    public static (ResolvedColumn? Column, Issue? Issue) Resolve(ModelIndex model, TableDefinition from, string name)
    {
        var dot = name.IndexOf('.', StringComparison.Ordinal);
        return dot < 0 ? Bare(model, from, name) : Qualified(model, from, name, name[..dot], name[(dot + 1)..]);
    }

    private static (ResolvedColumn?, Issue?) Bare(ModelIndex model, TableDefinition from, string name)
    {
        if (Visible(model, from.Name, name) is { } own)
            return (new(from, own, []), null);

        var holders = model.Joins.Reachable(from.Name).Skip(1).Where(t => Visible(model, t, name) is not null).ToList();
        return holders.Count switch
        {
            1 => Qualified(model, from, name, holders[0], name),
            0 => (null, Unknown(model, from, name)),
            _ => (null, new("plan.ambiguous-column", $"The column {name} exists in several tables.", TextSpan.None)
            {
                Suggestions = holders.Select(t => $"{t}.{name}").ToValueList(),
            }),
        };
    }

    private static (ResolvedColumn?, Issue?) Qualified(ModelIndex model, TableDefinition from, string name, string qualifier, string columnName)
    {
        var steps = model.Table(qualifier) is null ? model.StepsWithRole(qualifier).ToList() : [];
        var role = steps.Count > 0 ? steps[0].Role : null;
        var tableName = steps.Count > 0 ? steps[0].ToTable : qualifier;
        if (model.Table(tableName) is not { } table || Visible(model, table.Name, columnName) is not { } column)
            return (null, Unknown(model, from, name));

        var paths = model.Joins.ShortestPaths(from.Name, table.Name, role);
        return paths.Count switch
        {
            1 => (new(table, column, paths[0]), null),
            0 => (null, new("plan.no-path", $"One row of {from.Name} does not lead to one row of {table.Name}, so {name} cannot be used here.", TextSpan.None)
            {
                Suggestions = model.Joins.Reachable(from.Name).ToValueList(),
            }),
            _ => (null, new("plan.ambiguous-path", $"There are several ways from {from.Name} to {table.Name}; name the one meant.", TextSpan.None)
            {
                Suggestions = paths.Select(p => p[^1].Role is { } r ? $"{r}.{column.Name}" : $"through {p[^1].Relationship.Name}").ToValueList(),
            }),
        };
    }

    // Hidden columns are unknown to everybody outside the model, so that not even their existence shows.
    private static ColumnDefinition? Visible(ModelIndex model, string table, string column) =>
        model.Column(table, column) is { Visibility: ColumnVisibility.Public } found ? found : null;

    private static Issue Unknown(ModelIndex model, TableDefinition start, string name)
    {
        var dot = name.IndexOf('.', StringComparison.Ordinal);
        var bare = dot < 0 ? name : name[(dot + 1)..];
        var known =
            from table in model.Joins.Reachable(start.Name).Union(model.Definition.Tables.Select(t => t.Name))
            from column in model.Table(table)!.Columns
            where column.Visibility == ColumnVisibility.Public
            select (table, column: column.Name);
        var all = known.ToList();
        var near = NearestNames.Of(bare, all.Select(k => k.column));
        return new("plan.unknown-column", $"There is no column {name}.", TextSpan.None)
        {
            Suggestions = near.SelectMany(n => all.Where(k => k.column == n).Select(k => $"{k.table}.{k.column}")).Take(5).ToValueList(),
        };
    }
}
