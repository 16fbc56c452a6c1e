using NlSql.Insights.Rules;
using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Queries;

namespace NlSql.Insights.Runs;

/// <summary>Keeps runs that nobody asked for from saying the same again while a rule cools down.</summary>
internal sealed class CoolDown(RunStore runs, TimeProvider clock)
{
    /// <summary>What is still worth saying.</summary>
    public async Task<List<Discovery>> WithoutCoolingAsync(List<Discovery> found, string tenantId, Guid datasetId, CancellationToken cancellationToken)
    {
        if (found.All(f => f.Rule.Cooldown is null))
            return found;
        var last = await runs.LastFoundAsync(tenantId, datasetId, cancellationToken);
        var now = clock.GetUtcNow();
        return [.. found.Where(f => StartOf(f.Rule, now) is not { } start || !(last.GetValueOrDefault((f.Rule.Name, FindingKey.Of(f.Noticed))) > start))];
    }

    /// <summary>A cool-down is written as "7 days"; what was found since its start is not said again.</summary>
    private static DateTimeOffset? StartOf(InsightDefinition rule, DateTimeOffset now) =>
        rule.Cooldown is { } text && TimeRangeText.TryLength(text) is var (count, unit)
            ? unit switch
            {
                TimeGrain.Hour => now.AddHours(-count),
                TimeGrain.Day => now.AddDays(-count),
                TimeGrain.Week => now.AddDays(-7 * count),
                TimeGrain.Month => now.AddMonths(-count),
                TimeGrain.Quarter or TimeGrain.FiscalQuarter => now.AddMonths(-3 * count),
                _ => now.AddYears(-count),
            }
            : null;
}

/// <summary>What makes two findings of a rule the same.</summary>
internal static class FindingKey
{
    /// <summary>The group, and the period where it is about one.</summary>
    public static string Of(Noticed noticed) => Of(noticed.Group, noticed.Period);

    public static string Of(string? group, DateOnly? period) => period is { } day ? $"{group}\n{day:yyyy-MM-dd}" : group ?? "";
}
