using NlSql.Query.Linking;
using NlSql.Query.Model;
using NlSql.Query.Reading;
using NlSql.SemanticModel.Queries;

namespace NlSql.Query.Questions.FollowUps.Edits;

/// <summary>"which mechanic had the most?", "which mechanics?": the measure of the previous query by that thing, and the largest of it.</summary>
internal sealed class RankedThingEdit : FollowUpEdit
{
    public override void Apply(Fragment fragment, Revision revision)
    {
        if (RankedThing.Behind(fragment, revision) is { } behind)
            Regroup(behind, revision);
        if (RankedThing.Of(fragment, revision) is not var (thing, end, largest))
            return;
        foreach (var measure in fragment.Phrases.Where(p => !p.Used && RankedThing.Repeats(fragment, revision, p)))
            measure.Use();
        if (GroupPhrases.IsGroup(revision, thing))
            thing.Use();
        else if (!Regroup(thing, revision))
            return;
        end.Use();
        revision.Query = revision.Query with { OrderBy = [new() { By = Revision.NameOf(revision.Query.Metrics[0]), Descending = largest }], Limit = 1, Offset = 0 };
    }

    // Of the one brand that was asked for there is no best one.
    private static bool Regroup(Phrase thing, Revision revision)
    {
        var before = revision.Query;
        if (FilterTerms.Of(before.Filters).OfType<QueryFilter.Compare>().Any(c => c.Operator != FilterOperator.IsNotNull && IsOf(thing, revision, revision.Full(c.Column))))
            return false;
        revision.Query = Shape.WithoutDimensions(before, _ => true) with { Return = [], OrderBy = [], Having = null, Limit = null };
        GroupingEdit.Add(thing, revision);
        if (!thing.Used)
            revision.Query = before;
        return thing.Used;
    }

    private static bool IsOf(Phrase thing, Revision revision, string column) => thing.Target is MentionTarget.Table table
        ? revision.Model.FindTable(table.Name) is { } things && DisplayColumns.Of(things).Grouped.Any(c => $"{table.Name}.{c}" == column)
        : thing.Mention.Candidates.Any(c => c.Target is MentionTarget.Column named && Columns.Name(named) == column);
}
