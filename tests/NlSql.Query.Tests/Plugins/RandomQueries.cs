using NlSql.Query.Model;
using NlSql.SemanticModel;
using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Queries;

namespace NlSql.Query.Tests.Plugins;

/// <summary>Semantic queries that mean something over a model, made by seeded chance.</summary>
internal sealed class RandomQueries(ModelIndex model, int seed)
{
    private readonly Random random = new(seed);

    private ModelDefinition Definition => model.Definition;

    public SemanticQuery Next() => random.Next(10) switch
    {
        0 => Rows(),
        1 => Distinct(),
        _ => Measured(),
    };

    /// <summary>A metric whose groups add up, by a dimension; null when this draw has none.</summary>
    public (SemanticQuery Whole, SemanticQuery Parts)? Additive()
    {
        var sums = Definition.Metrics.Where(m => m is { Type: MetricType.Simple, Aggregate: AggregateFunction.Sum or AggregateFunction.Count } && !IsLevel(m)).ToList();
        if (sums.Count == 0)
            return null;
        var metric = Pick(sums);
        var whole = new SemanticQuery { Metrics = [new() { Name = metric.Name }], Filters = Chance(2) ? Filter(metric.Table!) : null, Time = Time(metric.Table!) };
        return (whole, whole with { Dimensions = [Dimension(metric.Table!)], Limit = 10_000 });
    }

    private SemanticQuery Measured()
    {
        var metrics = Enumerable.Range(0, random.Next(1, 4)).Select(_ => Metric()).Distinct().ToList();
        var table = Fact(metrics[0].Name!);
        var dimensions = Enumerable.Range(0, random.Next(0, 3)).Select(_ => Dimension(table)).DistinctBy(d => d.Column).ToList();
        var series = dimensions.Find(d => d.Grain is not null);
        var plain = dimensions.Find(d => d.Grain is null && d.Bins is null);
        var time = Time(table) ?? (Chance(2) && model.Table(table)!.TimeColumn is not null ? new TimeFilter(new TimeRange.Rolling(90, TimeGrain.Day)) : null);
        return new SemanticQuery
        {
            Metrics = metrics.ToValueList(),
            Dimensions = dimensions.ToValueList(),
            Time = time,
            Filters = Chance(2) ? Filter(table) : null,
            Having = dimensions.Count > 0 && Chance(4) ? new QueryFilter.Compare(metrics[0].Name!, FilterOperator.Greater, [QueryLiteral.Of(1)]) : null,
            Compare = time is not null && Chance(3) ? (Chance(2) ? new PeriodComparison.PreviousPeriod() : new PeriodComparison.PreviousYear()) : null,
            ShareOf = Chance(4) ? plain?.Column ?? SemanticQuery.Total : null,
            Running = series is not null && Chance(3) ? Pick<RunningTotal>([new(), new(3, series.Grain), new(ToDate: TimeGrain.FiscalYear)]) : null,
            Fill = series is { Grain: not TimeGrain.Hour } && time is not null && Chance(3),
            PerGroupTop = plain is not null && dimensions.Count > 1 && Chance(2) ? new GroupTop(random.Next(1, 4), metrics[0].Name, [plain.Column], Chance(2)) : null,
            OrderBy = Chance(3) ? [new() { By = metrics[0].Name!, Descending = Chance(2) }] : [],
            Limit = Chance(2) ? random.Next(1, 50) : null,
        };
    }

    private SemanticQuery Rows()
    {
        var table = Pick(Definition.Tables);
        var returned = Columns(table.Name).OrderBy(_ => random.Next()).Take(random.Next(1, 4)).Select(c => OutputReference.Of($"{c.Table}.{c.Column.Name}"));
        return new SemanticQuery { From = table.Name, Return = returned.ToValueList(), Filters = Chance(2) ? Filter(table.Name) : null, Shape = QueryShape.Rows, Limit = 20 };
    }

    private SemanticQuery Distinct()
    {
        var table = Pick(Definition.Tables);
        return new SemanticQuery { From = table.Name, Dimensions = [Dimension(table.Name)], Filters = Chance(2) ? Filter(table.Name) : null, Shape = QueryShape.Distinct };
    }

