using NlSql.Query.Linking;
using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Queries;

namespace NlSql.Query.Questions.FollowUps.Edits;

/// <summary>"how many of them are in Berlin?": a list is counted; what counts already keeps counting.</summary>
internal sealed class CountEdit : FollowUpEdit
{
    public override void Apply(Fragment fragment, Revision revision)
    {
        if (fragment.Unused<MentionTarget.Count>() is not [var phrase] || fragment.Next(phrase)?.Target is MentionTarget.Metric or MentionTarget.Column or MentionTarget.Table)
            return;
        if (revision is { IsList: true, Query: { Shape: QueryShape.Rows, Union.Count: 0 } query })
        {
            phrase.Use();
            revision.Query = query with
            {
                From = revision.Table,
                Metrics = [new MetricReference { Aggregate = AggregateFunction.Count, As = $"number_of_{revision.Table}" }],
                Return = [],
                OrderBy = [],
                Limit = null,
                Offset = 0,
                WithTies = false,
                Shape = QueryShape.Aggregate,
            };
        }
        else if (revision.Query.Dimensions.Count == 0 && revision.Query.Metrics is [var metric] && Counts(revision, metric))
        {
            phrase.Use();
        }
    }

    private static bool Counts(Revision revision, MetricReference metric) =>
        (metric.Name is { } name ? revision.Model.FindMetric(name)?.Aggregate : metric.Aggregate) is AggregateFunction.Count or AggregateFunction.CountDistinct;
}
