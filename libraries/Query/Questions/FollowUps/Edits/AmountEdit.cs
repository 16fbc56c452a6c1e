namespace NlSql.Query.Questions.FollowUps.Edits;

/// <summary>"how much was it?" after "which city had the highest fee?": the measure that was only ranked by is shown.</summary>
internal sealed class AmountEdit : FollowUpEdit
{
    public override void Apply(Fragment fragment, Revision revision)
    {
        if (fragment.Cues.Whole == WholeCue.Amount)
            revision.Query = revision.Query.Metrics.Aggregate(revision.Query, Shape.WithMetric);
    }
}
