using NlSql.Query.Linking;

namespace NlSql.Query.Reading.Rules;

/// <summary>"monthly revenue", "over time", "revenue month", "which weekday", "on Mondays".</summary>
internal sealed class TimeBucketRule : ReadingRule
{
    public override void Apply(Draft draft)
    {
        // "which weekday", "weekday revenue".
        foreach (var item in draft.Unused<MentionTarget.DateUnit>().ToList())
        {
            item.Role = "group";
            if (draft.Previous(item)?.Target is not MentionTarget.Listing { Which: true })
                draft.Count(Feature.GroupedWithoutWord);
            draft.Groups.Add(new() { Source = item, IsTime = true, Part = ((MentionTarget.DateUnit)item.Target).Part, Announced = true });
        }

        foreach (var item in draft.Unused<MentionTarget.Recurring>().ToList())
        {
            item.Role = "condition";
            draft.Conditions.Add(new() { Recurring = (MentionTarget.Recurring)item.Target });
        }

        foreach (var item in draft.Unused<MentionTarget.Grain>().ToList())
        {
            var grain = (MentionTarget.Grain)item.Target;
            // "in promotion weeks", "weeks without promotion", "all years": those rows, not one by one.
            if (!grain.Stated && SaysWhichRows(draft, item))
            {
                item.Role = "rows";
                continue;
            }

            item.Role = "group";
            var asked = draft.Previous(item)?.Target is MentionTarget.Listing { Which: true };
            if (!grain.Stated && !asked)
                draft.Count(Feature.GroupedWithoutWord);
            // "monthly trend": one bucket, of the size that is said.
            var known = draft.Groups.FindIndex(g => g is { IsTime: true, Part: null } && (g.Grain is null || grain.Size is null || g.Grain == grain.Size));
            if (known >= 0)
                draft.Groups[known] = new() { Source = draft.Groups[known].Source, IsTime = true, Grain = draft.Groups[known].Grain ?? grain.Size, Announced = true };
            else
                draft.Groups.Add(new() { Source = item, IsTime = true, Grain = grain.Size, Announced = true });
        }
    }

    private static bool SaysWhichRows(Draft draft, Item period) =>
        (period.Mention.Start > 0 && draft.Question.Words[period.Mention.Start - 1].Best == "all")
        || (draft.Previous(period) is { } flag && flag.Mention.End == period.Mention.Start && MissingRule.IsTruth(draft, flag))
        || (draft.Next(period) is { Target: MentionTarget.Negation, Used: true } without && draft.Next(without) is { } denied && MissingRule.IsTruth(draft, denied));
}
