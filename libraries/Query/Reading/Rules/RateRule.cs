using NlSql.Query.Linking;
using NlSql.SemanticModel.Definitions;

namespace NlSql.Query.Reading.Rules;

/// <summary>"conversions per session": one sum divided by another.</summary>
internal sealed class RateRule : ReadingRule
{
    public override void Apply(Draft draft)
    {
        foreach (var per in draft.Unused<MentionTarget.Grouping>().Where(i => i.Target is MentionTarget.Grouping { Each: true }).ToList())
        {
            if (draft.Previous(per) is not { Used: false, Target: MentionTarget.Column } above || draft.Next(per) is not { Used: false, Target: MentionTarget.Column } below
                || Measures.FactColumn(draft, above) is not { Additive: Additivity.Full } || Measures.FactColumn(draft, below) is not { Additive: Additivity.Full })
                continue;
            above.Role = per.Role = below.Role = "rate";
            draft.Measures.Add(new() { Aggregate = AggregateFunction.Sum, Source = above, Per = below });
        }
    }
}
