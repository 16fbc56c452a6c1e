using NlSql.Query.Linking;
using NlSql.Query.Model;
using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Queries;

namespace NlSql.Query.Reading.Rules;

/// <summary>"customers whose revenue is above average", "stores with fewer orders than the average store": a measure of each group compared with what it is on average.</summary>
internal sealed class OfAverageRule : ReadingRule
{
    /// <summary>What the average over the groups is called in the query that computes it.</summary>
    public const string AverageOfGroups = "average_of_groups";

    public override void Apply(Draft draft)
    {
        foreach (var item in draft.Items.Where(i => !i.Used).ToList())
        {
            if (Compared(draft, item) is not var (@operator, last) || Measure(draft, item) is not { } measure)
                continue;
            item.Role = last.Role = "condition";
            var said = draft.Items.Take(item.Index).Select(i => i.Target).ToList();
            for (var next = draft.Next(last); next is { Used: false } && (said.Contains(next.Target) || next.Target is MentionTarget.Listing { Which: false }); next = draft.Next(next))
                next.Role = "of all";
            draft.OfAverage.Add((measure, @operator));
        }
    }

    /// <summary>Each group's measure compared with the same over all rows, divided by the groups where it adds up; null where nothing is grouped by one thing.</summary>
    /// <param name="query">The query without the condition.</param>
    /// <param name="table">The table whose rows are measured.</param>
    /// <param name="measure">What the measure is called in it.</param>
    /// <param name="operator">How it is compared.</param>
    /// <param name="model">The model.</param>
    public static QueryFilter? Condition(SemanticQuery query, string table, string measure, FilterOperator @operator, ModelDefinition model)
    {
        if (query is not { Dimensions: [{ Grain: null, Expression: null } group, ..], PerGroupTop: null, Compare: null, Having: null } || query.Metrics.FirstOrDefault(m => (m.As ?? m.Name) == measure) is not { } metric
            || query.Dimensions.Any(d => d.Column.Split('.')[0] != group.Column.Split('.')[0]))
            return null;
        var whole = new SemanticQuery { From = query.From, Metrics = [metric], Filters = query.Filters, Time = query.Time, Return = [OutputReference.Of(measure)] };
        // An order has lines of its own and is of one store; a customer may be of several, so that the stores' customers do not add up to all of them.
        if (metric.Aggregate is AggregateFunction.CountDistinct || (metric.Name is { } counted && model.FindMetric(counted) is { Aggregate: AggregateFunction.CountDistinct } different
            && !(model.FindTable(different.Table ?? "")?.FindColumn(different.Expression ?? "") is { } number && RowKeys.NumbersRows(model, different.Table!, number))))
            return null;
        if (AddsUp(metric, model))
        {
            var groups = new MetricReference { Aggregate = AggregateFunction.CountDistinct, Column = group.Column, As = "number_of_groups" };
            var average = new MetricReference { Expression = new QueryExpression.Arithmetic(ArithmeticOperator.Divide, new QueryExpression.Named(measure), new QueryExpression.Named(groups.As)), As = AverageOfGroups };
            whole = whole with { From = table, Metrics = [metric, groups, average], Return = [OutputReference.Of(AverageOfGroups)] };
        }

        return new QueryFilter.Relation(new QueryExpression.Named(measure), @operator, new ComparedValue.Scalar(whole));
    }

    private static bool AddsUp(MetricReference metric, ModelDefinition model) => metric.Name is { } name
        ? model.FindMetric(name) is { Type: MetricType.Simple, Aggregate: AggregateFunction.Sum or AggregateFunction.Count or AggregateFunction.CountDistinct }
        : metric.Aggregate is AggregateFunction.Sum or AggregateFunction.Count;

    private static (FilterOperator Operator, Item Last)? Compared(Draft draft, Item item) => item.Target switch
    {
        MentionTarget.Unsupported { What: Linking.Words.UnsupportedWords.Average } => Way(draft, item) is { } way ? (way, item) : null,
        MentionTarget.Comparison { Operator: FilterOperator.Greater or FilterOperator.GreaterOrEqual or FilterOperator.Less or FilterOperator.LessOrEqual } comparison
            when Average(draft, item) is { } average => (comparison.Operator, average),
        _ => null,
    };

    // Right behind it, or behind what is compared and its period: "more revenue in 2025 than the average store".
    private static Item? Average(Draft draft, Item comparison)
    {
        var next = draft.Next(comparison);
        while (next is { Used: false, Target: MentionTarget.Metric or MentionTarget.Period or MentionTarget.Filler } or { Used: true, Target: MentionTarget.Period })
            next = draft.Next(next);
        return next is { Used: false, Target: MentionTarget.Aggregate { Function: AggregateFunction.Avg } or MentionTarget.Unsupported { What: Linking.Words.UnsupportedWords.Average } } ? next : null;
    }

    private static FilterOperator? Way(Draft draft, Item item)
    {
        var first = draft.Question.Folded[item.Mention.Start];
        return (first == "than" && item.Mention.Start > 0 ? draft.Question.Folded[item.Mention.Start - 1] : first) switch
        {
            "above" or "more" or "higher" or "greater" or "larger" or "bigger" or "longer" => FilterOperator.Greater,
            "below" or "less" or "lower" or "fewer" or "smaller" or "shorter" => FilterOperator.Less,
            _ => null,
        };
    }

    // What is compared stands before it: "whose revenue is above average", "that sell more than the average store".
    private static Measure? Measure(Draft draft, Item item)
    {
        if (draft.Next(item) is { Used: false, Target: MentionTarget.Metric } noun)
            return Measures.Of(draft, noun);
        for (var before = draft.Previous(item); before is not null; before = draft.Previous(before))
        {
            if (before is { Used: false, Target: MentionTarget.Metric })
                return Measures.Of(draft, before);
            if (!before.Used && Takings.IsSaid(draft, before))
                return Takings.Add(draft, before);
            if (before.Target is not (MentionTarget.Activity or MentionTarget.Relation or MentionTarget.Filler or MentionTarget.Period))
                break;
        }

        return null;
    }
}
