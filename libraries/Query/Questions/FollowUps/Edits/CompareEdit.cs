using NlSql.Query.Linking;
using NlSql.Query.Linking.Recognizers;
using NlSql.Query.Reading;
using NlSql.SemanticModel.Queries;

namespace NlSql.Query.Questions.FollowUps.Edits;

/// <summary>"compared to last year", "growth", "as a share", "running total": what is shown beside the measures.</summary>
internal sealed class CompareEdit : FollowUpEdit
{
    public override void Apply(Fragment fragment, Revision revision)
    {
        if (revision.IsList)
            return;
        foreach (var phrase in fragment.Unused<MentionTarget.Versus>())
            Versus(fragment, phrase, revision);
        foreach (var phrase in fragment.Unused<MentionTarget.Growth>())
            Growth(phrase, revision);
        foreach (var phrase in fragment.Unused<MentionTarget.Share>())
        {
            if (revision.Query.Dimensions.Count == 0)
                continue;
            phrase.Use();
            revision.Query = revision.Query with { ShareOf = SemanticQuery.Total };
        }

        foreach (var phrase in fragment.Unused<MentionTarget.Running>())
        {
            phrase.Use();
            Series(revision, null);
            revision.Query = revision.Query with { Running = new RunningTotal() };
        }

        // What comes to the measures is shown, too, where nothing was left out of what there is.
        var query = revision.Query;
        if ((query.ShareOf is not null || query.Running is not null || query.Compare is not null) && query.Return.Count > 0 && query.Dimensions.Count > 0 && query.Dimensions.All(d => query.Return.Any(r => r.Name == (d.As ?? d.Column))) && query.Metrics.All(m => query.Return.Any(r => r.Name == Revision.NameOf(m))))
            revision.Query = query with { Return = [] };
    }

    private static void Versus(Fragment fragment, Phrase phrase, Revision revision)
    {
        if (fragment.Next(phrase) is not { Used: false, Target: MentionTarget.Period period } other)
        {
            Before(fragment, phrase, revision);
            return;
        }

        phrase.Use();
        other.Use();
        if (revision.Query.Time is null && period.Range is TimeRange.Calendar { Offset: -1, Length: 1 } last && revision.Query.Dimensions.All(d => d.Grain is null))
        {
            revision.Query = revision.Query with { Time = new TimeFilter(last with { Offset = 0 }) };
            revision.Assume($"No period was said: {Labels.Period(last with { Offset = 0 })} is compared.");
        }

        revision.Query = revision.Query with { Compare = Against(fragment, revision, period.Range) };
    }

    // "compared to the year before", "compared to before".
    private static void Before(Fragment fragment, Phrase phrase, Revision revision)
    {
        var next = fragment.Next(phrase);
        if ((next is not null && next.Target is not MentionTarget.Grain { Stated: false }) || (revision.Query.Time is null && revision.Query.Dimensions.All(d => d.Grain is null)))
            return;
        phrase.Use();
        next?.Use();
        revision.Query = revision.Query with { Compare = next?.Target is MentionTarget.Grain { Size: TimeGrain.Year } ? new PeriodComparison.PreviousYear() : new PeriodComparison.PreviousPeriod() };
    }

    // "last year": the same days a year before, whatever the days; the period right before by its name; others as they are.
    private static PeriodComparison Against(Fragment fragment, Revision revision, TimeRange range)
    {
        if (range is TimeRange.Calendar { Unit: TimeGrain.Year, Offset: -1, Length: 1 } || revision.Query.Dimensions.Any(d => d.Grain is not null))
            return range is TimeRange.Calendar { Unit: TimeGrain.Year } ? new PeriodComparison.PreviousYear() : new PeriodComparison.PreviousPeriod();
        var calendar = revision.Model.Plugin.Calendar;
        var now = revision.Query.Time is { } time ? RelativeDays.Of(time.Range, fragment.Question.Anchor, calendar) : null;
        var then = RelativeDays.Of(range, fragment.Question.Anchor, calendar);
        return now?.From is { } from && then?.To is { } to && to.AddDays(1) == from ? new PeriodComparison.PreviousPeriod() : new PeriodComparison.Range(range);
    }

    private static void Growth(Phrase phrase, Revision revision)
    {
        var growth = (MentionTarget.Growth)phrase.Target;
        phrase.Use();
        if (growth.Size is not null || revision.Query.Time is null)
            Series(revision, growth.Size ?? (growth.OverAYear ? TimeGrain.Year : null));
        revision.Query = revision.Query with { Compare = growth.OverAYear ? new PeriodComparison.PreviousYear() : new PeriodComparison.PreviousPeriod() };
    }

    private static void Series(Revision revision, TimeGrain? grain)
    {
        if (revision.Query.Dimensions.Any(d => d.Grain is not null) || revision.TimeColumn is not { } time)
            return;
        var size = grain ?? GrainChooser.For(revision.Query.Time?.Range);
        revision.Query = Shape.WithDimensions(revision.Query, [new() { Column = time, Grain = size }], [time]);
        revision.Assume($"By {QueryWords.Of(size).Replace('_', ' ')}: there was no series yet.");
    }
}
