using NlSql.Query.Model;
using NlSql.Query.Sql.Tree;
using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Queries;
using static NlSql.Query.Sql.Tree.SqlFactory;

namespace NlSql.Query.Planning;

/// <summary>Metric names, ad-hoc aggregates and arithmetic over metrics → formulas.</summary>
internal sealed class MetricBinder(PlanContext context)
{
    private readonly MetricFormulas formulas = new(context);

    /// <summary>Binds a metric of the query.</summary>
    /// <param name="reference">The metric.</param>
    /// <param name="entity">The table that ad-hoc aggregates are over.</param>
    /// <param name="others">The metrics of the query that are bound already: arithmetic may use their names.</param>
    public BoundMetric? Bind(MetricReference reference, Func<MetricReference, TableDefinition?> entity, IReadOnlyList<BoundMetric> others) => reference switch
    {
        { Name: { } name } => BindNamed(reference, name),
        { Aggregate: null, Expression: { } expression } => BindArithmetic(reference, expression, others),
        _ => BindAdHoc(reference, entity),
    };

    private BoundMetric? BindNamed(MetricReference reference, string name)
    {
        if (context.Model.Metric(name) is not { } metric)
        {
            context.Issues.Add("plan.unknown-metric", $"There is no metric {name}.", NearestNames.Of(name, MetricNames()));
            return null;
        }

        if (formulas.Of(metric) is not { } formula)
            return null;
        if (reference.Where is { } where)
            formula = formula.Map(leaf => leaf with { Where = where });
        return new BoundMetric(reference, formula, new OutputColumn
        {
            Name = reference.As ?? metric.Name,
            Label = reference.As is { } alias && reference.Where is not null ? $"{metric.Label} ({alias.Replace('_', ' ')})" : metric.Label,
            Type = formula is MetricFormula.Leaf { Counts: true } ? ColumnType.Integer : ColumnType.Decimal,
            Role = OutputRole.Metric,
            Unit = metric.Unit,
            Currency = Currency(metric.Unit),
            Format = metric.Format,
            Metric = metric.Name,
        });
    }

    private BoundMetric? BindArithmetic(MetricReference reference, QueryExpression expression, IReadOnlyList<BoundMetric> others)
    {
        var parts = new List<NamedFormula>();
        var units = new Dictionary<string, string?>(StringComparer.Ordinal);
        var days = new HashSet<string>(StringComparer.Ordinal);
        foreach (var name in expression.Names().Distinct(StringComparer.Ordinal))
        {
            if ((Called(others, name) ?? BindNamed(new MetricReference { Name = name }, name)) is not { } part)
                return null;
            parts.Add(new(name, part.Formula));
            units[name] = part.Output.Unit is "count" or "percent" ? null : part.Output.Unit;
            if (TypeWords.IsDay(part.Type))
                days.Add(name);
        }

        var isShare = IsShare(expression, others) || IsRelativeDifference(expression, others);
        var unit = Unit(expression, units);
        if (MetricArithmetic.Of(expression, days.Contains) is not { } tree)
        {
            context.Issues.Add("plan.wrong-type", "Metrics are added, subtracted, multiplied and divided; days only stand inside date_diff and date_part, numbers never do.");
            return null;
        }

        return new BoundMetric(reference, new MetricFormula.Derived(tree, parts.ToValueList()), new OutputColumn
        {
            Name = reference.As ?? "value",
            Label = reference.As is { } alias ? NameWords.Label(alias) : "Value",
            Type = ColumnType.Decimal,
            Role = OutputRole.Metric,
            Unit = isShare ? "percent" : unit,
            Currency = isShare ? null : Currency(unit),
            IsFraction = isShare,
        });
    }

    // Money for each order is money; money divided by money is none.
    private static string? Unit(QueryExpression expression, Dictionary<string, string?> units) => expression switch
    {
        QueryExpression.Named named => units.GetValueOrDefault(named.Name),
        QueryExpression.Arithmetic { Operator: ArithmeticOperator.Divide } division => Unit(division.Right, units) is null ? Unit(division.Left, units) : null,
        QueryExpression.Arithmetic { Operator: ArithmeticOperator.Multiply } product => (Unit(product.Left, units), Unit(product.Right, units)) switch { (null, var right) => right, (var left, null) => left, _ => null },
        QueryExpression.Arithmetic sum => Unit(sum.Left, units) is { } left && left == Unit(sum.Right, units) ? left : null,
        _ => null,
    };

