using NlSql.Query.Linking;
using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Queries;

namespace NlSql.Query.Reading.Rules;

/// <summary>"missing brand", "orders without a customer", and yes/no columns: "returned", "not returned".</summary>
internal sealed class MissingRule : ReadingRule
{
    public override void Apply(Draft draft)
    {
        foreach (var item in draft.Unused<MentionTarget.Missing>().ToList())
        {
            var column = draft.Next(item) is { Used: false, Target: MentionTarget.Column } after ? after
                : draft.Previous(item) is { Used: false, Target: MentionTarget.Column } before ? before : null;
            if (column is null)
                continue;
            item.Role = column.Role = "condition";
            var @operator = ((MentionTarget.Missing)item.Target).Present ? FilterOperator.IsNotNull : FilterOperator.IsNull;
            draft.Conditions.Add(new() { Column = column, Operator = @operator });
        }

        foreach (var item in draft.Unused<MentionTarget.Column>().ToList())
        {
            if (!IsTruth(draft, item) || draft.Previous(item) is { Index: 0, Target: MentionTarget.Listing { Which: true } })
                continue;
            item.Role = "condition";
            var negated = draft.Previous(item) is { Used: false, Target: MentionTarget.Negation } negation ? negation : null;
            negated ??= ValueRule.LeftOut(draft, item, item);
            if (negated is not null)
                negated.Role = "not";
            draft.Conditions.Add(new() { Column = item, Operator = FilterOperator.Equal, Literals = [QueryLiteral.Of(negated is null)] });
        }

        foreach (var item in draft.Unused<MentionTarget.Negation>().ToList())
            Without(draft, item);
    }

    /// <summary>Whether a mention is of a column of yes and no.</summary>
    public static bool IsTruth(Draft draft, Item item) =>
        item.Target is MentionTarget.Column column && Truths.Is(draft.Question.Lexicon, column);

    // "orders without a customer": the reference to the customer is missing.
    private static void Without(Draft draft, Item item)
    {
        if (draft.Next(item) is not { Used: false, Target: MentionTarget.Column or MentionTarget.Table } noun || (draft.Measures.Count == 0 && !draft.Unused<MentionTarget.Metric>().Any()))
            return;
        item.Role = noun.Role = "condition";
        // "customers without an order" are no orders without a number.
        if (noun.Target is MentionTarget.Column column && draft.Model.FindTable(column.TableName)?.FindColumn(column.ColumnName) is { Kind: ColumnKind.Id, Required: true })
            draft.Count(Feature.ConditionWithoutTarget);
        draft.Conditions.Add(new() { Column = noun, Operator = FilterOperator.IsNull, Had = true });
    }
}
