using NlSql.Query.Linking;
using NlSql.SemanticModel.Definitions;

namespace NlSql.Query.Reading.Rules;

/// <summary>"total revenue", "average unit price", "minimum and maximum discount".</summary>
internal sealed class AggregateRule : ReadingRule
{
    public override void Apply(Draft draft)
    {
        foreach (var item in draft.Unused<MentionTarget.Aggregate>().ToList())
        {
            if (item.Used)
                continue;
            List<Item> aggregates = [item];
            var next = draft.Next(item);
            // "minimum and maximum price": both share the noun.
            while (next?.Target is MentionTarget.And && draft.Next(next) is { Used: false, Target: MentionTarget.Aggregate } other)
            {
                next.Role = "and";
                aggregates.Add(other);
                next = draft.Next(other);
            }

            var behind = next;
            while (behind is { Used: false, Target: MentionTarget.Grain { Stated: true } or MentionTarget.Value or MentionTarget.Segment or MentionTarget.Activity })
                behind = draft.Next(behind);
            // "indoor seats total across all our restaurants".
            var summed = item.Target is MentionTarget.Aggregate { Function: AggregateFunction.Sum } && behind?.Target is MentionTarget.Table && draft.Previous(item) is { Used: false, Target: MentionTarget.Column } beside && beside.Mention.End == item.Mention.Start && Measures.FactColumn(draft, beside) is not null ? beside : null;
            var noun = summed ?? (behind is { Used: false, IsNoun: true } ? behind
                : behind is { Role: "measure", Target: MentionTarget.Metric } ? behind
                : draft.Previous(item) is { Used: false, Target: MentionTarget.Column } before && Measures.FactColumn(draft, before) is not null ? before
                : OnAverage(draft));
            // "average customer rating": nobody averages customers.
            if (noun is { Used: false, Target: MentionTarget.Column } whose && Measures.FactColumn(draft, whose) is null && ((MentionTarget.Aggregate)item.Target).Function == AggregateFunction.Avg
                && draft.Next(whose) is { Used: false, Target: MentionTarget.Column } rated && rated.Mention.Start == whose.Mention.End && Measures.FactColumn(draft, rated) is not null)
                (whose.Role, noun) = ("part of the name", rated);
            if (noun is null)
            {
                // "is the average bill higher …? Show the average for both".
                if (draft.Items.Any(i => i.Index < item.Index && i is { Role: "aggregate" } && i.Target == item.Target))
                    item.Role = "aggregate";
                // "in total" and "overall" add nothing where something is measured anyway.
                if (((MentionTarget.Aggregate)item.Target).Function == AggregateFunction.Sum)
                    item.Role = "total";
                continue;
            }

            foreach (var aggregate in aggregates)
                Apply(draft, aggregate, noun);
            // "average price and quantity" shares the aggregate.
            while (draft.Next(noun) is { Target: MentionTarget.And } and && draft.Next(and) is { Used: false, Target: MentionTarget.Column } also && Measures.FactColumn(draft, also) is not null)
            {
                and.Role = "and";
                foreach (var aggregate in aggregates)
                    Apply(draft, aggregate, also);
                noun = also;
            }
        }
    }

    // "do cargo bikes get better stars than road bikes on average": of what is measured, wherever it stands.
    private static Item? OnAverage(Draft draft) =>
        draft.ComparesValues || draft.Difference is not null ? draft.Unused<MentionTarget.Column>().Where(c => Measures.FactColumn(draft, c) is not null).ToList() is [var only] ? only : null : null;

    private static void Apply(Draft draft, Item aggregate, Item noun)
    {
        aggregate.Role = "aggregate";
        var function = ((MentionTarget.Aggregate)aggregate.Target).Function;
        switch (noun.Target)
        {
            case MentionTarget.Metric metric:
                if (function != AggregateFunction.Sum && !Says(draft.Model.FindMetric(metric.Name), function))
                    draft.Count(Feature.AggregateOfMetric);
                Measures.Add(draft, noun, metric.Name);
                break;
            case MentionTarget.Column when Measures.FactColumn(draft, noun) is not null:
                Measures.Add(draft, noun, function);
                break;
            case MentionTarget.Column when function is AggregateFunction.Max or AggregateFunction.Min:
                Measures.Add(draft, noun, function);
                break;
            case MentionTarget.Table when Measures.Worth(draft, noun) is { } worth:
                // "total sales", "average expense".
                _ = function == AggregateFunction.Sum ? Measures.Add(draft, noun, worth.Name) : Measures.OfWorth(draft, noun, worth.Expression!, function);
                break;
            case MentionTarget.Table when function == AggregateFunction.Sum:
                Measures.CountRows(draft, noun);
                draft.Count(Feature.TableReadAsMeasure);
                break;
            default:
                draft.Count(Feature.AggregateOfText);
                break;
        }
    }

    // "average items per order" where the metric is an average already.
    private static bool Says(MetricDefinition? metric, AggregateFunction function) =>
        function == AggregateFunction.Avg && metric is { Type: MetricType.Ratio };
}
