using NlSql.Query.Linking;
using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Queries;

namespace NlSql.Query.Reading.Entities.Rules;

/// <summary>"more expensive than 5000", "cheaper than the average", "older than Ann": the adjective says what is compared.</summary>
internal sealed class ComparativeRule : EntityRule
{
    public override void Apply(EntityDraft draft)
    {
        foreach (var part in draft.Unused<MentionTarget.Gradable>().Where(p => p.Target is MentionTarget.Gradable { Compares: true }).ToList())
        {
            var (times, compared) = ComparisonRule.Reference(draft, draft.Next(part));
            var group = OwnGroup.Before(draft, part);
            if (group is not null)
                compared = draft.At(group.Last.Index + 1);
            if (compared is not { Used: false } other || Measures(draft, part, dates: other.Target is MentionTarget.Value or MentionTarget.Table) is not { Columns.Count: > 0 } measure)
                continue;
            var said = measure.Largest ? FilterOperator.Greater : FilterOperator.Less;
            var @operator = part.Negated ? ComparisonRule.Opposite(said) : said;
            if (other.Target is MentionTarget.Number number)
            {
                Demand(new Demand.Compares(part, @operator, Percentages.Scaled(draft.Question, measure.Columns.First(), number, [Percentages.Literal(number)])) { Place = (part.Sentence, part.Clause) }, other);
                // "longer than 60 minutes" where a column holds the minutes.
                if (draft.Next(other) is { Used: false, Target: MentionTarget.Column } unit && unit.Strongest is { } own && measure.Columns.Contains(own))
                {
                    unit.Role = "condition";
                    part.Narrowed = [own];
                }
            }
            else if (ComparisonRule.FunctionOf(other) is { } function)
            {
                var measured = ComparisonRule.Measure(draft, other, part);
                group ??= OwnGroup.Behind(draft, measured);
                if (group is null)
                    ComparisonRule.All(draft, measured);
                group?.Take(draft);
                Demand(new Demand.ComparesAggregate(part, @operator, function, null, [.. ComparisonRule.Inner(draft, other), .. ComparisonRule.Inner(draft, measured)]) { Place = (part.Sentence, part.Clause), Times = times, Group = group }, other);
            }
            else if (SelfRole.Of(draft, other) is not null)
                Demand(new Demand.ComparesColumn(part, @operator, other) { Place = (part.Sentence, part.Clause) }, other);
            else if (OtherRow.After(draft, part) is { Count: > 0 } row)
                Demand(new Demand.ComparesAggregate(part, @operator, measure.Largest ? AggregateFunction.Max : AggregateFunction.Min, null, row) { Place = (part.Sentence, part.Clause) }, other);

            void Demand(Demand demand, Part with)
            {
                part.Role = "condition";
                with.Role ??= "condition";
                part.Narrowed = measure.Columns;
                part.Owner ??= draft.Parts.Take(part.Index).LastOrDefault(p => p.Target is MentionTarget.Table && p.Sentence == part.Sentence);
                draft.Demands.Add(demand);
            }
        }
    }

    // What the adjective may measure, and whether more of it is more: numbers, and dates where another row is compared with.
    private static (HashSet<MentionTarget.Column> Columns, bool Largest)? Measures(EntityDraft draft, Part part, bool dates)
    {
        var numbers = part.Gradables.Where(g => draft.Column(new(g.Target.TableName, g.Target.ColumnName)) is { } column && (column.Type is ColumnType.Integer or ColumnType.Decimal || (dates && column.Type is ColumnType.Date or ColumnType.Timestamp))).OrderByDescending(g => g.Strength).ToList();
        return numbers.Count == 0 ? null : ([.. numbers.Where(n => n.Target.Descending == numbers[0].Target.Descending).Select(n => new MentionTarget.Column(n.Target.TableName, n.Target.ColumnName))], numbers[0].Target.Descending);
    }
}
