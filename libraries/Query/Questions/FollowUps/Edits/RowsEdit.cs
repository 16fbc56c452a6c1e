using NlSql.Query.Linking;
using NlSql.Query.Model;
using NlSql.Query.Reading;
using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Queries;

namespace NlSql.Query.Questions.FollowUps.Edits;

/// <summary>"show me the rows", "who are they?": the rows behind a number, under the same conditions.</summary>
internal sealed class RowsEdit : FollowUpEdit
{
    public override void Apply(Fragment fragment, Revision revision)
    {
        if (AsksForOnes(fragment, revision))
        {
            List(fragment, revision);
            return;
        }

        if (fragment.Cues.Whole is not (WholeCue.Rows or WholeCue.Who or WholeCue.Names) || revision.Query.Union.Count > 0)
            return;
        // They are the groups, which are shown already.
        if (fragment.Cues.Whole == WholeCue.Who && revision is { IsList: false, Query.Dimensions.Count: > 0 })
            return;
        if (revision.IsList)
            All(fragment, revision);
        else
            List(fragment, revision);
    }

    // "show the ones in Austria", "which ones are pending?" of how many there are in each country: they are what was counted, and no groups.
    private static bool AsksForOnes(Fragment fragment, Revision revision) => fragment.Cues.Ones && fragment.Phrases is [{ Target: MentionTarget.Listing }, ..]
        && revision.Query is { Metrics: [var metric], Dimensions: [{ Grain: null, Bins: null, Column: { Length: > 0 } group }], Union.Count: 0, Having: null } && Measures.CountsRows(revision, metric)
        && fragment.Phrases.Any(p => p.Target is MentionTarget.Value && p.Mention.Candidates.Any(c => c.Target is MentionTarget.Value value && $"{value.TableName}.{value.ColumnName}" == revision.Full(group)));

    /// <summary>Lists what a query counts or measures: its rows, or the things that are counted by a reference to them.</summary>
    public static void List(Fragment fragment, Revision revision)
    {
        var metric = revision.Query.Metrics[0];
        var definition = metric.Name is { } name ? revision.Model.FindMetric(name) : null;
        if (definition?.Aggregate == AggregateFunction.CountDistinct && Counted(revision, definition) is { } things)
            Things(revision, things);
        else
            Rows(fragment, revision, metric, definition);
    }

    // "who" and "which of them" ask for names; the rows have all their columns.
    private static ValueList<OutputReference> Names(Fragment fragment, Revision revision, string table) =>
        fragment.Cues.Whole is not WholeCue.Rows && DisplayColumns.NameColumn(revision.Model.FindTable(table)!) is { } name ? [OutputReference.Of($"{table}.{name}")] : [];

    // A list of names becomes one of all columns, one of other columns that of the names.
    private static void All(Fragment fragment, Revision revision)
    {
        if (revision.Query.Shape != QueryShape.Rows)
            return;
        var names = Names(fragment, revision, revision.Table);
        revision.Query = revision.Query with { From = revision.Table, Return = names.Select(n => n.Name).SequenceEqual(revision.Query.Return.Select(r => revision.Full(r.Name))) ? [] : names };
    }

    // What is counted by a reference to other rows are those rows: the customers who bought.
    private static TableDefinition? Counted(Revision revision, MetricDefinition metric)
    {
        var step = revision.Lexicon.Joins.StepsFrom(metric.Table!).FirstOrDefault(s => s.FromColumns.Count == 1 && s.FromColumns[0] == metric.Expression);
        return step is null ? null : revision.Model.FindTable(step.ToTable);
    }

    private static void Things(Revision revision, TableDefinition table)
    {
        var columns = DisplayColumns.Of(table);
        if (columns.Grouped.Count == 0)
            return;
        var query = Shape.Plain(revision.Query) with { Dimensions = [], Return = [], OrderBy = [], Having = null, Limit = null, Offset = 0, WithTies = false };
        revision.Query = query with
        {
            Dimensions = columns.Grouped.Select(c => new DimensionReference { Column = $"{table.Name}.{c}" }).ToValueList(),
            Return = columns.Shown.Select(c => OutputReference.Of($"{table.Name}.{c}")).ToValueList(),
            Filters = columns.Grouped.Aggregate(query.Filters, (filter, c) => FilterTerms.With(filter, new QueryFilter.Compare($"{table.Name}.{c}", FilterOperator.IsNotNull, []))),
            OrderBy = [new() { By = $"{table.Name}.{columns.Shown[0]}" }],
        };
        revision.Assume($"The {table.Label.ToLowerInvariant()} that were counted.");
    }

    // Of groups that were cut to some, by one column, only those are meant.
    private static ValueList<QueryFilter> ShownGroups(SemanticQuery query) => query is { Dimensions: [{ Grain: null, Bins: null, Column.Length: > 0 } group], PerGroupTop: null, Compare: null, ShareOf: null, Running: null } && (query.Limit is not null || query.Having is not null)
        ? [new QueryFilter.Membership(group.Column, false, query with { Return = [OutputReference.Of(group.Column)], Fill = false })]
        : [];

    private static void Rows(Fragment fragment, Revision revision, MetricReference metric, MetricDefinition? definition)
    {
        var query = revision.Query;
        // A condition of the metric itself must hold for its rows, too.
        var filter = query.Filters;
        if (metric.Where is { } where)
            filter = FilterTerms.With(filter, where);
        if (definition?.Filter is { } own)
        {
            if (revision.Model.Segments.FirstOrDefault(s => s.Table == definition.Table && s.Filter == own) is not { } segment)
                return;
            filter = FilterTerms.With(filter, new QueryFilter.Segment(segment.Name));
        }

        var time = query.Time;
        if (time is { Column: null } && revision.TimeColumn is { } column && definition?.TimeColumn is not null)
            time = time with { Column = column };
        var table = query.From ?? metric.Of ?? revision.Table;
        // Conditions on columns of the groups stay; that a group has a name does not matter to its rows.
        var grouped = query.Dimensions.Select(d => d.Column).ToHashSet(StringComparer.Ordinal);
        var shown = ShownGroups(query);
        revision.Query = new SemanticQuery
        {
            From = table,
            Return = Names(fragment, revision, table),
            Filters = FilterTerms.Join([.. FilterTerms.Of(FilterTerms.Without(filter, t => t is QueryFilter.Compare { Operator: FilterOperator.IsNotNull } compare && grouped.Contains(compare.Column))), .. shown]),
            Time = time,
            Shape = QueryShape.Rows,
        };
        if (shown.Count == 0 && (query.Limit is not null || query.Having is not null))
            revision.Assume("All rows of all groups are listed, not only those of the groups that were shown.");
        if (definition is { Type: not MetricType.Simple })
            revision.Assume($"{definition.Label} is computed from these rows.");
    }
}
