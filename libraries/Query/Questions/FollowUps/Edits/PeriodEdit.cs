using NlSql.Query.Linking;
using NlSql.SemanticModel.Queries;

namespace NlSql.Query.Questions.FollowUps.Edits;

/// <summary>"what about last year?", "same for March", "since 2024": another period.</summary>
internal sealed class PeriodEdit : FollowUpEdit
{
    public override void Apply(Fragment fragment, Revision revision)
    {
        // Two periods are a comparison or a range that only a whole question says.
        if (fragment.Unused<MentionTarget.Period>() is not [var phrase] || fragment.Previous(phrase)?.Target is MentionTarget.Negation)
            return;
        phrase.Use();
        var period = (MentionTarget.Period)phrase.Target;
        if (period.Note is { } note)
            revision.Assume(note);
        revision.Query = revision.Query with { Time = new TimeFilter(period.Range, revision.Query.Time?.Column), Compare = FixedComparison.Relative(revision.Query) };
    }
}
