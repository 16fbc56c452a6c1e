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
}
