using NlSql.Insights.Measuring;
using NlSql.Insights.Mutes;
using NlSql.Insights.Rules;
using NlSql.ServiceDefaults.Errors;

namespace NlSql.Insights.Runs;

/// <summary>Why insights could not be run or shown, and why a rule could not be evaluated.</summary>
internal static class InsightErrors
{
    public static Failure DatasetMissing { get; } = new(FailureKind.Invalid, "insights.dataset-missing", "Say which dataset: send its id as dataset_id.");

    public static Failure DatasetUnknown { get; } = new(FailureKind.NotFound, "insights.dataset-unknown", "There is no dataset with this id, or it has no data.");

    public static Failure PluginMismatch { get; } = new(
        FailureKind.Unprocessable, "insights.plugin-mismatch", "The dataset belongs to another plugin, or to none; rules are those of its own plugin.");

    public static Failure PluginUnknown { get; } = new(FailureKind.NotFound, "insights.plugin-unknown", "The dataset's plugin is not in the catalog. See /plugins.");

    public static Failure ModelMissing { get; } = new(
        FailureKind.NotFound, "insights.model-missing", "The dataset has neither a plugin nor a model of its own. Upload one of its tables again.");

    public static Failure LimitInvalid { get; } = new(FailureKind.Invalid, "insights.limit-invalid", $"The limit must be between 1 and {RunEndpoints.LargestLimit}.");

    public static Failure CursorInvalid { get; } = new(FailureKind.Invalid, "insights.cursor-invalid", "The cursor is none that an answer gave as next_cursor.");

    public static Failure RunUnknown { get; } = new(FailureKind.NotFound, "insights.run-unknown", "There is no run with this id.");

    public static Failure NoneYet { get; } = new(FailureKind.NotFound, "insights.none-yet", "No insights have been run yet. Upload data, or send POST /insights/run.");

    public static Failure NeighbourUnavailable { get; } = new(
        FailureKind.Unavailable, "insights.neighbour-unavailable", "The plugin or the dataset could not be read at the moment. Try again in a few seconds.")
    { RetryAfterSeconds = 5 };

    public static Failure RuleMissing { get; } = new(FailureKind.Invalid, "insights.rule-missing", "Say which rule: send its name as rule.");

    public static Failure RuleUnknown { get; } = new(FailureKind.NotFound, "insights.rule-unknown", "The dataset has no rule of this name. See /insights/rules.");

    public static Failure NotMuted { get; } = new(FailureKind.NotFound, "insights.not-muted", "The rule is not muted for this dataset.");

    public static Failure ReasonTooLong { get; } = new(
        FailureKind.Invalid, "insights.reason-too-long", $"A reason has at most {MuteEndpoints.LongestReason} characters.");

    public static Failure TooFewPeriods { get; } = new(
        FailureKind.Unprocessable, "insights.too-few-periods",
        $"There are too few whole periods with data: what is usual needs {SeriesDetectors.FewestUsual} before the range, a trend needs {Statistics.MannKendall.FewestValues}.");

    public static Failure TooManyQueries { get; } = new(
        FailureKind.Unprocessable, "insights.too-many-queries", $"The rules of this run need more than {SubjectQueries.MostQueries} different queries; what comes after was not asked.");

    public static Failure RunTooLong { get; } = new(
        FailureKind.Unprocessable, "insights.run-too-long", $"The run took longer than {SubjectQueries.LongestRun.TotalSeconds:0} seconds; what comes after was not asked.");

    public static Failure NoSeries { get; } = new(FailureKind.Unprocessable, "insights.no-series", "The metric has no time column, so there is no series of it.");

    public static Failure SqlWithoutNumber { get; } = new(FailureKind.Unprocessable, "insights.sql-without-number", "The rule's SQL gives no column that is a number.");

    public static Failure RuleIncomplete { get; } = new(FailureKind.Unprocessable, "insights.rule-incomplete", "The rule has neither SQL nor a metric with a detector.");

    public static Failure RuleBroke { get; } = new(FailureKind.Unprocessable, "insights.rule-broke", "The rule could not be evaluated; the service's log says why.");

    public static Failure TooManyGroups(int groups) => new(FailureKind.Unprocessable, "insights.too-many-groups", $"The rule has more than {groups} groups or points.");
}