    // The metric itself before the same one under another name.
    private static BoundMetric? Called(IReadOnlyList<BoundMetric> others, string name) => others.FirstOrDefault(m => m.Output.Name == name) ?? others.FirstOrDefault(m => m.IsCalled(name));

    // A measure of some rows divided by the same of all.
    private static bool IsShare(QueryExpression expression, IReadOnlyList<BoundMetric> others) =>
        expression is QueryExpression.Arithmetic { Operator: ArithmeticOperator.Divide, Left: QueryExpression.Named part, Right: QueryExpression.Named whole }
        && Called(others, part.Name)?.Reference is { Where: not null } some && Called(others, whole.Name)?.Reference is { Where: null } all
        && some with { Where = null, As = null } == all with { As = null };

    // A measure of some rows less the same of others, divided by that of the others.
    private static bool IsRelativeDifference(QueryExpression expression, IReadOnlyList<BoundMetric> others) =>
        expression is QueryExpression.Arithmetic { Operator: ArithmeticOperator.Divide, Left: QueryExpression.Arithmetic { Operator: ArithmeticOperator.Subtract, Left: QueryExpression.Named one, Right: QueryExpression.Named other }, Right: QueryExpression.Named whole }
        && (whole == one || whole == other) && Called(others, one.Name)?.Reference is { } first && Called(others, other.Name)?.Reference is { } second
        && first with { Where = null, As = null } == second with { Where = null, As = null };

    private BoundMetric? BindAdHoc(MetricReference reference, Func<MetricReference, TableDefinition?> entity)
    {
        if (Measured(reference, entity) is not { } table || reference.Aggregate is not { } function)
            return null;
        if (function == AggregateFunction.Percentile && reference.Percentile is null)
        {
            context.Issues.Add("plan.missing-percentile", "A percentile needs p, a number between 0 and 1.");
            return null;
        }

        if (reference.Column is null && reference.Expression is null)
        {
            if (function == AggregateFunction.Count)
                return AdHoc(reference, Leaf(reference, table, null), null, "count", Counted(reference) ?? $"Number of {table.Label.ToLowerInvariant()}");
            context.Issues.Add("plan.missing-column", $"{QueryWords.Of(function)} needs a column.");
            return null;
        }

        if (reference.Column is null)
            return BindComputed(reference, table, function);
        var (column, issue) = ColumnResolver.Resolve(context.Model, table, reference.Column);
        if (column is null)
        {
            context.Issues.Add(issue!);
            return null;
        }

        if (NeedsNumbers(function) && column.Column.Type is not (ColumnType.Integer or ColumnType.Decimal))
        {
            context.Issues.Add("plan.wrong-type", $"{QueryWords.Of(function)} needs numbers; {reference.Column} holds none.");
            return null;
        }

        var argument = Argument(column);
        var leaf = Leaf(reference, table, argument) with { LastDayOnly = function == AggregateFunction.Sum && column.Path.Count == 0 && MetricFormulas.IsLevel(column.Column) };
        return AdHoc(reference, leaf, column.Column, $"{QueryWords.Of(function)}_{column.Column.Name}", Label(function, column.Column));
    }

    // "Number of no show": not all rows are counted, so that they do not say what is.
    private static string? Counted(MetricReference reference) => reference is { Where: not null, As: { } name } ? NameWords.Label(name) : null;

