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
            // "bills that had only drinks", "with wine but no food at all": said of all lines of each.
            if (ValueRule.OfEachThing(draft, item, 1) || (negation is not null && draft.Question.SaysAtAll && draft.Items.Any(i => i.Target is MentionTarget.Count)))
                draft.Count(Feature.UnusedMention);
            item.Role = "segment";
            if (negation is not null)
                negation.Role = "not";
            // "revenue of private label products": the noun only says what the segment is of.
            var table = draft.Model.FindSegment(((MentionTarget.Segment)item.Target).Name)?.Table;
            if (draft.Next(item) is { Used: false, Target: MentionTarget.Table noun } thing && noun.Name == table
                && draft.Items.Any(i => i.Target is MentionTarget.Metric || i.Role == "measure"))
            {
                thing.Role = "table of the segment";
                draft.Count(Feature.ValueOfNamedTable);
            }

            draft.Conditions.Add(new() { Segment = ((MentionTarget.Segment)item.Target).Name, Negated = negation is not null });
        }
    }
}
