using NlSql.Query.Linking;
using NlSql.Query.Model;
using NlSql.SemanticModel.Queries;

namespace NlSql.Query.Questions.FollowUps.Edits;

/// <summary>"sorted by name", "descending": the order.</summary>
internal sealed class OrderEdit : FollowUpEdit
{
    public override void Apply(Fragment fragment, Revision revision)
    {
        if (fragment.Unused<MentionTarget.Order>() is not [var phrase, ..])
            return;
        var order = (MentionTarget.Order)phrase.Target;
        var key = order.TakesKey || fragment.Next(phrase)?.Target is MentionTarget.Grouping ? Key(fragment, phrase) : null;
        var by = key is null ? null : Name(revision, key);
        if (key is not null && by is null)
            return;
        var direction = order.Descending ?? fragment.Unused<MentionTarget.Order>().Select(p => ((MentionTarget.Order)p.Target).Descending).FirstOrDefault(d => d is not null);
        if (by is null && direction is null)
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

        return next is { Used: false, Target: MentionTarget.Metric or MentionTarget.Column or MentionTarget.Table or MentionTarget.Grain } ? next : null;
    }

    private static string? Name(Revision revision, Phrase key)
    {
        switch (key.Target)
        {
            case MentionTarget.Metric metric when revision.Query.Metrics.Any(m => Revision.NameOf(m) == metric.Name):
                key.Use();
                return metric.Name;
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
