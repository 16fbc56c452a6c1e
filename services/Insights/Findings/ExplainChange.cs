using NlSql.Insights.Measuring;
using NlSql.Insights.Rules;
using NlSql.Query;
using NlSql.Query.Drivers;
using NlSql.Query.Narration;
using NlSql.Query.Plugins;
using NlSql.SemanticModel;
using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Queries;

namespace NlSql.Insights.Findings;

/// <summary>
/// Which groups contributed most to a change. Dimensions whose groups moved most unlike each other explain most
/// (<see cref="ChangeDecomposition.Surprise"/>); of those, the groups with the largest contributions.
/// </summary>
internal static class ExplainChange
{
    private const int MostDimensions = 6;
    private const int ShownDimensions = 2;
    private const int ShownGroups = 3;
    private const int MostGroups = 200;

    /// <summary>The drivers; the note says why there are none.</summary>
    public static async Task<(IReadOnlyList<Driver> Drivers, string? Note)> OfAsync(
        Discovery found, RuleSubject subject, SubjectQueries queries, CancellationToken cancellationToken)
    {
        if (found.Rule is not { Metric: { } name, Time: { } time } || subject.Model.FindMetric(name) is not { } metric
            || GroupRule.RangeBefore(found.Rule, subject) is not { } before || found.Noticed.Comparison.Change is not { } change)
            return ([], "Drivers explain a change against a range before, and there is none.");
        if (MeasuresOf(metric, subject.Model) is not { } measures)
            return ([], $"{metric.Label} is neither a sum or count nor a ratio of such, so the contributions of groups would not add up.");
        if (change == 0)
            return ([], "Nothing changed.");

        var query = InsightQuery.Of(found.Rule) with
        {
            Metrics = measures.Select(m => new MetricReference { Name = m }).ToValueList(),
            Compare = new PeriodComparison.Range(before),
            ShareOf = null,
            Filters = Within(InsightQuery.Of(found.Rule).Filters, found),
            Time = time,
        };
        var explained = new List<(double Surprise, string Dimension, IReadOnlyList<Contribution> Groups)>();
        foreach (var dimension in Candidates(found.Rule, metric, subject))
        {
            var split = query with { Dimensions = [new DimensionReference { Column = dimension }] };
            if ((await queries.MeasureAsync(split, cancellationToken, MostGroups)).TryGet(out var measured, out _) && Explain(measured, dimension, measures.Length == 2) is { } part)
                explained.Add(part);
        }

        return (
            [.. explained.OrderByDescending(e => e.Surprise).Take(ShownDimensions)
                .SelectMany(e => e.Groups.Where(g => g.Amount != 0).OrderByDescending(g => Math.Abs(g.Amount)).Take(ShownGroups).Select(g => DriverOf(e.Dimension, g, change, found.Measured.Value)))],
            explained.Count == 0 ? "No column of the data splits the metric into groups that people can look at." : null);
    }

    /// <summary>Columns to look at, those of the measured table first.</summary>
    public static IEnumerable<string> Candidates(InsightDefinition rule, MetricDefinition metric, RuleSubject subject)
    {
        var masked = subject.Model.Policy.ColumnMasks.Select(m => m.Column).Concat(subject.Model.Policy.ForbiddenColumns).Concat(rule.By).ToHashSet(StringComparer.Ordinal);
        return TableOf(metric, subject.Model, 0) is { } table
            ? DriverDimensions.Of(subject.Model, subject.Context.Model.Joins, table, subject.Values).Where(c => !masked.Contains(c)).Take(MostDimensions)
            : [];
    }

    // The metrics whose sums make the number: itself, or both sides of a ratio.
    private static string[]? MeasuresOf(MetricDefinition metric, ModelDefinition model) => metric.Type switch
    {
        MetricType.Simple when IsSum(metric) => [metric.Name],
        MetricType.Ratio when model.FindMetric(metric.Numerator!) is { } above && model.FindMetric(metric.Denominator!) is { } below && IsSum(above) && IsSum(below) =>
            [above.Name, below.Name],
        _ => null,
    };