    private MetricReference Metric() => new() { Name = Pick(Definition.Metrics).Name };

    private string Fact(string metric)
    {
        var definition = model.Metric(metric)!;
        return definition.Table ?? Fact(definition.Numerator ?? definition.Metric ?? Definition.Metrics.First(m => definition.Expression!.Contains(m.Name, StringComparison.Ordinal)).Name);
    }

    private DimensionReference Dimension(string table)
    {
        var (owner, column) = Pick(Columns(table));
        var name = $"{owner}.{column.Name}";
        return column.Type switch
        {
            ColumnType.Date => new() { Column = name, Grain = Pick(Enum.GetValues<TimeGrain>().Where(g => g != TimeGrain.Hour).ToList()) },
            ColumnType.Timestamp => new() { Column = name, Grain = Pick(Enum.GetValues<TimeGrain>()) },
            ColumnType.Integer or ColumnType.Decimal => new() { Column = name, Bins = Chance(2) ? new(10, []) : new(null, [1, 10, 100]) },
            _ => new() { Column = name },
        };
    }

    private List<(string Table, ColumnDefinition Column)> Columns(string table) =>
    [
        .. model.Joins.Reachable(table)
            .Where(t => model.Joins.ShortestPaths(table, t).Count == 1)
            .SelectMany(t => model.Table(t)!.Columns.Where(c => c.Visibility == ColumnVisibility.Public).Select(c => (t, c))),
    ];

    private TimeFilter? Time(string table) => model.Table(table)!.TimeColumn is null ? null : random.Next(6) switch
    {
        0 => new(new TimeRange.Calendar(TimeGrain.Month, -1)),
        1 => new(new TimeRange.ToDate(TimeGrain.FiscalYear)),
        2 => new(new TimeRange.Rolling(random.Next(1, 60), TimeGrain.Day)),
        3 => new(new TimeRange.Between(new DateOnly(2025, 1, 1), new DateOnly(2025, random.Next(2, 12), 20))),
        _ => null,
    };

    private QueryFilter Filter(string table)
    {
        var (owner, column) = Pick(Columns(table));
        var name = $"{owner}.{column.Name}";
        QueryFilter leaf = column.Type switch
        {
            ColumnType.Integer or ColumnType.Decimal => new QueryFilter.Compare(name, Pick([FilterOperator.Greater, FilterOperator.LessOrEqual, FilterOperator.NotEqual]), [QueryLiteral.Of(random.Next(1, 100))]),
            ColumnType.Date or ColumnType.Timestamp => new QueryFilter.Compare(name, FilterOperator.GreaterOrEqual, [QueryLiteral.Of("2025-02-01")]),
            ColumnType.Boolean => new QueryFilter.Compare(name, FilterOperator.Equal, [QueryLiteral.Of(Chance(2))]),
            _ when column.Values.Count > 0 => new QueryFilter.Compare(name, Pick([FilterOperator.Equal, FilterOperator.NotEqual]), [QueryLiteral.Of(Pick(column.Values).Value)]),
            _ => new QueryFilter.Compare(name, FilterOperator.IsNotNull, []),
        };
        return random.Next(6) switch
        {
            5 when Related(table) is { } related => related,
            0 => new QueryFilter.Not(leaf),
            1 => new QueryFilter.AnyOf([leaf, Filter(table)]),
            2 => new QueryFilter.AllOf([leaf, Filter(table)]),
            _ => leaf,
        };
    }

    private QueryFilter.Related? Related(string table)
    {
        var owned = Definition.Tables.Where(t => t.Name != table && model.Joins.ShortestPaths(t.Name, table).Count == 1).ToList();
        return owned.Count == 0 ? null : new QueryFilter.Related(Pick(owned).Name, null, null, Pick([Quantifier.Some, Quantifier.None]));
    }

    private bool IsLevel(MetricDefinition metric) =>
        model.Table(metric.Table!)!.Columns.Any(c => c.Additive == Additivity.Semi && metric.Expression?.Contains(c.Name, StringComparison.Ordinal) == true);

    private bool Chance(int in_) => random.Next(in_) == 0;

    private T Pick<T>(IReadOnlyList<T> items) => items[random.Next(items.Count)];
}
