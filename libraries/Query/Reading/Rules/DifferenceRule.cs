using NlSql.Query.Linking;
using NlSql.SemanticModel.Queries;

namespace NlSql.Query.Reading.Rules;

/// <summary>"how many more tickets does Billing have than Sales", "difference in average price between Toys and Food": one side less the other.</summary>
internal sealed class DifferenceRule : ReadingRule
{
    private static readonly string[] Downwards = ["fewer", "less", "lower", "smaller", "shorter"];

    public override void Apply(Draft draft)
    {
        foreach (var item in draft.Unused<MentionTarget.Difference>().Take(1).ToList())
        {
            var joined = draft.Unused<MentionTarget.Value>().ToList() is [var one, var other] && ValueRule.SharesColumn([one], other) && Sides.AreNeighbours(draft, one, other);
            if (!joined && Sides.Take(draft) is null)
                return;
            var words = Enumerable.Range(item.Mention.Start, item.Mention.End - item.Mention.Start).Select(i => draft.Question.Words[i].Best).ToList();
            item.Role = "difference";
            // "between A and B", "A exceeds B", "compared with B".
            foreach (var joint in draft.Items.Where(i => i is { Used: false, Target: MentionTarget.Versus or MentionTarget.Comparison { Operator: FilterOperator.Between or FilterOperator.Greater } } && draft.Next(i)?.Target is not MentionTarget.Number).ToList())
                joint.Role = "difference";
            draft.Difference = new(((MentionTarget.Difference)item.Target).Relative, words.Exists(Downwards.Contains) && !words.Contains("or"));
            Measures.CountIfMany(draft, item);
        }
    }
}
