using NlSql.Query.Linking;
using NlSql.SemanticModel.Queries;

namespace NlSql.Query.Reading.Rules;

/// <summary>The two sides that a question sets off against each other: two values of one column, or rows that are so and rows that are not.</summary>
internal static class Sides
{
    /// <summary>Whether values follow each other with nothing but "and", "or", "vs" between them.</summary>
    public static bool AreNeighbours(Draft draft, Item one, Item other) =>
        draft.Items.Skip(one.Index + 1).Take(other.Index - one.Index - 1).All(i => i.Target is MentionTarget.And or MentionTarget.Or or MentionTarget.Versus);

    /// <summary>Makes the sides the condition of the question; null where it does not name two.</summary>
    public static Condition? Take(Draft draft)
    {
        var condition = Values(draft) ?? States(draft);
        if (condition is null)
            return null;
        foreach (var joint in draft.Unused<MentionTarget.Or>().ToList())
            joint.Role = "and";
        draft.Conditions.Add(condition);
        return condition;
    }

    // "higher for cargo bikes than for road bikes": the noun beside a value only says whose value it is.
    private static Condition? Values(Draft draft)
    {
        var values = draft.Unused<MentionTarget.Value>().ToList();
        var pairs = (from one in values from other in values where one.Index < other.Index && ValueRule.SharesColumn([one], other) select (List<Item>)[one, other]).ToList();
        if (pairs is not [var sides])
            return null;
        var columns = sides.SelectMany(s => new[] { draft.Previous(s), draft.Next(s) }).OfType<Item>().Distinct().Where(i => ValueRule.IsColumnOf(i, sides)).ToList();
        foreach (var column in columns)
            column.Role = "column of the value";
        foreach (var side in sides)
            side.Role = "value";
        return new() { Values = sides, Column = columns.FirstOrDefault() };
    }

    // "returned vs not returned", "remote vs non-remote", "late vs on time": both sides of one column of yes and no, and not what is neither.
    private static Condition? States(Draft draft)
    {
        var negations = draft.Unused<MentionTarget.Negation>().ToList();
        var states = draft.Unused<MentionTarget.Column>().Where(c => MissingRule.IsTruth(draft, c)).ToList();
        // "late vs on time" denies nothing: the second is the opposite of the first.
        var opposite = negations.Count == 0 && states is [{ Target: MentionTarget.Column one }, { Target: MentionTarget.Column other }] && Truths.AreOpposite(draft.Model, one, other);
        var denied = negations.Count == 1 && states.Count is 1 or 2 && !draft.Unused<MentionTarget.Segment>().Any() && states.Select(f => f.Target).Distinct().Count() == 1;
        if (!opposite && !denied)
            return null;
        foreach (var item in states.Concat(negations))
            item.Role = ValueRule.SideBySide;
        var first = negations.Count == 0 || negations[0].Index > states[0].Index;
        return new() { Column = states[0], Operator = FilterOperator.In, Literals = [QueryLiteral.Of(first), QueryLiteral.Of(!first)] };
    }
}
