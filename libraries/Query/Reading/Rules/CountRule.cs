using NlSql.Query.Linking;
using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Queries;

namespace NlSql.Query.Reading.Rules;

/// <summary>"how many orders", "number of customers", "count of different products".</summary>
internal sealed class CountRule : ReadingRule
{
    public override void Apply(Draft draft)
    {
        foreach (var item in draft.Unused<MentionTarget.Count>().ToList())
        {
            item.Role = "count";
            var next = draft.Next(item);
            var distinct = false;
            List<Item> between = [];
            while (next is { Used: false } && next.Target is MentionTarget.Distinct or MentionTarget.Value or MentionTarget.Segment or MentionTarget.Aggregate { Function: AggregateFunction.Sum } or MentionTarget.Negation)
            {
                distinct |= next.Target is MentionTarget.Distinct;
                between.Add(next);
                next = draft.Next(next);
            }

            if (next is not { Used: false, IsNoun: true })
            {
                item.Role = null;
                continue;
            }

            foreach (var passed in between.Where(b => b.Target is MentionTarget.Distinct or MentionTarget.Aggregate))
                passed.Role = "count";
            Count(draft, next, distinct);
            // "number of orders and customers" counts both.
            while (draft.Next(next) is { Target: MentionTarget.And } and && draft.Next(and) is { Used: false, IsNoun: true } also)
            {
                and.Role = "and";
                Count(draft, also, distinct);
                next = also;
            }
        }
    }

    private static void Count(Draft draft, Item noun, bool distinct)
    {
        switch (noun.Target)
        {
            case MentionTarget.Metric metric:
                if (draft.Model.FindMetric(metric.Name) is { } definition && (definition.Unit is "currency" or "percent" || definition.Type != MetricType.Simple))
                    draft.Count(Feature.CountOfMeasure);
                Measures.Add(draft, noun, metric.Name);
                break;
            case MentionTarget.Table:
                Measures.CountRows(draft, noun);
                break;
            // "how many leavers": the rows of which it is true.
            case MentionTarget.Column flag when !distinct && MissingRule.IsTruth(draft, noun):
                Measures.CountRows(draft, noun, flag.TableName);
                noun.Role = "condition";
                draft.Conditions.Add(new() { Column = noun, Operator = FilterOperator.Equal, Literals = [QueryLiteral.Of(true)] });
                break;
            // "quantity of …" names a stored number; other columns are counted by their values.
            case MentionTarget.Column when !distinct && Measures.FactColumn(draft, noun) is { Additive: Additivity.Full }:
                Measures.Add(draft, noun, AggregateFunction.Sum);
                break;
            case MentionTarget.Column when !distinct && Measures.IsDate(draft, noun):
                Measures.Add(draft, noun, AggregateFunction.Count);
                break;
            default:
                if (draft.SameSpan<MentionTarget.Table>(noun).Any())
                    draft.Count(Feature.ColumnBesideTable);
                Measures.Add(draft, noun, AggregateFunction.CountDistinct);
                break;
        }
    }
}
