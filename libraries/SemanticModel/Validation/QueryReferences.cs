using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Queries;
using NlSql.SemanticModel.Reading;
using NlSql.SemanticModel.Reading.Yaml;

namespace NlSql.SemanticModel.Validation;

/// <summary>Every name in a semantic query exists and may be used. Whether the query makes sense is the compiler's to say.</summary>
internal sealed class QueryReferences(ModelCheck check, string file, IReadOnlyList<string> path)
{
    // What comparisons, shares and running totals add to the name of a metric.
    private static readonly string[] Added = ["previous", "change", "change_pct", "share", "running"];

    public void Check(SemanticQuery query)
    {
        foreach (var member in query.Union)
            Check(member);
        if (query.Union.Count > 0)
            return;

        var tables = Tables(query);
        foreach (var metric in query.Metrics)
            Metric(metric, tables, "metrics");
        foreach (var dimension in query.Dimensions)
            Dimension(dimension, tables);
        if (query.Time?.Column is { } time)
            Column(time, tables, "time");
        Filter(query.Filters, tables, "filters", []);
        var outputs = Outputs(query);
        Filter(query.Having, tables, "having", outputs);
        foreach (var name in Used(query).Where(n => !outputs.Contains(n.Name)))
            Column(name.Name, tables, name.Key);
        if (query.ShareOf is { } share && share != SemanticQuery.Total && !outputs.Contains(share))
            Column(share, tables, "share_of");
    }

    /// <summary>Number of columns that the query returns; null when it depends on the table's columns.</summary>
    public static int? Width(SemanticQuery query)
    {
        if (query.Union.Count > 0)
            return Width(query.Union[0]);
        if (query.Shape == QueryShape.Exists)
            return 1;
        if (query.Return.Count > 0)
            return query.Return.Count;
        var perMetric = 1 + (query.Compare is null ? 0 : 3) + (query.ShareOf is null ? 0 : 1) + (query.Running is null ? 0 : 1);
        var width = query.Dimensions.Count + (query.Metrics.Count * perMetric);
        return width == 0 ? null : width;
    }

    private static IEnumerable<(string Name, string Key)> Used(SemanticQuery query) =>
        query.OrderBy.SelectMany(t => t.Expression?.Names() ?? [t.By]).Select(n => (n, "order_by"))
            .Concat(query.Return.SelectMany(r => r.Expression?.Names() ?? [r.Name]).Select(n => (n, "return")))
            .Concat((query.PerGroupTop?.Within ?? []).Append(query.PerGroupTop?.By).OfType<string>().Select(n => (n, "per_group_top")));

    // Names and aliases that order, having and return may use besides columns.
    private HashSet<string> Outputs(SemanticQuery query)
    {
        var metrics = query.Metrics
            .SelectMany(m => new[] { m.As, m.Name, m.Name is null && m.As is null && m.Aggregate is { } agg ? OwnName(m, agg) : null })
            .OfType<string>()
            .ToList();
        return
        [
            .. metrics,
            .. metrics.SelectMany(m => Added.Select(a => $"{m}_{a}")),
            .. query.Dimensions.SelectMany(d => new[] { d.As, d.Column, d.Grain is { } grain ? QueryWords.Of(grain) : null }).OfType<string>(),
            .. query.Return.Select(r => r.As).OfType<string>(),
            .. check.Model.Metrics.Select(m => m.Name),
        ];
    }

    private static string OwnName(MetricReference metric, AggregateFunction aggregate) =>
        metric.Column is { } column ? $"{QueryWords.Of(aggregate)}_{column[(column.LastIndexOf('.') + 1)..]}" : QueryWords.Of(aggregate);

    // Tables that a bare column may belong to: the entity, or those of the metrics.
    private List<TableDefinition> Tables(SemanticQuery query)
    {
        if (query.From is { } from)
            return check.Table(from, file, [.. path, "from"]) is { } table ? [table] : [];
        var measured = query.Metrics.Select(m => check.Model.Metrics.FirstOrDefault(d => d.Name == m.Name)?.Table).OfType<string>().ToHashSet();
        var tables = check.Model.Tables.Where(t => measured.Contains(t.Name)).ToList();
        return tables.Count > 0 || check.Model.Tables.Count == 0 ? tables : [check.Model.DefaultTable];
    }

    private void Metric(MetricReference metric, List<TableDefinition> tables, string key)
    {
        if (metric.Name is { } name)
            check.Metric(name, file, [.. path, key]);
        var rows = metric.Of is { } of ? check.Table(of, file, [.. path, key]) is { } related ? [related] : [] : tables;
        if (metric.Column is { } column)
            Column(column, rows, key);
        // Without an aggregate the names are metrics and aliases, which the compiler knows best.
        foreach (var part in metric.Aggregate is null ? [] : metric.Expression?.Names() ?? [])
            Column(part, rows, key);
        Filter(metric.Where, rows, key, []);
    }

    private void Dimension(DimensionReference dimension, List<TableDefinition> tables)
    {
        foreach (var part in dimension.Expression?.Names() ?? [])
            Column(part, tables, "dimensions");
        if (dimension.Expression is not null)
            return;
        var found = Column(dimension.Column, tables, "dimensions");
        if (dimension.Grain is not null && found is { Type: not (ColumnType.Date or ColumnType.Timestamp) })
            check.Add(file, [.. path, "dimensions"], PluginProblemCodes.BadQuery, $"'{dimension.Column}' is no time; it has no grain.");
        if (dimension.Bins is not null && found is { Type: not (ColumnType.Integer or ColumnType.Decimal) })
            check.Add(file, [.. path, "dimensions"], PluginProblemCodes.BadQuery, $"'{dimension.Column}' is no number; it has no bins.");
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
            case QueryFilter.Relation relation:
                Names(relation.Left.Names(), tables, key, outputs);
                if (relation.Right is ComparedValue.Computed computed)
                    Names(computed.Expression.Names(), tables, key, outputs);
                if (relation.Right is ComparedValue.Scalar scalar)
                {
                    Names(scalar.Within, tables, key, []);
                    Check(scalar.Query);
                }

                break;
            case QueryFilter.Membership membership:
                Column(membership.Column, tables, key);
                Check(membership.Query);
                break;
            case QueryFilter.Related related when check.Table(related.Table, file, [.. path, key]) is { } table:
                Filter(related.Where, [table], key, []);
                break;
            case QueryFilter.RelatedNumber number:
                Metric(number.Metric, tables, key);
                break;
            case QueryFilter.Segment segment when check.Model.Segments.All(s => s.Name != segment.Name):
                check.Add(
                    file, [.. path, key], PluginProblemCodes.UnknownSegment, $"There is no segment '{segment.Name}'.",
                    Nearest.Hint(segment.Name, check.Model.Segments.Select(s => s.Name)));
                break;
        }
    }

    private void Names(IEnumerable<string> names, List<TableDefinition> tables, string key, HashSet<string> outputs)
    {
        foreach (var name in names.Where(n => !outputs.Contains(n)))
            Column(name, tables, key);
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
            found = Bare(name, tables);
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

    // The entity's own column, else one of a table that it may lead to: which one, the compiler says.
    private (TableDefinition, ColumnDefinition)? Bare(string name, List<TableDefinition> tables) =>
        tables.Concat(check.Model.Tables.Except(tables))
            .SelectMany(t => t.Columns.Where(c => c.Name == name).Select(c => ((TableDefinition, ColumnDefinition)?)(t, c)))
            .FirstOrDefault();
}
