using NlSql.Query.Linking;
using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Queries;

namespace NlSql.Query.Reading.Rules;

/// <summary>"joined in 2025", "opened per month", "by month of the check-in": the date column beside a period or a series says what they are about.</summary>
internal sealed class PeriodColumnRule : ReadingRule
{
    public override void Apply(Draft draft)
    {
        var series = draft.Groups.Exists(g => g.IsTime) || draft.Unused<MentionTarget.Grain>().Any() || draft.Unused<MentionTarget.DateUnit>().Any();
        if (draft.Period is null && !series && !draft.Unused<MentionTarget.Recurring>().Any())
            return;
        foreach (var item in draft.Unused<MentionTarget.Column>().ToList())
        {
            if (Date(draft, item) is not { } date)
                continue;
            var (before, after) = (draft.Previous(item), draft.Next(item));
            // "new members by quarter": by when they began.
            if (after?.Target is MentionTarget.Table && draft.Question.Words[item.Mention.Start].Best == "new")
                Take(draft, item, date);
            else if (after?.Target is MentionTarget.Period or MentionTarget.Recurring || before?.Target is MentionTarget.Period
                || (series && (IsOfSeries(before) || IsOfSeries(after) || before is { Role: "counted" or "measure" } or { Target: MentionTarget.Table or MentionTarget.Metric })))
                Take(draft, item, date);
            // "signups by weekday": how many there were.
            else if (series && draft.Measures.Count == 0 && draft.Items.All(i => i == item || i.Used || !i.IsNoun))
                (_, draft.PeriodColumn) = (Measures.Add(draft, item, AggregateFunction.Count), item);
        }

        // "number of check-ins by month": in the month of the check-in.
        draft.PeriodColumn ??= draft.Measures.Where(m => m.Aggregate == AggregateFunction.Count).Select(m => m.Source).FirstOrDefault(s => s is not null && Date(draft, s) is not null);
    }

    /// <summary>"by check-in month": the column of the bucket.</summary>
    public static bool Names(Draft draft, Item item)
    {
        if (draft.PeriodColumn is not null || draft.Next(item) is not { Used: false, Target: MentionTarget.Grain { Stated: false } } bucket || Date(draft, item) is not { } date)
            return false;
        Take(draft, item, date);
        // "per customer in 2024 (by shipped date)": no bucket, but what the period is of.
        if (draft.Period is not null && draft.Groups.Count > 0 && draft.Question.Folded[bucket.Mention.Start] == "date" && draft.Next(bucket) is null)
            bucket.Role = "column of the period";
        return true;
    }

    /// <summary>"per quarter, by creation date", "per customer in 2024 (by order date)": the column of the buckets, or of the periods, that are there already.</summary>
    public static bool IsOfSeries(Draft draft, Item item)
    {
        if (draft.PeriodColumn is not null || !(draft.Groups.Exists(g => g.IsTime) || draft.Against is PeriodComparison.Range || (draft.Period is not null && draft.Groups.Count > 0)) || Date(draft, item) is not { } date)
            return false;
        Take(draft, item, date);
        return true;
    }

    private static void Take(Draft draft, Item item, MentionTarget.Column date)
    {
        item.Chosen = date;
        item.Role = "column of the period";
        draft.PeriodColumn = item;
    }

    private static bool IsOfSeries(Item? item) => item?.Target is MentionTarget.Grain or MentionTarget.DateUnit;

    private static MentionTarget.Column? Date(Draft draft, Item item) => item.Mention.Candidates.Select(c => c.Target).OfType<MentionTarget.Column>()
        .FirstOrDefault(c => Measures.IsDate(draft, c));
}
