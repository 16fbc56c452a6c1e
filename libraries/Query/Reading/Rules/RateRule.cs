using NlSql.Query.Linking;
using NlSql.SemanticModel.Definitions;

namespace NlSql.Query.Reading.Rules;

/// <summary>"conversions per session", "cost divided by clicks": one sum divided by another.</summary>
internal sealed class RateRule : ReadingRule
{
    /// <summary>Whether a word says that one is divided by the other, where both are sums.</summary>
    public static bool IsDivision(LinkedQuestion question, Mention mention) => mention.Target is MentionTarget.Grouping grouping
        && (grouping.Each || (mention.End == mention.Start + 2 && question.Words[mention.Start].Best == "divided"));

    private static bool IsSum(Draft draft, Item item) => item.Target switch
    {
        MentionTarget.Column => Measures.FactColumn(draft, item) is { Additive: Additivity.Full },
        MentionTarget.Metric metric => draft.Model.FindMetric(metric.Name) is { Type: MetricType.Simple, Aggregate: AggregateFunction.Sum },
        _ => false,
    };

    public override void Apply(Draft draft)
    {
        foreach (var per in draft.Unused<MentionTarget.Grouping>().Where(i => IsDivision(draft.Question, i.Mention)).ToList())
        {
            if (draft.Previous(per) is not { Used: false } above || draft.Next(per) is not { Used: false, Target: MentionTarget.Column } below || !IsSum(draft, above) || Measures.FactColumn(draft, below) is not { Additive: Additivity.Full })
                continue;
            above.Role = per.Role = below.Role = "rate";
            // "per square metre of floor area": said twice.
            if (draft.Next(below) is { Used: false, Target: MentionTarget.Column again } repeated && below.Mention.Candidates.Any(c => c.Target == again))
                repeated.Role = "rate";
            draft.Measures.Add(new() { Metric = (above.Target as MentionTarget.Metric)?.Name, Aggregate = AggregateFunction.Sum, Source = above, Per = below });
        }
    }
}
