using NlSql.Query.Model;

namespace NlSql.Query.Planning;

/// <summary>What a plan touches: what the policy judges.</summary>
internal sealed class PlanFacts
{
    private readonly SortedSet<string> tables = new(StringComparer.Ordinal);
    private readonly SortedSet<string> columns = new(StringComparer.Ordinal);
    private readonly List<SelectScope> scopes = [];
    private readonly SortedSet<string> required = new(StringComparer.Ordinal);

    /// <summary>Tables read.</summary>
    public IReadOnlyCollection<string> Tables => tables;

    /// <summary>Columns read anywhere, inside metrics too, as <c>table.column</c>.</summary>
    public IReadOnlyCollection<string> Columns => columns;

    /// <summary>Columns that every row of the answer has been filtered on.</summary>
    public IReadOnlyCollection<string> FilteredColumns => required;

    /// <summary>Every select over tables that the plan has, nested ones too.</summary>
    public IReadOnlyList<SelectScope> Scopes => scopes;

    public void Reads(SelectScope scope)
    {
        tables.Add(scope.Table.Name);
        scopes.Add(scope);
    }

    public void Reads(ResolvedColumn column)
    {
        tables.Add(column.Table.Name);
        columns.Add(column.PolicyName);
        foreach (var step in column.Path)
        {
            tables.Add(step.ToTable);
            columns.UnionWith(step.FromColumns.Select(c => $"{step.FromTable}.{c}"));
            columns.UnionWith(step.ToColumns.Select(c => $"{step.ToTable}.{c}"));
        }
    }

    public void Filters(ResolvedColumn column) => required.Add(column.PolicyName);
}
