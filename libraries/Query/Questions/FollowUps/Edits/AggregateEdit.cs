using NlSql.Query.Linking;
using NlSql.Query.Reading;
using NlSql.SemanticModel.Definitions;

namespace NlSql.Query.Questions.FollowUps.Edits;

/// <summary>"and the average?", "the maximum instead": another aggregate of the column that is measured.</summary>
internal sealed class AggregateEdit : FollowUpEdit
{
    public override void Apply(Fragment fragment, Revision revision)
    {
        if (fragment.Phrases is not [{ Used: false } phrase] || Function(phrase.Target, revision) is not { } function || revision.Query.Metrics is not [var measured] || !(fragment.Cues.Adds || fragment.Cues.Replaces)
            || Measures.ColumnOf(revision, measured) is not { } column || MetricNames.Function(revision.Model, measured) == function)
            return;
        phrase.Use();
        var other = MeasureEdit.Of(revision, column, function);
        revision.Query = fragment.Cues.Replaces ? Shape.WithOnlyMetrics(revision.Query, [other]) : Shape.WithMetric(revision.Query, other);
    }

    // "I mean the highest" of an average over all rows.
    private static AggregateFunction? Function(MentionTarget target, Revision revision) => target switch
    {
        MentionTarget.Aggregate aggregate => aggregate.Function,
        MentionTarget.Extreme extreme when revision.Query.Dimensions.Count == 0 => extreme.Largest ? AggregateFunction.Max : AggregateFunction.Min,
        MentionTarget.Limit { Rows: null, Largest: { } largest } when revision.Query.Dimensions.Count == 0 => largest ? AggregateFunction.Max : AggregateFunction.Min,
        _ => null,
    };
}
