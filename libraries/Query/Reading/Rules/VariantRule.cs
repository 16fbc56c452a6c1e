using NlSql.Query.Linking;
using NlSql.Query.Linking.Recognizers;
using NlSql.SemanticModel.Queries;

namespace NlSql.Query.Reading.Rules;

/// <summary>"growth", "share of", "running total", "this month vs last month": what is shown beside a measure.</summary>
internal sealed class VariantRule : ReadingRule
{
    /// <summary>The role of the period that another is compared with.</summary>
    public const string Before = "period compared with";

    public override void Apply(Draft draft)
    {
        // "how much higher is A compared with B" asks for a difference.
        foreach (var item in draft.Unused<MentionTarget.Versus>().Take(draft.Unused<MentionTarget.Difference>().Any() ? 0 : 1).ToList())
            Versus(draft, item);
        // "compare US vs UK" says it twice.
        foreach (var again in draft.Unused<MentionTarget.Versus>().Where(v => draft.Items.Any(i => i != v && i is { Used: true, Target: MentionTarget.Versus })).ToList())
            again.Role = ValueRule.SideBySide;
        foreach (var item in draft.Unused<MentionTarget.Growth>().Take(1).ToList())
            Growth(draft, item);
        foreach (var item in draft.Unused<MentionTarget.Share>().Take(1).ToList())
        {
            item.Role = "share";
            draft.Shared = true;
            // "what share of fires led to an evacuation".
            foreach (var verb in draft.Unused<MentionTarget.Relation>().ToList())
                verb.Role = "relates";
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
        // "revenue by quarter, compared with the previous quarter": each with the one before it.
        if (periods.Find(p => p.Index == item.Index + 1 && IsEachBefore(draft, p)) is { } each)
        {
            draft.Against = new PeriodComparison.PreviousPeriod();
            (each.Role, item.Role) = (Before, "compared with");
        }
        else if (periods is [var one, var other] && Compare(draft, one, other))
        {
            item.Role = "compared with";
        }
        else if (periods is [var last] && last.Index == item.Index + 1 && RangeOf(last) is TimeRange.Calendar { Offset: -1, Length: 1 } calendar)
        {
            draft.Period = calendar with { Offset = 0 };
            draft.Against = calendar.Unit == TimeGrain.Year ? new PeriodComparison.PreviousYear() : new PeriodComparison.PreviousPeriod();
            (last.Role, item.Role) = (Before, "compared with");
        }
        else if (periods.Count < 2 && AreJoined(draft, item))
        {
            item.Role = ValueRule.SideBySide;
            draft.ComparesValues = true;
        }
        else if (periods.Count < 2 && Sides.Take(draft) is { } sides)
        {
            item.Role = ValueRule.SideBySide;
            draft.ComparesValues = true;
            if (sides.Values.Count == 0)
                draft.Groups.Add(new() { Source = sides.Column, Announced = true });
            CountIfOften(draft, item, sides);
        }
        else
        {
            item.Role = "unsupported calculation";
            draft.Count(Feature.UnsupportedCalculation);
        }
    }

    private static bool IsEachBefore(Draft draft, Item period) => RangeOf(period) is TimeRange.Calendar { Offset: -1, Length: 1, Unit: var unit } && draft.Items.Any(i => i.Target is MentionTarget.Grain { Size: { } size } && size == unit)
        && Enumerable.Range(period.Mention.Start, period.Mention.End - period.Mention.Start).Any(i => draft.Question.Words[i].Best is "previous" or "prior" or "preceding" or "before");

    // "North vs South", "compare Toys and Food".
    private static bool AreJoined(Draft draft, Item item)
    {
        var values = draft.Unused<MentionTarget.Value>().ToList();
        return values.Count > 1 && ValueRule.SharesColumn(values[..1], values[1]) && Sides.AreNeighbours(draft, values[0], values[1]) && (item.Index < values[0].Index || item.Index == values[0].Index + 1 || item.Index > values[1].Index);
    }

    /// <summary>Compares the later of two periods with the earlier, whichever is named first; false when the days do not say which is later.</summary>
    public static bool Compare(Draft draft, Item one, Item other)
    {
        if (Days(draft, one) is not { From: { } first } || Days(draft, other) is not { From: { } second } || first == second)
            return false;
        var (now, before) = first > second ? (one, other) : (other, one);
        // "this month compared with last year": with the same month of it.
        (draft.Period, draft.Against) = (RangeOf(now), IsPartOfYearAfter(draft, now, before) ? new PeriodComparison.PreviousYear() : new PeriodComparison.Range(RangeOf(before)));
        (now.Role, before.Role) = ("period", Before);
        // "this month or last month".
        foreach (var joint in draft.Unused<MentionTarget.Or>().Where(o => o.Index > one.Index && o.Index < other.Index).ToList())
            joint.Role = "and";
        return true;
    }

    private static bool IsPartOfYearAfter(Draft draft, Item now, Item before) =>
        RangeOf(now) is TimeRange.Calendar { Unit: TimeGrain.Day or TimeGrain.Week or TimeGrain.Month or TimeGrain.Quarter, Offset: 0 } && RangeOf(before) is TimeRange.Calendar { Unit: TimeGrain.Year, Offset: -1, Length: 1 }
        && Days(draft, now) is { From: { } from } && Days(draft, before) is { From: { } first } && from.Year == first.Year + 1;

    // "does A win more often than B": by how many rows they have.
    private static void CountIfOften(Draft draft, Item item, Condition sides)
    {
        if (draft.Question.Words[item.Mention.Start + 1 < item.Mention.End ? item.Mention.Start + 1 : item.Mention.Start].Best is not ("often" or "frequently") || sides.First?.Target is not MentionTarget.Value { TableName: var table })
            return;
        if (MetricNames.OfRows(draft.Model, table) is { } rows)
            Measures.Add(draft, item, rows);
        item.Role = ValueRule.SideBySide;
    }

    private static void Growth(Draft draft, Item item)
    {
        var growth = (MentionTarget.Growth)item.Target;
        item.Role = "growth";
        draft.Against ??= growth.OverAYear ? new PeriodComparison.PreviousYear() : new PeriodComparison.PreviousPeriod();
        if ((growth.Size is { } size && !draft.Items.Any(i => i.Target is MentionTarget.Grain grain && grain.Size == size)) || (growth.Size is null && !(HasSeries(draft) || draft.Period is not null || draft.Items.Any(i => i.Target is MentionTarget.Period))))
            Series(draft, item, growth.Size ?? (growth.OverAYear ? TimeGrain.Year : null));
    }

    /// <summary>Whether a series of periods is asked for.</summary>
    public static bool HasSeries(Draft draft) => draft.Groups.Exists(g => g.IsTime) || draft.Items.Any(i => i.Target is MentionTarget.Grain);

    private static void Series(Draft draft, Item item, TimeGrain? grain) =>
        draft.Groups.Add(new() { Source = item, IsTime = true, Grain = grain, Announced = true });

    private static TimeRange RangeOf(Item item) => ((MentionTarget.Period)item.Target).Range;

    /// <summary>The days of a period.</summary>
    public static TimeRange.Between? Days(Draft draft, Item item) =>
        RelativeDays.Of(RangeOf(item), draft.Question.Anchor, draft.Model.Plugin.Calendar);
}
