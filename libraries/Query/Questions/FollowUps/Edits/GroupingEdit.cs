using NlSql.Query.Linking;
using NlSql.Query.Model;
using NlSql.Query.Reading;
using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Queries;

namespace NlSql.Query.Questions.FollowUps.Edits;

/// <summary>"and by region?", "by month", "per customer", "by category instead": dimensions and time buckets.</summary>
internal sealed class GroupingEdit : FollowUpEdit
{
    public override void Apply(Fragment fragment, Revision revision)
    {
        // "which month was the best?": the buckets that are there.
        foreach (var phrase in fragment.Unused<MentionTarget.Grain>())
        {
            if (fragment.Previous(phrase)?.Target is not MentionTarget.Grouping && revision.Query.Dimensions.Any(d => d.Grain is not null && d.Grain == ((MentionTarget.Grain)phrase.Target).Size))
                phrase.Use();
        }

        var phrases = Wanted(fragment, revision);
        if (phrases.Count == 0 || revision.Query is { Shape: QueryShape.Exists } or { Union.Count: > 0 })
            return;
        if (revision is { IsList: true, Query.Shape: QueryShape.Rows })
            Count(revision);
        else if (revision.Query is { From: not null, Dimensions.Count: 0, Return.Count: > 0 })
            revision.Query = Ungrouped(revision.Query);
        // Another bucket takes the place of the old one anyway.
        var rebucketed = phrases.TrueForAll(p => p.Target is MentionTarget.Grain) && revision.Query.Dimensions.Any(d => d.Grain is not null);
        if (fragment.Cues.Replaces && !rebucketed)
            Replace(revision);
        foreach (var phrase in phrases)
            Add(phrase, revision);
    }

    // What stands behind "by", a bucket that needs no word before it, and "what about category?" where something is grouped already.
    private static List<Phrase> Wanted(Fragment fragment, Revision revision)
    {
        List<Phrase> wanted = [];
        foreach (var phrase in fragment.Phrases.Where(p => !p.Used))
        {
            if (phrase.Target is MentionTarget.Grouping)
            {
                phrase.Use();
                for (var next = fragment.Next(phrase); next is { Used: false, Target: MentionTarget.Column or MentionTarget.Table or MentionTarget.Grain or MentionTarget.DateUnit }; next = After(fragment, next))
                    wanted.Add(next);
            }
            else if (!wanted.Contains(phrase) && phrase.Target is MentionTarget.Grain grain && (grain.Stated || fragment.Cues.Replaces))
            {
                wanted.Add(phrase);
            }
        }

        // "same but by fee": a number is measured.
        wanted.RemoveAll(p => p.Target is MentionTarget.Column && Columns.Best(revision, p, IsGroup) is null);
        if (wanted.Count == 0 && fragment.Cues is { Replaces: true, Only: false, Refers: false } && revision is { IsList: false, Query.Dimensions.Count: > 0 }
            && fragment.Unused<MentionTarget.Column>() is [var bare] && fragment.Previous(bare)?.Target is not MentionTarget.Value && fragment.Next(bare)?.Target is not MentionTarget.Value && Columns.Best(revision, bare, IsGroup) is not null)
            wanted.Add(bare);
        return wanted;
    }

    private static Phrase? After(Fragment fragment, Phrase phrase)
    {
        var next = fragment.Next(phrase);
        return next?.Target is MentionTarget.And && fragment.Next(next) is { } following && following.Target is MentionTarget.Column or MentionTarget.Table or MentionTarget.Grain or MentionTarget.DateUnit ? following : null;
    }

