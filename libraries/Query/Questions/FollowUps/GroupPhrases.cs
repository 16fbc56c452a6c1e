using NlSql.Query.Linking;

namespace NlSql.Query.Questions.FollowUps;

/// <summary>The phrases that name what a query groups by already.</summary>
internal static class GroupPhrases
{
    /// <summary>Whether a phrase names one of the groups: "which city was second?" of a measure by city.</summary>
    public static bool IsGroup(Revision revision, Phrase phrase) => phrase.Target switch
    {
        MentionTarget.Table table => table.Name != revision.Table && revision.Query.Dimensions.Any(d => revision.Full(d.Column).StartsWith(table.Name + ".", StringComparison.Ordinal)),
        MentionTarget.Column => phrase.Mention.Candidates.Any(c => c.Target is MentionTarget.Column column && revision.Query.Dimensions.Any(d => revision.Full(d.Column) == Columns.Name(column))),
        MentionTarget.Grain { Size: { } size } => revision.Query.Dimensions.Any(d => d.Grain == size),
        _ => false,
    };
}