    private BoundMetric? BindComputed(MetricReference reference, TableDefinition table, AggregateFunction function)
    {
        if (new ExpressionPlanner(context, name => Unbound(table, name)).Plan(reference.Expression!) is not { } value)
            return null;
        if (NeedsNumbers(function) && value.Type is not (ColumnType.Integer or ColumnType.Decimal))
        {
            context.Issues.Add("plan.wrong-type", $"{QueryWords.Of(function)} needs numbers; the expression gives none.");
            return null;
        }

        var name = $"{QueryWords.Of(function)}_value";
        var metric = AdHoc(reference, Leaf(reference, table, value.Expression), null, name, NameWords.Label(reference.As ?? name));
        if (metric.Formula is MetricFormula.Leaf { Counts: true })
            return metric;
        var keepsType = function is AggregateFunction.Min or AggregateFunction.Max;
        return metric with { Output = metric.Output with { Unit = value.Unit, Currency = Currency(value.Unit), Type = keepsType ? value.Type : ColumnType.Decimal } };
    }

    // A column as a metric's expression names it: bound where the rows are known.
    private FilterOperand? Unbound(TableDefinition table, string name)
    {
        var (column, issue) = ColumnResolver.Resolve(context.Model, table, name);
        if (column is not null)
            return new(Argument(column), column.Column.Type, column.Column.Values) { Unit = column.Column.Unit };
        context.Issues.Add(issue!);
        return null;
    }

    private static ColumnReference Argument(ResolvedColumn column) =>
        column.Path.Count == 0 ? Column(column.Column.Name) : Column(QualifierOf(column), column.Column.Name);

    private TableDefinition? Measured(MetricReference reference, Func<MetricReference, TableDefinition?> entity)
    {
        if (reference.Of is not { } of)
            return entity(reference);
        if (context.Model.Table(of) is { } table)
            return table;
        context.Issues.Add("plan.unknown-table", $"There is no table {of}.", NearestNames.Of(of, context.Model.Definition.Tables.Select(t => t.Name)));
        return null;
    }

    private static MetricFormula.Leaf Leaf(MetricReference reference, TableDefinition table, SqlExpression? argument) =>
        new(table.Name, table.TimeColumn, reference.Aggregate!.Value, argument, null, reference.Percentile)
        {
            Where = reference.Where,
            Distinct = reference.Distinct,
            Via = reference.Via,
        };

    private static bool NeedsNumbers(AggregateFunction function) =>
        function is AggregateFunction.Sum or AggregateFunction.Avg or AggregateFunction.Median or AggregateFunction.Percentile;

    private static string QualifierOf(ResolvedColumn column) => column.Path[^1].Role ?? column.Table.Name;

    private BoundMetric AdHoc(MetricReference reference, MetricFormula.Leaf leaf, ColumnDefinition? column, string name, string label)
    {
        var unit = leaf.Counts ? "count" : column?.Unit;
        return new BoundMetric(reference, leaf, new OutputColumn
        {
            Name = reference.As ?? name,
            Label = label,
            Type = leaf.Counts ? ColumnType.Integer
                : leaf.Function is AggregateFunction.Min or AggregateFunction.Max ? column?.Type ?? ColumnType.Decimal
                : ColumnType.Decimal,
            Role = OutputRole.Metric,
            Unit = unit,
            Currency = Currency(unit),
            Format = leaf.Counts ? null : column?.Format,
            Column = column is null ? null : $"{leaf.Table}.{column.Name}",
        });
    }

    internal static string Label(AggregateFunction function, ColumnDefinition column)
    {
        var words = column.Label.ToLowerInvariant();
        return function switch
        {
            AggregateFunction.Count => $"Number of {words} values",
            AggregateFunction.CountDistinct => $"Number of different {words} values",
            AggregateFunction.Sum => words.StartsWith("total ", StringComparison.Ordinal) ? column.Label : $"Total {words}",
            AggregateFunction.Avg => $"Average {words}",
            AggregateFunction.Min => $"{(TypeWords.IsDay(column.Type) ? "Earliest" : "Lowest")} {words}",
            AggregateFunction.Max => $"{(TypeWords.IsDay(column.Type) ? "Latest" : "Highest")} {words}",
            AggregateFunction.Median => $"Median {words}",
            _ => $"Percentile of {words}",
        };
    }

    private string? Currency(string? unit) => unit == "currency" ? context.Model.Definition.Plugin.Currency : null;

    private IEnumerable<string> MetricNames() => context.Model.Definition.Metrics.Select(m => m.Name);
}