    /// <summary>Groups by what a phrase names, besides what is there; a phrase that names no group stays unused.</summary>
    public static void Add(Phrase phrase, Revision revision)
    {
        switch (phrase.Target)
        {
            case MentionTarget.Grain grain when revision.TimeColumn is { } time:
                phrase.Use();
                var size = grain.Size ?? GrainChooser.For(revision.Query.Time?.Range);
                // One series has one bucket: "by month" after "by week" is a coarser one.
                if (revision.Query.Dimensions.FirstOrDefault(d => d.Grain is not null) is { } series)
                {
                    revision.Query = revision.Query with { Dimensions = revision.Query.Dimensions.Select(d => d == series ? d with { Grain = size } : d).ToValueList() };
                    revision.Assume($"By {QueryWords.Of(size).Replace('_', ' ')} in place of {QueryWords.Of(series.Grain!.Value).Replace('_', ' ')}.");
                }
                else
                {
                    revision.Query = Shape.WithDimensions(revision.Query, [new() { Column = time, Grain = size }], [time]) with { Compare = FixedComparison.Relative(revision.Query) };
                    if (revision.Query.Compare is not null)
                        revision.Assume($"Each {QueryWords.Of(size).Replace('_', ' ')} is compared with {(revision.Query.Compare is PeriodComparison.PreviousYear ? "the same one a year before" : "the one before")}.");
                }

                break;
            case MentionTarget.DateUnit unit when revision.TimeColumn is { } dates:
                phrase.Use();
                var part = DateUnits.Dimension(unit.Part, dates);
                revision.Query = Shape.WithDimensions(revision.Query, [part], [part.As!]);
                break;
            case MentionTarget.Table table when revision.Model.FindTable(table.Name) is { } things && DisplayColumns.Of(things) is { Grouped.Count: > 0 } columns:
                phrase.Use();
                Group(revision, [.. columns.Grouped.Select(c => $"{table.Name}.{c}")], [.. columns.Shown.Select(c => $"{table.Name}.{c}")]);
                break;
            case MentionTarget.Column when Columns.Best(revision, phrase, IsGroup) is { } column:
                phrase.Use(column);
                Group(revision, [Columns.Name(column)], [Columns.Name(column)]);
                break;
        }
    }

    private static void Group(Revision revision, List<string> columns, List<string> shown)
    {
        var before = revision.Query.Dimensions;
        var dated = revision.FindColumn(columns[0]) is { Type: ColumnType.Date or ColumnType.Timestamp };
        revision.Query = Shape.WithDimensions(revision.Query, [.. columns.Select(c => new DimensionReference { Column = c, Grain = dated ? TimeGrain.Day : null })], shown);
        if (before.Count > 0)
            revision.Assume($"Grouped by {string.Join(" and ", before.Where(d => d.Column.Length > 0).Select(d => Words(revision, d)))}, and by {Labels.Column(revision.Model, shown[0])} besides. Say “instead” to group by that alone.");
    }

    private static void Replace(Revision revision)
    {
        var gone = revision.Query.Dimensions.Where(d => d.Grain is null && d.Column.Length > 0).Select(d => Labels.Column(revision.Model, d.Column)).ToList();
        var series = revision.Query.Dimensions.All(o => o.Grain is not null);
        revision.Query = Shape.WithoutDimensions(revision.Query, d => series || d.Grain is null);
        if (gone.Count > 0)
            revision.Assume($"No longer grouped by {string.Join(" and ", gone)}.");
    }

    // Rows listed are counted when they are grouped.
    private static void Count(Revision revision)
    {
        revision.Query = Shape.Plain(revision.Query) with
        {
            From = revision.Table,
            Metrics = [new MetricReference { Aggregate = AggregateFunction.Count, As = $"number_of_{revision.Table}" }],
            Dimensions = [],
            Return = [],
            OrderBy = [],
            Limit = null,
            Shape = QueryShape.Aggregate,
        };
        revision.Assume($"Counted the {revision.Model.FindTable(revision.Table)?.Label.ToLowerInvariant()} that were listed.");
    }

    // A list of things with their numbers becomes groups of things.
    private static SemanticQuery Ungrouped(SemanticQuery query) =>
        query with { Return = [], OrderBy = query.OrderBy.Where(o => query.Metrics.Any(m => Revision.NameOf(m) == o.By)).ToValueList() };

    private static bool IsGroup(ColumnDefinition column) => !Columns.IsNumber(column);

    private static string Words(Revision revision, DimensionReference dimension) =>
        dimension.Grain is { } grain ? QueryWords.Of(grain).Replace('_', ' ') : Labels.Column(revision.Model, dimension.Column);
}
