using NlSql.Query.Linking;
using NlSql.Query.Model;
using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Queries;

namespace NlSql.Query.Questions.FollowUps.Edits;

/// <summary>"sorted by name", "descending": the order.</summary>
internal sealed class OrderEdit : FollowUpEdit
{
    public override void Apply(Fragment fragment, Revision revision)
    {
        if (fragment.Unused<MentionTarget.Order>() is not [var said, ..] orders)
            return;
        // "sort them from oldest to youngest": the one that says by what.
        var phrase = orders.FirstOrDefault(o => ((MentionTarget.Order)o.Target).TakesKey) ?? said;
        var order = (MentionTarget.Order)phrase.Target;
        var key = order.TakesKey || fragment.Next(phrase)?.Target is MentionTarget.Grouping ? Key(fragment, phrase) : null;
        var by = key is not null ? Name(fragment, revision, key) : order.TakesKey && fragment.Cues.Refers ? Shown(revision) : IsAlphabetical(fragment) ? Named(revision) : null;
        if (key is not null && by is null)
            return;
        var direction = order.Descending ?? fragment.Unused<MentionTarget.Order>().Select(p => ((MentionTarget.Order)p.Target).Descending).FirstOrDefault(d => d is not null);
        if (by is null && (direction is null || (revision is { IsList: true, Query.OrderBy.Count: 0 } && SaysSize(fragment) && Ordering.Number(revision) is null)))
            return;
        foreach (var word in fragment.Unused<MentionTarget.Order>())
            word.Use();
        // Measures are sorted the largest first, names from A on.
        var measured = by is not null && revision.Query.Metrics.Any(m => Revision.NameOf(m) == by);
        revision.Query = revision.Query with { OrderBy = [(Ordering.First(revision, by) ?? new OrderTerm()) with { Descending = direction ?? measured }] };
    }

    private static Phrase? Key(Fragment fragment, Phrase phrase)
    {
        var next = fragment.Next(phrase);
        if (next is { Used: false, Target: MentionTarget.Grouping })
        {
            next.Use();
            next = fragment.Next(next);
        }

        // "sort by the number of repairs": counted they are a measure.
        if (next is { Used: false, Target: MentionTarget.Count } counting && fragment.Next(counting)?.Target is MentionTarget.Table)
            return counting;
        // "order these by average weight": averaged they are a measure, too.
        if (next is { Used: false, Target: MentionTarget.Aggregate } averaging && fragment.Next(averaging)?.Target is MentionTarget.Column)
            return averaging;
        return next is { Used: false, Target: MentionTarget.Metric or MentionTarget.Column or MentionTarget.Table or MentionTarget.Grain } ? next : null;
    }

    // "sort by that": what was shown last of the measures, or of the columns of a list.
    private static string? Shown(Revision revision)
    {
        var shown = revision.Query.Return.Where(r => r.Name.Length > 0).Select(r => r.Name).ToList();
        var measures = revision.Query.Metrics.Select(Revision.NameOf).ToList();
        return revision.IsList ? shown.LastOrDefault() : shown.LastOrDefault(measures.Contains) ?? measures[^1];
    }

    // "biggest first" of names: there is nothing that could be big.
    private static bool SaysSize(Fragment fragment) =>
        fragment.Question.Folded.Any(w => w is "biggest" or "largest" or "highest" or "high" or "most" or "smallest" or "lowest" or "low" or "fewest" or "least" or "best" or "worst");

    private static bool IsAlphabetical(Fragment fragment) => fragment.Question.Folded.Any(w => w is "alphabetically" or "alphabetical") || string.Join(' ', fragment.Question.Folded) is var said && (said.EndsWith("a to z", StringComparison.Ordinal) || said.EndsWith("z to a", StringComparison.Ordinal));

    private static string? Named(Revision revision) => revision.Query.Return.Select(r => r.Name).Concat(revision.Query.Dimensions.Select(d => d.Column))
        .FirstOrDefault(n => revision.FindColumn(n)?.Type == ColumnType.Text);

    private static string? Measured(Revision revision, MetricReference? metric)
    {
        if (metric is null || revision.IsList)
            return null;
        var known = revision.Query.Metrics.FirstOrDefault(m => Measures.AreSame(revision, m, metric)) ?? metric;
        revision.Query = Shape.WithMetric(revision.Query, known);
        return Revision.NameOf(known);
    }

    private static string? Name(Fragment fragment, Revision revision, Phrase key)
    {
        switch (key.Target)
        {
            case MentionTarget.Metric metric when Measured(revision, new() { Name = metric.Name }) is { } name:
                key.Use();
                return name;
            case MentionTarget.Count when fragment.Next(key) is { Target: MentionTarget.Table rows } counted && Measured(revision, MeasureEdit.RowCount(revision, rows.Name)) is { } number:
                key.Use();
                counted.Use();
                return number;
            case MentionTarget.Aggregate { Function: var function } when fragment.Next(key) is { Target: MentionTarget.Column } averaged && Columns.Best(revision, averaged, Columns.IsNumber) is { } of && Measured(revision, MeasureEdit.Of(revision, Columns.Name(of), function)) is { } average:
                key.Use();
                averaged.Use(of);
                return average;
            case MentionTarget.Grain when revision.Query.Dimensions.FirstOrDefault(d => d.Grain is not null) is { } series:
                key.Use();
                return series.Column;
            case MentionTarget.Table table when revision.Model.FindTable(table.Name) is { } things && DisplayColumns.NameColumn(things) is { } name:
                key.Use();
                return $"{table.Name}.{name}";
            case MentionTarget.Column when Columns.Best(revision, key) is { } column:
                key.Use(column);
                return revision.Query.Metrics.FirstOrDefault(m => m.Column == Columns.Name(column)) is { } measure ? Revision.NameOf(measure) : Columns.Name(column);
            default:
                return null;
        }
    }
}
