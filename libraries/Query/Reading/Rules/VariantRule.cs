using NlSql.Query.Linking;
using NlSql.Query.Linking.Recognizers;
using NlSql.Query.Linking.Words;
using NlSql.SemanticModel.Queries;

namespace NlSql.Query.Reading.Rules;

/// <summary>"growth", "share of", "running total", "this month vs last month": what is shown beside a measure.</summary>
internal sealed class VariantRule : ReadingRule
{
    public override void Apply(Draft draft)
    {
        foreach (var item in draft.Unused<MentionTarget.Versus>().Take(1).ToList())
            Versus(draft, item);
        // "compare US vs UK" says it twice.
        foreach (var again in draft.Unused<MentionTarget.Versus>().Where(v => draft.Items.Any(i => i != v && i is { Used: true, Target: MentionTarget.Versus })).ToList())
            again.Role = ValueRule.SideBySide;
        foreach (var item in draft.Unused<MentionTarget.Growth>().Take(1).ToList())
            Growth(draft, item);
        BetweenYears(draft);
        foreach (var item in draft.Unused<MentionTarget.Share>().Take(1).ToList())
        {
            item.Role = "share";
            draft.Shared = true;
        }

        foreach (var item in draft.Unused<MentionTarget.Running>().Take(1).ToList())
        {
            item.Role = "running total";
            draft.Summed = true;
            if (!HasSeries(draft))
                Series(draft, item, null);
        }
    }

    private static void Versus(Draft draft, Item item)
    {
        var periods = draft.Unused<MentionTarget.Period>().ToList();
        if (periods is [var one, var other] && Days(draft, one) is { From: { } first } && Days(draft, other) is { From: { } second } && first != second)
        {
            // The later period is what is asked about, whichever is named first.
            var (now, before) = first > second ? (one, other) : (other, one);
            (draft.Period, draft.Against) = (RangeOf(now), new PeriodComparison.Range(RangeOf(before)));
            (now.Role, before.Role, item.Role) = ("period", "period compared with", "compared with");
        }
        else if (periods is [var last] && last.Index == item.Index + 1 && RangeOf(last) is TimeRange.Calendar { Offset: -1, Length: 1 } calendar)
        {
            draft.Period = calendar with { Offset = 0 };
            draft.Against = calendar.Unit == TimeGrain.Year ? new PeriodComparison.PreviousYear() : new PeriodComparison.PreviousPeriod();
            (last.Role, item.Role) = ("period compared with", "compared with");
        }
        else if (periods.Count < 2 && Sides(draft, item))
        {
            item.Role = ValueRule.SideBySide;
            draft.ComparesValues = true;
        }
        else if (periods.Count < 2 && TrueAndFalse(draft) is [var truth, ..] flags)
        {
            item.Role = ValueRule.SideBySide;
            foreach (var flag in flags)
                flag.Role = ValueRule.SideBySide;
            draft.ComparesValues = true;
            draft.Groups.Add(new() { Source = truth, Announced = true });
        }
        else
        {
            item.Role = "unsupported calculation";
            draft.Count(Feature.UnsupportedCalculation);
        }
    }

    // "returned vs not returned", "remote vs non-remote": both sides of one column of yes and no.
    private static List<Item> TrueAndFalse(Draft draft)
    {
        var negations = draft.Unused<MentionTarget.Negation>().ToList();
        var flags = draft.Unused<MentionTarget.Column>().Where(c => MissingRule.IsTruth(draft, c)).ToList();
        // "late vs on time" denies nothing: the second is the opposite of the first.
        if (negations.Count == 0 && flags is [{ Target: MentionTarget.Column one }, { Target: MentionTarget.Column other }] && Truths.AreOpposite(draft.Model, one, other))
            return flags;
        return negations.Count == 1 && flags.Count is 1 or 2 && !draft.Unused<MentionTarget.Segment>().Any() && flags.Select(f => f.Target).Distinct().Count() == 1 ? [.. flags, .. negations] : [];
    }

    // "North vs South", "compare Toys and Food".
    private static bool Sides(Draft draft, Item item)
    {
        var values = draft.Unused<MentionTarget.Value>().ToList();
        return values.Count > 1 && ValueRule.SharesColumn(values[..1], values[1]) && (item.Index < values[0].Index || item.Index == values[0].Index + 1);
    }

    // "how did revenue change from 2022 to 2024", "by what percentage did it grow between 2022 and 2023": the one year against the other.
    private static void BetweenYears(Draft draft)
    {
        var changes = draft.Items.Where(i => i is { Target: MentionTarget.Growth } or { Target: MentionTarget.Difference } or { Target: MentionTarget.Unsupported { What: UnsupportedWords.Change } }).ToList();
        if (changes.Count == 0 || draft.Unused<MentionTarget.Value>().Count() == 2 || draft.Unused<MentionTarget.Period>().ToList() is not [var span]
            || RangeOf(span) is not TimeRange.Between { From: { DayOfYear: 1 } from, To: { Month: 12, Day: 31 } to } || to.Year <= from.Year || HasSeries(draft))
            return;
        span.Role = "period";
        foreach (var change in changes)
            change.Role = "growth";
        draft.Period = new TimeRange.Between(new DateOnly(to.Year, 1, 1), to);
        draft.Against = new PeriodComparison.Range(new TimeRange.Between(from, new DateOnly(from.Year, 12, 31)));
    }

    private static void Growth(Draft draft, Item item)
    {
        var growth = (MentionTarget.Growth)item.Target;
        item.Role = "growth";
        draft.Against ??= growth.OverAYear ? new PeriodComparison.PreviousYear() : new PeriodComparison.PreviousPeriod();
        if ((growth.Size is { } size && !draft.Items.Any(i => i.Target is MentionTarget.Grain grain && grain.Size == size)) || (growth.Size is null && !(HasSeries(draft) || draft.Period is not null || draft.Items.Any(i => i.Target is MentionTarget.Period))))
            Series(draft, item, growth.Size ?? (growth.OverAYear ? TimeGrain.Year : null));
    }

    private static bool HasSeries(Draft draft) => draft.Groups.Exists(g => g.IsTime) || draft.Items.Any(i => i.Target is MentionTarget.Grain);

    private static void Series(Draft draft, Item item, TimeGrain? grain) =>
        draft.Groups.Add(new() { Source = item, IsTime = true, Grain = grain, Announced = true });

    private static TimeRange RangeOf(Item item) => ((MentionTarget.Period)item.Target).Range;

    private static TimeRange.Between? Days(Draft draft, Item item) =>
        RelativeDays.Of(RangeOf(item), draft.Question.Anchor, draft.Model.Plugin.Calendar);
}
