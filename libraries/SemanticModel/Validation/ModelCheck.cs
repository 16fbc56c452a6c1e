using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Reading;
using NlSql.SemanticModel.Reading.Yaml;

namespace NlSql.SemanticModel.Validation;

/// <summary>A check of one kind of mistake.</summary>
internal interface IModelRule
{
    void Check(ModelCheck check);
}

/// <summary>The model under check, the lookups that rules share, and the problems found.</summary>
internal sealed class ModelCheck(ModelDefinition model, SourceMap sources)
{
    private readonly List<PluginProblem> problems = [];

    public ModelDefinition Model => model;

    public IReadOnlyList<PluginProblem> Problems => problems;

    public void Add(string file, IReadOnlyList<string> path, string code, string message, string? hint = null) =>
        problems.Add(sources.Problem(file, path, code, message, hint));

    /// <summary>The table; reports when there is none. An empty name was reported as missing.</summary>
    public TableDefinition? Table(string name, string file, IReadOnlyList<string> path)
    {
        if (Model.Tables.FirstOrDefault(t => t.Name == name) is { } table)
            return table;
        if (name.Length > 0)
            Add(file, path, PluginProblemCodes.UnknownTable, $"There is no table '{name}'.", Nearest.Hint(name, Model.Tables.Select(t => t.Name)));
        return null;
    }

    /// <summary>The column of a table; reports when there is none.</summary>
    public ColumnDefinition? Column(TableDefinition table, string name, string file, IReadOnlyList<string> path)
    {
        if (table.Columns.FirstOrDefault(c => c.Name == name) is { } column)
            return column;
        if (name.Length > 0)
        {
            Add(
                file,
                path,
                PluginProblemCodes.UnknownColumn,
                $"The table '{table.Name}' has no column '{name}'.",
                Nearest.Hint(name, table.Columns.Select(c => c.Name)));
        }

        return null;
    }

    /// <summary>The column named <c>table.column</c>; reports when there is none.</summary>
    public (TableDefinition Table, ColumnDefinition Column)? QualifiedColumn(string name, string file, IReadOnlyList<string> path)
    {
        if (name.Split('.') is not [var tableName, var columnName])
        {
            Add(file, path, PluginProblemCodes.UnknownColumn, $"'{name}' is not of the form table.column.", ColumnHint(name));
            return null;
        }

        return Table(tableName, file, path) is { } table && Column(table, columnName, file, path) is { } column ? (table, column) : null;
    }

    /// <summary>The metric; reports when there is none.</summary>
    public MetricDefinition? Metric(string name, string file, IReadOnlyList<string> path)
    {
        if (Model.Metrics.FirstOrDefault(m => m.Name == name) is { } metric)
            return metric;
        if (name.Length > 0)
            Add(file, path, PluginProblemCodes.UnknownMetric, $"There is no metric '{name}'.", Nearest.Hint(name, Model.Metrics.Select(m => m.Name)));
        return null;
    }

    /// <summary>Reports roles that the policy does not declare.</summary>
    public void Roles(IReadOnlyList<string> roles, IReadOnlyList<string> path)
    {
        foreach (var role in roles.Where(r => !Model.Policy.Roles.Contains(r)))
            Add(PluginFile.Policy, path, PluginProblemCodes.UnknownRole, $"There is no role '{role}'.", Nearest.Hint(role, Model.Policy.Roles));
    }

    /// <summary>Whether a column may not be named in questions and answers.</summary>
    public bool IsHidden(TableDefinition table, ColumnDefinition column) =>
        column.Visibility == ColumnVisibility.Hidden || Model.Policy.ForbiddenColumns.Contains($"{table.Name}.{column.Name}");

    private string? ColumnHint(string name)
    {
        var owners = Model.Tables.Where(t => t.Columns.Any(c => c.Name == name)).Select(t => $"{t.Name}.{name}").ToList();
        return owners.Count == 0 ? null : $"Did you mean {string.Join(" or ", owners.Select(o => $"'{o}'"))}?";
    }
}
