using NlSql.Query.Linking;
using NlSql.SemanticModel.Definitions;

namespace NlSql.Query.Reading.Rules;

/// <summary>"average number of orders per customer": all orders divided by the customers that have some.</summary>
internal sealed class AverageNumberRule : ReadingRule
{
    public override void Apply(Draft draft)
    {
        foreach (var item in draft.Unused<MentionTarget.Aggregate>().Where(i => i.Target is MentionTarget.Aggregate { Function: AggregateFunction.Avg }).ToList())
        {
            var count = draft.Next(item) is { Used: false, Target: MentionTarget.Count } said ? said : null;
            if (draft.Next(count ?? item) is not { Used: false } noun || !Counts(draft, noun))
                continue;
            if (draft.Next(noun) is not { Used: false, Target: MentionTarget.Grouping { Each: true } } per || draft.Next(per) is not { Used: false, Target: MentionTarget.Column or MentionTarget.Table } whom || Measures.FactColumn(draft, whom) is not null)
                continue;
            item.Role = "aggregate";
            noun.Role = per.Role = whom.Role = "average number";
            if (count is not null)
                count.Role = "count";
            draft.Measures.Add(new() { Aggregate = AggregateFunction.Avg, Source = noun, CountsRows = noun.Target is MentionTarget.Table, Metric = (noun.Target as MentionTarget.Metric)?.Name, Per = whom });
        }
    }

    private static bool Counts(Draft draft, Item noun) =>
        noun.Target is MentionTarget.Table || (noun.Target is MentionTarget.Metric metric && draft.Model.FindMetric(metric.Name) is { Type: MetricType.Simple, Aggregate: AggregateFunction.Count or AggregateFunction.CountDistinct });
}
