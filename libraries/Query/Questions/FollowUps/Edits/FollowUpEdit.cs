namespace NlSql.Query.Questions.FollowUps.Edits;

/// <summary>Makes of some phrases a change of the query. Edits run in the order of <see cref="FollowUpReader"/>; a phrase that none uses makes the reading fail.</summary>
internal abstract class FollowUpEdit
{
    public abstract void Apply(Fragment fragment, Revision revision);
}
