using NlSql.Insights.Measuring;
using NlSql.Insights.Rules;

namespace NlSql.Insights.Automatic;

/// <summary>Runs what is looked for without a rule, as part of a run: a fault there costs no rule its findings.</summary>
internal sealed class AutomaticInsights(ILogger<AutomaticInsights> logger)
{
    /// <summary>What was found, each as a rule of its own.</summary>
    public async Task<IReadOnlyList<RuleOutcome>> RunAsync(RuleSubject subject, SubjectQueries queries, Func<string, bool> isMuted, CancellationToken cancellationToken)
    {
        try
        {
            var found = await FindAutomatic.RunAsync(subject, queries, isMuted, cancellationToken);
            return [.. found.Select(f => new RuleOutcome(f.Rule.Name, f.Rule.Title, RuleStatus.Found) { Discoveries = [f] })];
        }
        catch (Exception e) when (e is ArithmeticException or ArgumentException or InvalidOperationException)
        {
            Log.AutomaticBroke(logger, e);
            return [];
        }
    }
}
