using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Queries;

namespace NlSql.Query.Planning;

/// <summary>What a list shows: what it returns, else its dimensions (all visible columns without any), then its metrics.</summary>
internal sealed class ListOutputs(PlanContext context, SemanticQuery query, RowSource source, ListMetrics metrics)
{
    private readonly NameAllocator names = new();
    private readonly List<PlannedOutput> outputs = [];

    private OutputRole Role => query.Shape == QueryShape.Rows ? OutputRole.Column : OutputRole.Dimension;

    public List<PlannedOutput> All()
    {
        if (query.Return.Count > 0)
        {
            foreach (var reference in query.Return)
                Add(reference);
            return outputs;
        }

        var dimensions = query.Dimensions.Count > 0
            ? query.Dimensions
            : VisibleColumns(source.Table).Select(c => new DimensionReference { Column = $"{source.Table.Name}.{c.Name}" });
        foreach (var dimension in dimensions)
            Add(dimension);
        foreach (var metric in metrics.Shown)
            Add(metric, metric.Column.Name);
        return outputs;
    }

    /// <summary>The columns that may be shown.</summary>
    public static IEnumerable<ColumnDefinition> VisibleColumns(TableDefinition table) =>
        table.Columns.Where(c => c.Visibility == ColumnVisibility.Public);

    private void Add(OutputReference reference)
    {
        var dimension = query.Dimensions.FirstOrDefault(d => d.As == reference.Name) ?? query.Dimensions.FirstOrDefault(d => d.Column == reference.Name);
        if (reference.Expression is { } expression)
            Add(new DimensionReference { Expression = expression, As = reference.As });
        else if (dimension is not null && reference.Name.Length > 0)
            Add(dimension with { As = reference.As ?? dimension.As });
        else if (metrics.Find(reference.Name) is { } metric)
            Add(metric, reference.As ?? metric.Column.Name);
        else
            Add(new DimensionReference { Column = reference.Name, As = reference.As });
    }

    private void Add(PlannedOutput metric, string name) =>
        outputs.Add(metric with { Column = metric.Column with { Name = names.Take(name) } });

    private void Add(DimensionReference reference)
    {
        if (reference.Expression is { } expression)
        {
            AddComputed(expression, reference.As);
            return;
        }

        if (DimensionPlanner.Plan(context, source, reference, ownTime: false) is not { } column)
            return;
        var output = column.Output(names.Take(column.WantedName), context.Model.Definition.Plugin.Currency) with { Role = Role };
        outputs.Add(new(output, column.Expression, column.IsCalled));
    }

    private void AddComputed(QueryExpression expression, string? name)
    {
        if (new ExpressionPlanner(context, n => metrics.Find(n) is { } metric ? ListMetrics.Value(metric) : source.Value(n)).Plan(expression) is not { } value)
            return;
        outputs.Add(new(
            ComputedColumn.Of(context, names.Take(name ?? "value"), value) with { Role = Role },
            value.Expression,
            called => called == name));
    }
}
