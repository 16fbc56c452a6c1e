using NlSql.Insights.Measuring;
using NlSql.Insights.Runs;
using NlSql.Query.Plugins;
using NlSql.SemanticModel.Definitions;
using NlSql.ServiceDefaults.Errors;

namespace NlSql.Insights.Rules;

/// <summary>Evaluates one rule: measure, compare, decide. Whatever goes wrong with it stays with it.</summary>
internal sealed class EvaluateRule(ILogger<EvaluateRule> logger)
{
    /// <summary>What a rule may notice; the rest of its groups is left out.</summary>
    public const int MostDiscoveries = 100;

    public async Task<RuleOutcome> RunAsync(InsightDefinition rule, RuleSubject subject, SubjectQueries queries, CancellationToken cancellationToken)
    {
        var result = await TryAsync(rule, subject, queries, cancellationToken);
        if (!result.TryGet(out var found, out var failure))
        {
            // Too little data is no fault of the rule.
            var status = failure.Code == InsightErrors.TooFewPeriods.Code ? RuleStatus.Quiet : RuleStatus.Failed;
            return new(rule.Name, rule.Title, status) { Code = failure.Code, Message = failure.Message };
        }

        return new(rule.Name, rule.Title, found.Count > 0 ? RuleStatus.Found : RuleStatus.Quiet) { Discoveries = [.. found.Take(MostDiscoveries)] };
    }

    private async Task<Result<List<Discovery>>> TryAsync(InsightDefinition rule, RuleSubject subject, SubjectQueries queries, CancellationToken cancellationToken)
    {
        try
        {
            return rule switch
            {
                { Sql: { } sql } => await SqlRule.FindAsync(rule, sql, queries, cancellationToken),
                { Metric: null } or { Detector: null } => InsightErrors.RuleIncomplete,
                _ when InsightQuery.IsSeries(rule) => await SeriesRule.FindAsync(rule, subject, queries, cancellationToken),
                _ => await GroupRule.FindAsync(rule, subject, queries, cancellationToken),
            };
        }
        catch (Exception e) when (e is ArithmeticException or ArgumentException or InvalidOperationException)
        {
            // A fault that one rule brings to light must not take the others with it.
            Log.RuleBroke(logger, rule.Name, e);
            return InsightErrors.RuleBroke;
        }
    }
}
