using NlSql.Insights.Measuring;
using NlSql.Query.Narration;
using NlSql.Query.Planning;
using NlSql.Query.Plugins;
using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Queries;
using NlSql.ServiceDefaults.Errors;

namespace NlSql.Insights.Rules;

/// <summary>Rules on the groups of a metric in one range: threshold, change, share, top and bottom.</summary>
internal static class GroupRule
{
    public static async Task<Result<List<Discovery>>> FindAsync(
        InsightDefinition rule, RuleSubject subject, SubjectQueries queries, CancellationToken cancellationToken)
    {
        var query = InsightQuery.Of(rule);
        if (!(await queries.MeasureAsync(query, cancellationToken)).TryGet(out var current, out var failure))
            return failure;
        Measurement? before = null;
        if (RangeBefore(rule, subject) is { } range
            && !(await queries.MeasureAsync(query with { Time = rule.Time! with { Range = range } }, cancellationToken)).TryGet(out before, out failure))
            return failure;
        var groups = Pair(current, before, AbsentGroups.AreZero(subject.Model.FindMetric(rule.Metric!)));
        return Detectors.Choose(rule.Detector, groups).Select(g => new Discovery(rule, g, current, before)).ToList();
    }

    /// <summary>The range that a rule's range is compared with; null when it is compared with none.</summary>
    public static TimeRange.Between? RangeBefore(InsightDefinition rule, RuleSubject subject)
    {
        if (rule is not { Compare: { } compare, Time: { } time })
            return null;
        var (calendar, anchor) = (subject.Model.Plugin.Calendar, subject.Context.Anchor);
        PeriodComparison comparison = compare == "previous_year" ? new PeriodComparison.PreviousYear() : new PeriodComparison.PreviousPeriod();
        return ComparedRange.Of(time.Range, TimeRangeResolver.Resolve(time.Range, anchor, calendar), comparison, anchor, calendar);
    }

    // A sum that has rows in one range only is 0 in the other, as in answers; any other measure has no value there.
    private static List<Noticed> Pair(Measurement current, Measurement? before, bool absentIsZero)
    {
        var (now, then) = (Read(current), before is null ? [] : Read(before));
        var zero = before is not null && absentIsZero && before.Table.Rows.Count > 0 && current.Table.Rows.Count > 0;
        var groups = now.Values
            .Where(g => g.Value is not null)
            .Select(g => Noticed(g, then.GetValueOrDefault(g.Group) ?? (zero ? Nothing(g) : null)));
        var gone = zero ? then.Values.Where(g => !now.ContainsKey(g.Group)).Select(g => Noticed(Nothing(g), g)) : [];
        return [.. groups, .. gone];
    }

    private static Noticed Noticed(Measured now, Measured? then) => new(now.Group, now.Key, Comparison.Of((decimal)now.Value!, then?.Value))
    {
        Share = now.Share,
        PreviousShare = then?.Share,
    };

    private static Measured Nothing(Measured group) => group with { Value = 0, Share = group.Share is null ? null : 0 };

    private static Dictionary<string, Measured> Read(Measurement measured)
    {
        var groups = measured.Groups.ToList();
        return measured.Table.Rows
            .Select(row => new Measured(
                measured.NameOf(row, groups),
                [.. groups.Select(g => row[g])],
                ValueText.AsNumber(row[measured.ValueIndex]),
                measured.ShareIndex < 0 ? null : ValueText.AsNumber(row[measured.ShareIndex])))
            .DistinctBy(g => g.Group)
            .ToDictionary(g => g.Group, StringComparer.Ordinal);
    }

    private sealed record Measured(string Group, IReadOnlyList<object?> Key, decimal? Value, decimal? Share);
}
