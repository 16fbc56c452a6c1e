using NlSql.Query.Linking;
using NlSql.Query.Reading;
using NlSql.SemanticModel.Queries;

namespace NlSql.Query.Questions.FollowUps.Edits;

/// <summary>"in total", "for all time", "all of them", "drop the filter", "for all brands": without the groups, the period, the limit or a condition.</summary>
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
            WholeCue.Unfiltered => Unfiltered(query),
            _ => query,
        };
        if (fragment.Cues.Widens && fragment.Phrases is [{ Target: MentionTarget.Column } named] && Columns.Best(revision, named) is { } column)
            OpenUp(named, column, revision);
    }

    // That groups have a name is no condition that anybody set.
    private static SemanticQuery Unfiltered(SemanticQuery query) => query with
    {
        Filters = FilterTerms.Join([.. FilterTerms.Of(query.Filters).Where(t => t is QueryFilter.Compare { Operator: FilterOperator.IsNotNull } compare && query.Dimensions.Any(d => d.Column == compare.Column))]),
        Having = null,
        Time = null,
        Compare = null,
    };

    private static void OpenUp(Phrase named, MentionTarget.Column column, Revision revision)
    {
        var open = FilterTerms.Without(revision.Query.Filters, t => t is QueryFilter.Compare compare && revision.Full(compare.Column) == Columns.Name(column));
        if (open == revision.Query.Filters)
            return;
        named.Use(column);
        revision.Query = revision.Query with { Filters = open };
        revision.Assume($"Whatever the {Labels.Column(revision.Model, column.TableName, column.ColumnName).ToLowerInvariant()} is.");
    }
}
