using NlSql.Query.Linking;
using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Queries;

namespace NlSql.Query.Reading.Entities.Rules;

/// <summary>"the difference between the highest and the lowest price", "the gap in altitude between the highest and the lowest apiary": the greatest less the smallest.</summary>
internal sealed class SpreadRule : EntityRule
{
    private const int Farthest = 3;

    public override void Apply(EntityDraft draft)
    {
        if (draft.Unused<MentionTarget.Difference>().FirstOrDefault() is not { Target: MentionTarget.Difference { Relative: false } } difference
            || draft.Parts.Skip(difference.Index + 1).TakeWhile(p => p.Sentence == difference.Sentence).FirstOrDefault(p => IsEnd(p)) is not { } first
            || draft.Next(first) is not { Target: MentionTarget.And } and || draft.Next(and) is not { } last || !IsEnd(last) || IsMost(first) == IsMost(last)
            || Measured(draft, difference, first, last) is not { } measured)
            return;
        foreach (var part in new[] { difference, first, and, last, measured })
            part.Role = "aggregate";
        foreach (var between in draft.Parts.Skip(difference.Index + 1).Take(first.Index - difference.Index - 1).Where(p => p.Target is MentionTarget.Comparison { Operator: FilterOperator.Between }))
            between.Role = "aggregate";
        // "the age gap between the oldest and the youngest".
        if (draft.At(difference.Index - 1) is { Used: false, Target: MentionTarget.Column } said && measured.Columns.Any(m => said.Columns.Any(c => c.Target == m.Target)))
            said.Role = "aggregate";
        draft.Outputs.Add(new Quantity.Aggregate(AggregateFunction.Max, measured));
        draft.Outputs.Add(new Quantity.Aggregate(AggregateFunction.Min, measured));
        draft.Spread = true;
    }

    /// <summary>The query whose two numbers are the ends of what was asked for: one less the other.</summary>
    public static SemanticQuery Of(SemanticQuery query) => query.Metrics is not [{ Aggregate: AggregateFunction.Max, As: { } most }, { Aggregate: AggregateFunction.Min, As: { } least }] ? query : query with
    {
        Metrics = [.. query.Metrics, new() { Expression = new QueryExpression.Arithmetic(ArithmeticOperator.Subtract, new QueryExpression.Named(most), new QueryExpression.Named(least)), As = "difference" }],
        Return = [.. query.Return.Where(r => r.Name != most && r.Name != least), .. query.Return.Count > 0 ? [] : query.Dimensions.Select(d => OutputReference.Of(d.As ?? d.Column)), OutputReference.Of("difference")],
    };

    private static bool IsEnd(Part part) => part is { Used: false, Target: MentionTarget.Extreme or MentionTarget.Gradable { Compares: false } };

    private static bool IsMost(Part part) => part.Target is MentionTarget.Extreme { Largest: true } or MentionTarget.Gradable { Descending: true };

    // "highest and lowest price", "difference in altitude between …", "the tallest and the shortest tower".
    private static Part? Measured(EntityDraft draft, Part difference, Part first, Part last)
    {
        if (draft.Next(last) is { Used: false, Target: MentionTarget.Column } behind && draft.IsNumber(behind))
            return behind;
        if (draft.Parts.Skip(difference.Index + 1).Take(first.Index - difference.Index - 1).FirstOrDefault(p => p is { Used: false, Target: MentionTarget.Column } && p.Index <= difference.Index + Farthest && draft.IsNumber(p)) is { } before)
            return before;
        var both = first.Gradables.Select(g => (g.Target.TableName, g.Target.ColumnName)).Intersect(last.Gradables.Select(g => (g.Target.TableName, g.Target.ColumnName))).ToList();
        return both is [var (table, column), ..] ? new(-1, Mention.Of(first.Mention!.Start, first.Mention.End, new MentionTarget.Column(table, column)), first.Text, first.Sentence, first.Clause) : null;
    }
}
