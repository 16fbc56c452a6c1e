using NlSql.Query.Linking;
using NlSql.Query.Reading;
using NlSql.SemanticModel.Queries;

namespace NlSql.Query.Questions.FollowUps.Edits;

/// <summary>"only own brands", "not discounted": named filters.</summary>
internal sealed class SegmentEdit : FollowUpEdit
{
    public override void Apply(Fragment fragment, Revision revision)
    {
        foreach (var phrase in fragment.Unused<MentionTarget.Segment>())
        {
            var negation = fragment.Previous(phrase) is { Used: false, Target: MentionTarget.Negation } before ? before : null;
            var segment = new QueryFilter.Segment(((MentionTarget.Segment)phrase.Target).Name);
            phrase.Use();
            negation?.Use();
            // Now the opposite: the condition and its negation together would leave nothing.
            var others = FilterTerms.Without(revision.Query.Filters, t => t == segment || t == new QueryFilter.Not(segment));
            revision.Query = revision.Query with { Filters = FilterTerms.With(others, negation is null ? segment : new QueryFilter.Not(segment)) };
        }
    }
}