    private static bool IsSum(MetricDefinition metric) => metric is { Type: MetricType.Simple, Aggregate: AggregateFunction.Sum or AggregateFunction.Count };

    private static string? TableOf(MetricDefinition metric, ModelDefinition model, int depth) =>
        metric.Table ?? (depth < 4 && model.FindMetric(metric.Numerator ?? metric.Metric ?? "") is { } part ? TableOf(part, model, depth + 1) : null);

    private static QueryFilter? Within(QueryFilter? filters, Discovery found)
    {
        var own = found.Rule.By.Zip(found.Noticed.Key, (column, value) => value is null
            ? new QueryFilter.Compare(column, FilterOperator.IsNull, [])
            : new QueryFilter.Compare(column, FilterOperator.Equal, [Literal(value)]));
        List<QueryFilter> all = [.. filters is null ? [] : new[] { filters }, .. own];
        return all.Count switch { 0 => null, 1 => all[0], _ => new QueryFilter.AllOf(all.ToValueList()) };
    }

    private static QueryLiteral Literal(object value) => value switch
    {
        bool truth => QueryLiteral.Of(truth),
        DateOnly day => QueryLiteral.Of(day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)),
        _ when ValueText.AsNumber(value) is { } number => QueryLiteral.Of(number),
        _ => QueryLiteral.Of(Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture)!),
    };

    private static (double Surprise, string Dimension, IReadOnlyList<Contribution> Groups)? Explain(Measurement measured, string dimension, bool isRatio)
    {
        var columns = measured.Table.Columns;
        var (values, before) = (At(columns, OutputAspect.Value), At(columns, OutputAspect.Previous));
        var groups = measured.Groups.ToList();
        decimal Number(IReadOnlyList<object?> row, int column) => ValueText.AsNumber(row[column]) ?? 0;
        string Name(IReadOnlyList<object?> row) => measured.NameOf(row, groups);
        if (isRatio)
        {
            var ratios = measured.Table.Rows.Select(r => new RatioGroup(Name(r), Number(r, values[0]), Number(r, values[1]), Number(r, before[0]), Number(r, before[1]))).ToList();
            var parts = ChangeDecomposition.OfRatio(ratios);
            return parts.Count == 0 ? null : (ChangeDecomposition.Surprise([.. ratios.Select(r => (r.Numerator, r.PreviousNumerator))]), dimension, parts);
        }

        var sums = measured.Table.Rows.Select(r => new SumGroup(Name(r), Number(r, values[0]), Number(r, before[0]))).ToList();
        return (ChangeDecomposition.Surprise([.. sums.Select(s => (s.Value, s.Previous))]), dimension, ChangeDecomposition.OfSum(sums));
    }

    private static List<int> At(IReadOnlyList<OutputColumn> columns, OutputAspect aspect) =>
        [.. Enumerable.Range(0, columns.Count).Where(i => columns[i].Role == OutputRole.Metric && columns[i].Aspect == aspect)];

    private static Driver DriverOf(string dimension, Contribution part, decimal change, OutputColumn column)
    {
        var percent = part.Amount / change * 100;
        var amount = Sentence.Amount(part.Amount, column);
        return new Driver
        {
            Dimension = dimension,
            Group = part.Group,
            Value = part.Value,
            Previous = part.Previous,
            Contribution = part.Amount,
            ContributionPct = Math.Round(percent, 2, MidpointRounding.AwayFromZero),
            RateEffect = part.Rate,
            MixEffect = part.Mix,
            Sentence = part is { Rate: { } rate, Mix: { } mix }
                ? $"{part.Group}: {amount}, of which {Sentence.Amount(rate, column)} by its own ratio and {Sentence.Amount(mix, column)} by its weight."
                : $"{part.Group}: {amount}, {Sentence.Percent(percent / 100)} of the change.",
        };
    }
}
