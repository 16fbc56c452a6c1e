using NlSql.Query.Linking;
using NlSql.Query.Reading;
using NlSql.SemanticModel.Queries;

namespace NlSql.Query.Questions.FollowUps.Edits;

/// <summary>"only on Mondays", "and at weekends?".</summary>
internal sealed class RecurringEdit : FollowUpEdit
{
    public override void Apply(Fragment fragment, Revision revision)
    {
        foreach (var phrase in fragment.Unused<MentionTarget.Recurring>())
        {
            if (revision.TimeColumn is not { } dates)
                return;
            phrase.Use();
            // One day in place of the other: no date is both.
            var others = FilterTerms.Without(revision.Query.Filters, t => t is QueryFilter.Relation { Left: QueryExpression.PartOfDate });
            revision.Query = revision.Query with { Filters = FilterTerms.With(others, DateUnits.Condition((MentionTarget.Recurring)phrase.Target, dates)) };
        }
    }
}
