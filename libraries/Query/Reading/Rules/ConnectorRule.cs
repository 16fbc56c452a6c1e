using NlSql.Query.Linking;

namespace NlSql.Query.Reading.Rules;

/// <summary>Words that only hold the others together once these have their roles.</summary>
internal sealed class ConnectorRule : ReadingRule
{
    public override void Apply(Draft draft)
    {
        foreach (var item in draft.Items.Where(i => !i.Used))
        {
            item.Role = item.Target switch
            {
                MentionTarget.And or MentionTarget.Listing => "connects",
                MentionTarget.Activity when draft.Measures.Count > 0 => "repeats the measure",
                // "what categories do we sell" lists a column of the table where sales are.
                MentionTarget.Activity when draft.Listed && draft.Groups.All(g => IsOfDefaultTable(draft, g)) => "repeats the table",
                MentionTarget.Distinct when draft.Listed || draft.Measures.Count > 0 => "distinct",
                _ => null,
            };
        }
    }

    private static bool IsOfDefaultTable(Draft draft, Group group) =>
        group.Source?.Mention.Candidates.Any(c => c.Target is MentionTarget.Column column && column.TableName == draft.Model.DefaultTable.Name) == true;
}
