using NlSql.Query.Linking;

namespace NlSql.Query.Reading.Rules;

/// <summary>Named filters: "large purchases", "not discounted".</summary>
internal sealed class SegmentRule : ReadingRule
{
    public override void Apply(Draft draft)
    {
        foreach (var item in draft.Unused<MentionTarget.Segment>().ToList())
        {
            var negation = draft.Previous(item) is { Used: false, Target: MentionTarget.Negation } found ? found : null;
            item.Role = "segment";
            if (negation is not null)
                negation.Role = "not";
            draft.Conditions.Add(new() { Segment = ((MentionTarget.Segment)item.Target).Name, Negated = negation is not null });
        }
    }
}
