using NlSql.Query.Linking;
using NlSql.SemanticModel.Queries;

namespace NlSql.Query.Questions.FollowUps.Edits;

/// <summary>"which one was second?", "and the second highest?": one row of the order that is there, or of the one that is named.</summary>
internal sealed class PlaceEdit : FollowUpEdit
{
    public override void Apply(Fragment fragment, Revision revision)
    {
        var said = fragment.Unused<MentionTarget.Place>() is [var phrase] ? phrase : null;
        if ((fragment.Cues.Place ?? (said?.Target as MentionTarget.Place)?.Rank) is not { } place || Order(revision) is not { } order)
            return;
        said?.Use();
        foreach (var noun in fragment.Phrases.Where(p => !p.Used && GroupPhrases.IsGroup(revision, p)))
            noun.Use();
        revision.Query = revision.Query with { OrderBy = order, Limit = 1, Offset = place - 1, WithTies = false };
        revision.IsPlaced = true;
    }

    // The order that was asked for; without one, groups come the largest first.
    private static ValueList<OrderTerm>? Order(Revision revision)
    {
        var query = revision.Query;
        if (query.OrderBy.Any(o => query.Metrics.Count == 0 || query.Metrics.Any(m => Revision.NameOf(m) == o.By)))
            return query.OrderBy;
        return query is { Metrics: [var first, ..], Dimensions.Count: > 0 } ? [new() { By = Revision.NameOf(first), Descending = true }] : null;
    }
}
