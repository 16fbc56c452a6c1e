using NlSql.Query.Linking;

namespace NlSql.Query.Reading.Rules;

/// <summary>"how many more tickets does Billing have than Sales", "difference in average price between Toys and Food": one side less the other.</summary>
internal sealed class DifferenceRule : ReadingRule
{
    private static readonly string[] Downwards = ["fewer", "less", "lower", "smaller", "shorter"];

    public override void Apply(Draft draft)
    {
        foreach (var item in draft.Unused<MentionTarget.Difference>().Take(1).ToList())
        {
            var values = draft.Unused<MentionTarget.Value>().ToList();
            if (values.Count != 2 || !ValueRule.SharesColumn(values[..1], values[1]))
                return;
            var words = Enumerable.Range(item.Mention.Start, item.Mention.End - item.Mention.Start).Select(i => draft.Question.Words[i].Best).ToList();
            item.Role = "difference";
            foreach (var between in draft.Unused<MentionTarget.Comparison>().Where(c => ((MentionTarget.Comparison)c.Target).Operator == SemanticModel.Queries.FilterOperator.Between).ToList())
                between.Role = "difference";
            draft.Difference = new(((MentionTarget.Difference)item.Target).Relative, words.Exists(Downwards.Contains));
            // "how many more tickets": they are counted.
            if (words.Contains("many") && draft.Next(item) is { Used: false, Target: MentionTarget.Table } rows)
                Measures.CountRows(draft, rows);
        }
    }
}
