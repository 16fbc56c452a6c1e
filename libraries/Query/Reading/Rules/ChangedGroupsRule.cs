using NlSql.Query.Linking;
using NlSql.Query.Linking.Words;
using NlSql.SemanticModel.Queries;

namespace NlSql.Query.Reading.Rules;

/// <summary>"stores whose 2024 sales were lower than their 2023 sales", "customers whose spend fell from May to June": groups by which way they changed.</summary>
internal sealed class ChangedGroupsRule : ReadingRule
{
    public override void Apply(Draft draft)
    {
        if (!AsksForGroups(draft) || draft.Unused<MentionTarget.Difference>().Any() || draft.Items.Any(i => i.Target is MentionTarget.Number or MentionTarget.Extreme or MentionTarget.Limit or MentionTarget.Grain))
            return;
        var words = draft.Items.Where(i => Direction(draft, i) is not null).ToList();
        var directions = words.Select(w => Direction(draft, w)!.Value).Distinct().ToList();
        var first = draft.Unused<MentionTarget.Period>().FirstOrDefault();
        if (directions is not [var direction] || !ChangeRule.Periods(draft))
            return;
        foreach (var word in words)
            word.Role = "condition";
        // "fewer repairs": how many there are.
        if (words[0].Target is MentionTarget.Comparison && draft.Next(words[0]) is { Used: false, Target: MentionTarget.Table } rows)
            Measures.CountRows(draft, rows);
        // "shops that sold less in 2025 than in 2024".
        else if (draft.Items.All(i => i.Used || i.Target is not (MentionTarget.Metric or MentionTarget.Count or MentionTarget.Aggregate) && Measures.FactColumn(draft, i) is null) && draft.Items.FirstOrDefault(i => !i.Used && Takings.IsSaid(draft, i)) is { } verb)
            Takings.Add(draft, verb);
        // "their 2023 sales": the same measure again.
        foreach (var again in draft.Items.Where(i => i is { Used: false, IsNoun: true } && i.Index > words[^1].Index && draft.Items.Any(other => other.Index < words[0].Index && other.Target == i.Target)))
            again.Role = "repeats the measure";
        // "fewer in March than in April" is said of the earlier one: since then they became more.
        var backwards = first!.Role == VariantRule.Before && words.Exists(w => w.Target is MentionTarget.Comparison);
        draft.Changed = backwards ? Opposite(direction) : direction;
    }

    private static bool AsksForGroups(Draft draft) =>
        draft.Items.Any(i => i.Target is MentionTarget.Listing { Which: true }) || draft.Question.Folded.Any(w => w is "whose" or "with" or "that" or "which" or "where");

    // "fell below", "lower than", "grew".
    private static FilterOperator? Direction(Draft draft, Item item) => item switch
    {
        { Used: false, Target: MentionTarget.Comparison { Trails: false, Operator: FilterOperator.Less or FilterOperator.Greater } comparison } => comparison.Operator,
        { Used: false, Target: MentionTarget.Growth or MentionTarget.Unsupported { What: UnsupportedWords.Change } } when draft.Question.Words[item.Mention.Start].Token is var verb && !IsNeutral(verb.Folded) =>
            ChangeWords.Falls(verb) ? FilterOperator.Less : FilterOperator.Greater,
        _ => null,
    };

    private static FilterOperator Opposite(FilterOperator direction) => direction == FilterOperator.Less ? FilterOperator.Greater : FilterOperator.Less;

    private static bool IsNeutral(string word) => word.StartsWith("chang", StringComparison.Ordinal) || word is "growth" or "delta" or "percent" or "percentage" or "develop" or "move" or "by";
}
