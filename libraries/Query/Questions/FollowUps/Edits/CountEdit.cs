using NlSql.Query.Linking;
using NlSql.Query.Reading;
using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Queries;

namespace NlSql.Query.Questions.FollowUps.Edits;

/// <summary>"how many of them are in Berlin?": a list is counted; what counts already keeps counting.</summary>
internal sealed class CountEdit : FollowUpEdit
{
    public override void Apply(Fragment fragment, Revision revision)
    {
        Which(fragment, revision);
        if (fragment.Unused<MentionTarget.Count>() is not [var phrase])
            return;
        if (fragment.Next(phrase) is { } thing && Groups(revision, thing) is { } counted)
        {
            phrase.Use();
            thing.Use();
            revision.Query = counted;
            return;
        }

        if (fragment.Next(phrase) is { Used: false, Target: MentionTarget.Metric or MentionTarget.Column or MentionTarget.Table } next && !Condition(fragment, revision, next))
            return;
        if (revision is { IsList: true, Query: { Shape: QueryShape.Rows, Union.Count: 0 } query })
        {
            phrase.Use();
            revision.Query = Shape.Measured(query, revision.Table, [new MetricReference { Aggregate = AggregateFunction.Count, As = $"number_of_{revision.Table}" }]);
        }
        // "how many of them" of groups may be the groups.
        else if ((revision.Query.Dimensions.Count == 0 || (fragment.Phrases.Count > 1 && !fragment.Cues.OfThem)) && revision.Query.Metrics is [var metric] && MetricNames.Counts(revision.Model, metric))
        {
            phrase.Use();
        }
    }

    // "how many cities is that?" of a measure by city.
    private static SemanticQuery? Groups(Revision revision, Phrase thing) =>
        revision.Query is { Metrics.Count: > 0, Dimensions: [{ Grain: null, Bins: null, Column: { Length: > 0 } column }], Having: null, Limit: null, Union.Count: 0 } query && GroupPhrases.IsGroup(revision, thing)
            ? Shape.Plain(query) with
            {
                From = revision.Table,
                Metrics = [new MetricReference { Aggregate = AggregateFunction.CountDistinct, Column = column, As = $"number_of_{column[(column.IndexOf('.', StringComparison.Ordinal) + 1)..]}" }],
                Dimensions = [],
                Return = [],
                OrderBy = [],
            }
            : null;

    // "which of these are waiting?" after a number: the rows that were counted.
    private static void Which(Fragment fragment, Revision revision)
    {
        if (fragment is { Cues.Refers: true, Phrases: [{ Target: MentionTarget.Listing { Which: true } }, var kept, ..] } && (kept.Target is MentionTarget.Value or MentionTarget.Negation or MentionTarget.Comparison or MentionTarget.Gradable { Compares: true } || Condition(fragment, revision, kept))
            && revision.Query is { Dimensions.Count: 0, Union.Count: 0, Metrics: [var metric] } && Measures.CountsRows(revision, metric))
            RowsEdit.List(fragment, revision);
    }

    private static bool Condition(Fragment fragment, Revision revision, Phrase phrase) => phrase.Target is MentionTarget.Column && TruthEdit.IsCondition(fragment, revision, phrase);
}
