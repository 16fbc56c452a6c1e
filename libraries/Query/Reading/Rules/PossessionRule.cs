using System.Globalization;
using NlSql.Query.Linking;
using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Queries;

namespace NlSql.Query.Reading.Rules;

/// <summary>"orders with a discount", "which customers have a balance": what the rows have.</summary>
internal sealed class PossessionRule : ReadingRule
{
    public override void Apply(Draft draft)
    {
        foreach (var item in draft.Unused<MentionTarget.Column>().Where(i => IsHad(draft, i)).ToList())
        {
            item.Role = "condition";
            draft.Conditions.Add(new() { Column = item, Operator = FilterOperator.IsNotNull, Had = true });
        }
    }

    // Somebody or something has it; "do we have revenue" says no such thing. What has a number or a value is compared with it.
    private static bool IsHad(Draft draft, Item item) =>
        draft.Items.Take(item.Index).Any(i => i.IsNoun)
        && draft.Next(item)?.Target is not (MentionTarget.Number or MentionTarget.Value or MentionTarget.Literal or MentionTarget.Comparison or MentionTarget.Missing)
        && !MissingRule.IsTruth(draft, item)
        && Possession.Precedes(draft.Question.Words, item.Mention.Start, IsOftenNothing(draft, (MentionTarget.Column)item.Target));

    // Every row has a price; only some have a discount.
    private static bool IsOftenNothing(Draft draft, MentionTarget.Column column) =>
        draft.Model.FindTable(column.TableName)?.FindColumn(column.ColumnName)?.Additive == Additivity.Full
        && decimal.TryParse(draft.Question.Lexicon.Values.Find(column.TableName, column.ColumnName)?.Minimum, NumberStyles.Number, CultureInfo.InvariantCulture, out var least) && least == 0;
}
