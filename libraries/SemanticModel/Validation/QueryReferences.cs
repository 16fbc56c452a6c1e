using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Queries;
using NlSql.SemanticModel.Reading;
using NlSql.SemanticModel.Reading.Yaml;

namespace NlSql.SemanticModel.Validation;

/// <summary>Every name in a semantic query exists and may be used. Whether the query makes sense is the compiler's to say.</summary>
internal sealed class QueryReferences(ModelCheck check, string file, IReadOnlyList<string> path)
{
    public void Check(SemanticQuery query)
    {
        var tables = Tables(query);
        foreach (var metric in query.Metrics)
        {
            if (metric.Name is { } name)
                check.Metric(name, file, [.. path, "metrics"]);
            if (metric.Column is { } column)
                Column(column, tables, "metrics");
        }

        foreach (var dimension in query.Dimensions)
        {
            var found = Column(dimension.Column, tables, "dimensions");
            if (dimension.Grain is not null && found is { Type: not (ColumnType.Date or ColumnType.Timestamp) })
                check.Add(file, [.. path, "dimensions"], PluginProblemCodes.BadQuery, $"'{dimension.Column}' is no time; it has no grain.");
        }

        if (query.Time?.Column is { } time)
            Column(time, tables, "time");
        Filter(query.Filters, tables, "filters", []);
        var outputs = Outputs(query);
        Filter(query.Having, tables, "having", outputs);
        foreach (var term in query.OrderBy.Where(t => !outputs.Contains(t.By)))
            Column(term.By, tables, "order_by");
        foreach (var output in query.Return.Where(r => !outputs.Contains(r)))
            Column(output, tables, "return");
    }

    /// <summary>Number of columns that the query returns.</summary>
    public static int Width(SemanticQuery query) => query.Return.Count > 0 ? query.Return.Count : query.Dimensions.Count + query.Metrics.Count;

    // Names and aliases that order, having and return may use besides columns.
    private HashSet<string> Outputs(SemanticQuery query) =>
    [
        .. query.Metrics.SelectMany(m => new[] { m.As, m.Name, m.Name is null && m.As is null && m.Aggregate is { } agg ? QueryWords.Of(agg) : null }).OfType<string>(),
        .. query.Dimensions.SelectMany(d => new[] { d.As, d.Column }).OfType<string>(),
        .. check.Model.Metrics.Select(m => m.Name),
    ];

    // Tables that a bare column may belong to: the entity, or those of the metrics.
    private List<TableDefinition> Tables(SemanticQuery query)
    {
        if (query.From is { } from)
            return check.Table(from, file, [.. path, "from"]) is { } table ? [table] : [];
        var measured = query.Metrics.Select(m => check.Model.Metrics.FirstOrDefault(d => d.Name == m.Name)?.Table).OfType<string>().ToHashSet();
        var tables = check.Model.Tables.Where(t => measured.Contains(t.Name)).ToList();
        return tables.Count > 0 || check.Model.Tables.Count == 0 ? tables : [check.Model.DefaultTable];
    }

    private void Filter(QueryFilter? filter, List<TableDefinition> tables, string key, HashSet<string> outputs)
    {
        switch (filter)
        {
            case QueryFilter.AllOf all:
                foreach (var term in all.Terms)
                    Filter(term, tables, key, outputs);
                break;
            case QueryFilter.AnyOf any:
                foreach (var term in any.Terms)
                    Filter(term, tables, key, outputs);
                break;
            case QueryFilter.Not not:
                Filter(not.Term, tables, key, outputs);
                break;
            case QueryFilter.Compare compare when !outputs.Contains(compare.Column):
                Column(compare.Column, tables, key);
                break;
            case QueryFilter.Segment segment when check.Model.Segments.All(s => s.Name != segment.Name):
                check.Add(
                    file, [.. path, key], PluginProblemCodes.UnknownSegment, $"There is no segment '{segment.Name}'.",
                    Nearest.Hint(segment.Name, check.Model.Segments.Select(s => s.Name)));
                break;
        }
    }

    private ColumnDefinition? Column(string name, List<TableDefinition> tables, string key)
    {
        IReadOnlyList<string> place = [.. path, key];
        (TableDefinition Table, ColumnDefinition Column)? found;
        if (name.Split('.') is [var owner, var columnName] && check.Model.Relationships.FirstOrDefault(r => r.Role == owner) is { } relationship)
        {
            found = check.Table(relationship.ToTable, file, place) is { } table && check.Column(table, columnName, file, place) is { } column
                ? (table, column)
                : null;
        }
        else if (!name.Contains('.'))
        {
            found = tables.SelectMany(t => t.Columns.Where(c => c.Name == name).Select(c => ((TableDefinition, ColumnDefinition)?)(t, c))).FirstOrDefault();
            if (found is null)
            {
                check.Add(
                    file, place, PluginProblemCodes.UnknownColumn, $"There is no column or metric '{name}' in {string.Join(", ", tables.Select(t => t.Name))}.",
                    Nearest.Hint(name, tables.SelectMany(t => t.Columns).Select(c => c.Name).Concat(check.Model.Metrics.Select(m => m.Name))));
            }
        }
        else
        {
            found = check.QualifiedColumn(name, file, place);
        }

        if (found is { } hit && check.IsHidden(hit.Table, hit.Column))
            check.Add(file, place, PluginProblemCodes.BadQuery, $"'{hit.Table.Name}.{hit.Column.Name}' is hidden.");
        return found?.Column;
    }
}
