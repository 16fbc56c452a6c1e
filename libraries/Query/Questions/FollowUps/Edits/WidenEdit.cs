namespace NlSql.Query.Questions.FollowUps.Edits;

/// <summary>"in total", "for all time", "all of them": without the groups, the period or the limit.</summary>
internal sealed class WidenEdit : FollowUpEdit
{
    public override void Apply(Fragment fragment, Revision revision)
    {
        var query = revision.Query;
        revision.Query = fragment.Cues.Whole switch
        {
            WholeCue.Total when !revision.IsList => Shape.Plain(Shape.WithoutDimensions(query, _ => true)) with { Compare = query.Compare, Return = [], OrderBy = [], Having = null, Limit = null, Offset = 0, WithTies = false },
            WholeCue.AllTime when query.Dimensions.All(d => d.Grain is null) => query with { Time = null, Compare = null },
            WholeCue.AllTime => query with { Time = null, Compare = FixedComparison.Relative(query) },
            WholeCue.All => query with { Limit = null, Offset = 0, WithTies = false },
            _ => query,
        };
    }
}
