namespace NlSql.Query.Questions.FollowUps.Edits;

/// <summary>"the other way round": the opposite order.</summary>
internal sealed class ReverseEdit : FollowUpEdit
{
    public override void Apply(Fragment fragment, Revision revision)
    {
        if (fragment.Cues.Whole == WholeCue.Reverse && Ordering.First(revision, null) is { } first)
            revision.Query = revision.Query with { OrderBy = [first with { Descending = !first.Descending }, .. revision.Query.OrderBy.Skip(1)] };
    }
}
