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
            if (OfEach(draft, item))
                continue;
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

    // "how many rooms does a hotel have on average", "on average how much has each customer spent".
    private static bool OfEach(Draft draft, Item average)
    {
        if (draft.Items.FirstOrDefault(i => i is { Used: false, IsNoun: true } && IsAny(draft, i) && Measures.FactColumn(draft, i) is null) is not { } whom)
            return false;
        var count = draft.Unused<MentionTarget.Count>().FirstOrDefault(c => draft.Question.Words[c.Mention.Start].Best == "how");
        var noun = count is not null ? draft.Next(count) : draft.Unused<MentionTarget.Metric>().FirstOrDefault(m => AveragePeriodRule.AddsUp(draft.Model, ((MentionTarget.Metric)m.Target).Name));
        if (noun is not { Used: false } || noun == whom || (count is null ? !AsksHowMuch(draft) : !Counts(draft, noun)))
            return false;
        if (draft.Previous(whom) is { Used: false, Target: MentionTarget.Grouping } each)
            each.Role = "average number";
        average.Role = "aggregate";
        noun.Role = whom.Role = "average number";
        if (count is not null)
            count.Role = "count";
        draft.Measures.Add(new() { Aggregate = AggregateFunction.Avg, Source = noun, CountsRows = noun.Target is MentionTarget.Table, Metric = (noun.Target as MentionTarget.Metric)?.Name, Per = whom });
        return true;
    }

    private static bool IsAny(Draft draft, Item noun) =>
        noun.Mention.Start > 0 && (draft.Question.Words[noun.Mention.Start - 1].Best is "a" or "an" || draft.Previous(noun) is { Used: false, Target: MentionTarget.Grouping { Each: true } });

    private static bool AsksHowMuch(Draft draft) =>
        Enumerable.Range(1, Math.Max(0, draft.Question.Words.Count - 1)).Any(i => draft.Question.Words[i - 1].Best == "how" && draft.Question.Words[i].Best == "much");

    private static bool Counts(Draft draft, Item noun) =>
        noun.Target is MentionTarget.Table || (noun.Target is MentionTarget.Metric metric && draft.Model.FindMetric(metric.Name) is { Type: MetricType.Simple, Aggregate: AggregateFunction.Count or AggregateFunction.CountDistinct });
}
