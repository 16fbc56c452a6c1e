using Cronos;
using NlSql.SemanticModel.Definitions;

namespace NlSql.Insights.Schedules;

/// <summary>When a rule runs by itself.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Cron">A cron expression of five fields. With both a day of the month and a day of the week, both must fit.</param>
/// <param name="TimeZone">The time zone that it is written in, that of the plugin's calendar; UTC where this machine does not know it.</param>
internal sealed record RuleSchedule(string Rule, string Cron, string TimeZone)
{
    /// <summary>The schedules of a model's rules.</summary>
    public static IReadOnlyList<RuleSchedule> Of(ModelDefinition model) =>
        [.. model.Insights.Where(i => i.Schedule is not null).Select(i => new RuleSchedule(i.Name, i.Schedule!, model.Plugin.Calendar.TimeZone))];

    /// <summary>The first time after a moment; null when there is none.</summary>
    public DateTimeOffset? NextAfter(DateTimeOffset moment) =>
        CronExpression.TryParse(Cron, out var expression)
            ? expression.GetNextOccurrence(moment, TimeZoneInfo.TryFindSystemTimeZoneById(TimeZone, out var zone) ? zone : TimeZoneInfo.Utc)
            : null;
}
