using NlSql.Query.Linking;
using NlSql.Query.Reading;

namespace NlSql.Query.Questions.FollowUps.Edits;

/// <summary>"and the average?", "the maximum instead": another aggregate of the column that is measured.</summary>
internal sealed class AggregateEdit : FollowUpEdit
{
    public override void Apply(Fragment fragment, Revision revision)
    {
        if (fragment.Phrases is not [{ Used: false, Target: MentionTarget.Aggregate { Function: var function } } phrase] || revision.Query.Metrics is not [var measured] || !(fragment.Cues.Adds || fragment.Cues.Replaces)
            || Measures.ColumnOf(revision, measured) is not { } column || MetricNames.Function(revision.Model, measured) == function)
            return;
        phrase.Use();
        var other = MeasureEdit.Of(revision, column, function);
        revision.Query = fragment.Cues.Replaces ? Shape.WithOnlyMetrics(revision.Query, [other]) : Shape.WithMetric(revision.Query, other);
    }
}
