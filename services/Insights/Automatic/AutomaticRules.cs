using NlSql.Insights.Rules;
using NlSql.Query;
using NlSql.Query.Drivers;
using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Queries;

namespace NlSql.Insights.Automatic;

/// <summary>
/// What is looked for in a dataset without a plugin though nobody wrote a rule: for each of its first metrics a trend and something unusual, for each
/// of its first columns whether one group has most of the rows, for each pair of metrics whether they move together. Hidden, masked and personal columns
/// are never read, not within a metric either.
/// </summary>
internal static class AutomaticRules
{
    private const string Prefix = "automatic.";
    private const int MostMetrics = 5;
    private const int MostDimensions = 6;
    private const int MostDays = 120;
    private const int MostWeeks = 110;
    private const string Quiet = "7 days";

    /// <summary>Whether a name is one of these rules'.</summary>
    public static bool IsName(string rule) =>
        rule.StartsWith(Prefix, StringComparison.Ordinal) && rule.Length <= 200 && rule.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_');

    /// <summary>The metrics that may be looked at: sums, counts and ratios whose columns everybody may see.</summary>
    public static IReadOnlyList<MetricDefinition> Metrics(RuleSubject subject) =>
        [.. subject.Model.Metrics.Where(m => m.Type is MetricType.Simple or MetricType.Ratio && IsOpen(m, subject)).Take(MostMetrics)];

    /// <summary>A trend of a metric over all of its time.</summary>
    public static InsightDefinition Trend(MetricDefinition metric, RuleSubject subject, string timeColumn) => Series(metric, "trend", subject, timeColumn) with
    {
        Title = $"Trend of {metric.Label}",
        // Every chance is wanted here: which of them hold is decided over all that was looked for.
        Detector = new DetectorDefinition(DetectorKind.Trend, new Dictionary<string, decimal> { ["alpha"] = 1 }),
        Explain = "{metric} moved by {slope}, from {previous} to {value} on the line through its periods.",
    };

    /// <summary>An unusual period of a metric among the newest seven.</summary>
    public static InsightDefinition Outlier(MetricDefinition metric, RuleSubject subject, string timeColumn)
    {
        var rule = Series(metric, "outlier", subject, timeColumn);
        return rule with
        {
            Title = $"Something unusual in {metric.Label}",
            Time = new TimeFilter(new TimeRange.Rolling(7, rule.Grain!.Value)),
            Detector = new DetectorDefinition(DetectorKind.Zscore, new Dictionary<string, decimal> { ["threshold"] = 0 }),
            Explain = "{metric} was {value} for {period}, where {previous} is usual.",
        };
    }

    /// <summary>One group of a column with most of the rows.</summary>
    public static InsightDefinition Concentration(MetricDefinition count, string column, string label) => new()
    {
        Name = $"{Prefix}concentration.{column}",
        Title = $"One {label.ToLowerInvariant()} leads",
        Metric = count.Name,
        By = [column],
        Detector = new DetectorDefinition(DetectorKind.Share, new Dictionary<string, decimal> { ["above"] = 0 }),
        Cooldown = Quiet,
        Explain = $"{{group}} has {{share}} of all {count.Label.ToLowerInvariant()} ({{value}}).",
    };

    /// <summary>Two metrics that move together.</summary>
    public static InsightDefinition Correlation(InsightDefinition left, MetricDefinition one, MetricDefinition other) => left with
    {
        Name = $"{Prefix}correlation.{one.Name}.{other.Name}",
        Title = $"{one.Label} and {other.Label} move together",
        Explain = $"{one.Label} and {other.Label} change together from {QueryWords.Of(left.Grain!.Value)} to {QueryWords.Of(left.Grain.Value)} (rank correlation {{score}}).",
    };

    /// <summary>Columns whose groups people can look at.</summary>
    public static IEnumerable<string> Dimensions(string table, RuleSubject subject)
    {
        var closed = Closed(subject);
        return DriverDimensions.Of(subject.Model, subject.Context.Model.Joins, table, subject.Values).Where(c => !closed.Contains(c)).Take(MostDimensions);
    }

    private static InsightDefinition Series(MetricDefinition metric, string kind, RuleSubject subject, string timeColumn)
    {
        var (first, last) = (subject.FirstDayOf(timeColumn), subject.Context.Anchor.Day);
        var days = first is { } day ? last.DayNumber - day.DayNumber + 1 : MostDays;
        return new InsightDefinition
        {
            Name = $"{Prefix}{kind}.{metric.Name}",
            Title = metric.Label,
            Metric = metric.Name,
            Grain = days <= MostDays ? TimeGrain.Day : days <= MostWeeks * 7 ? TimeGrain.Week : TimeGrain.Month,
            Time = new TimeFilter(new TimeRange.Between(first, last)),
            Cooldown = Quiet,
        };
    }

    // Compiled rather than parsed: the compiler says what is read anywhere inside.
    private static bool IsOpen(MetricDefinition metric, RuleSubject subject)
    {
        var closed = Closed(subject);
        return QueryCompiler.Compile(new SemanticQuery { Metrics = [new MetricReference { Name = metric.Name }] }, subject.Context).Query is { } compiled
            && !compiled.ColumnsRead.Any(closed.Contains);
    }

    private static HashSet<string> Closed(RuleSubject subject) =>
    [
        .. subject.Model.Policy.ColumnMasks.Select(m => m.Column),
        .. subject.Model.Policy.ForbiddenColumns,
        .. from table in subject.Model.Tables
           from column in table.Columns
           where column.Pii || column.Visibility == ColumnVisibility.Hidden
           select $"{table.Name}.{column.Name}",
    ];
}
