using NlSql.Query.Linking;
using NlSql.Query.Reading.Entities.Rules;
using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Queries;

namespace NlSql.Query.Reading.Entities.Forms;

/// <summary>Conditions on numbers of rows: "with more than 3 orders", "higher than the average of all".</summary>
internal sealed class CountDemands(TableScope scope)
{
    private readonly EntityDraft draft = scope.Draft;
    private readonly string table = scope.Table;
    private readonly Reach reach = scope.Reach;

    /// <summary>What is compared with all rows and judged once the rows are measured.</summary>
    public List<QueryFilter> Judged { get; } = [];

    /// <summary>Conditions on the numbers of each group.</summary>
    /// <param name="of">The table whose rows are measured; null for the rows themselves.</param>
    public List<QueryFilter> Having(string? of)
    {
        List<QueryFilter> having = [];
        foreach (var demand in draft.Demands.OfType<Demand.Counts>())
        {
            if (scope.Numbers.Metric(demand.Quantity, of) is not { } metric)
            {
                scope.Count(Feature.ConditionWithoutTarget);
                continue;
            }

            scope.Add(metric);
            having.Add(demand.OfAll is { } times ? OfAll(metric, demand, times) : new QueryFilter.Compare(metric.As!, demand.Operator, demand.Literals));
        }

        return having;
    }

    /// <summary>The numbers of related rows that are compared, each with what is computed.</summary>
    public List<(Demand.Counts, MetricReference)> OfRelated()
    {
        List<(Demand.Counts, MetricReference)> related = [];
        foreach (var demand in draft.Demands.OfType<Demand.Counts>())
        {
            var noun = demand.Quantity.Noun;
            var other = noun == SuperlativeRule.Occurrences ? scope.Numbers.Occurrences() : noun.Target is MentionTarget.Table ? noun.Tables[0] : reach.Best(noun)?.TableName;
            // "jobs whose average salary is above 8000": a row has one number of its own, so it is that of related rows.
            if (other == table && demand.Quantity is Quantity.Aggregate && noun.Strongest is { } plainest && plainest.TableName != table && draft.Leads(plainest.TableName, table))
                other = plainest.TableName;
            if (other is null || other == table || (reach.RefersTo(other) && !draft.Leads(other, table) && scope.Ways.Pairing(table, other) is null) || reach.RelatedSteps(other) >= Reach.Nowhere || scope.Numbers.Metric(demand.Quantity, scope.Ways.Pairing(table, other) ?? other) is not { } metric)
            {
                scope.Count(Feature.ConditionWithoutTarget);
                continue;
            }

            if (demand.OfAll is { } times)
            {
                scope.Metrics.Add(metric);
                Judged.Add(OfAll(metric, demand, times));
                continue;
            }

            related.Add((demand, metric));
            if (demand.Operator is FilterOperator.Less or FilterOperator.LessOrEqual && metric.Aggregate is AggregateFunction.Count)
                scope.Assumptions.Add($"Those without any {(draft.Table(other)?.Label ?? other).ToLowerInvariant()} are left out.");
        }

        return related;
    }

    /// <summary>Counts against a form that lists no things: what is compared with all rows keeps or drops such.</summary>
    public void JudgeNothing()
    {
        if (Judged.Count > 0)
            scope.Count(Feature.ConditionWithoutTarget);
    }

    // Where more is said, it may be said of all rows, too.
    private QueryFilter.Relation OfAll(MetricReference metric, Demand.Counts demand, decimal times)
    {
        var of = metric.Of ?? table;
        if (draft.Demands.Count > 1)
            scope.Count(Feature.ConditionWithoutTarget);
        var whole = new SemanticQuery { From = of, Metrics = [EntityMetrics.Times(metric with { Of = null, Via = null, As = "reference" }, times)], Filters = Conditions.Among(draft, of, demand.Among, scope.Features) };
        return new(new QueryExpression.Named(metric.As!), demand.Operator, new ComparedValue.Scalar(whole));
    }
}
