using NlSql.Query.Sql.Tree;
using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Queries;
using static NlSql.Query.Sql.Tree.SqlFactory;

namespace NlSql.Query.Planning;

/// <summary>What a condition compares: a column in WHERE, a metric in HAVING.</summary>
/// <param name="Expression">Its value.</param>
/// <param name="Type">Its type.</param>
/// <param name="Codes">Its coded values.</param>
internal sealed record FilterOperand(SqlExpression Expression, ColumnType Type, IReadOnlyList<CodedValue> Codes)
{
    /// <summary>Its unit; null for none.</summary>
    public string? Unit { get; init; }
}

/// <summary>Conditions → SQL. The caller says what names, segments and related rows mean where it stands.</summary>
/// <param name="context">The compilation.</param>
/// <param name="operandOf">The value of a name; the second argument says whether the condition holds for every row that is left.</param>
/// <param name="segmentOf">The condition of a segment.</param>
/// <param name="relatedOf">A condition on related rows; null where there are no rows to which others could belong.</param>
/// <param name="groupNumberOf">A number within groups, as a value of a row; null where there are no rows that would belong to one.</param>
/// <param name="aliases">The names taken in the select that the condition stands in; null where they are those of tables.</param>
internal sealed class FilterPlanner(
    PlanContext context,
    Func<string, bool, FilterOperand?> operandOf,
    Func<string, SqlExpression?> segmentOf,
    Func<QueryFilter, SqlExpression?>? relatedOf = null,
    Func<ComparedValue.Scalar, FilterOperand?>? groupNumberOf = null,
    NameAllocator? aliases = null)
{
    private readonly NestedQueryPlanner nested = new(context, aliases ?? new NameAllocator(context.Model.Definition.Tables.Select(t => t.Name)));

    /// <summary>The condition; null when an issue was noted.</summary>
    public SqlExpression? Plan(QueryFilter filter) => Plan(filter, alwaysHolds: true);

    // alwaysHolds: the condition restricts every row, being under no OR and no NOT.
    private SqlExpression? Plan(QueryFilter filter, bool alwaysHolds)
    {
        switch (filter)
        {
            case QueryFilter.AllOf all:
                return Terms(all.Terms, alwaysHolds) is { } holding ? And(holding) : null;
            case QueryFilter.AnyOf any:
                return Terms(any.Terms, alwaysHolds && any.Terms.Count == 1) is { } terms ? Or(terms) : null;
            case QueryFilter.Not not:
                return Plan(not.Term, alwaysHolds: false) is { } negated ? Not(negated) : null;
            case QueryFilter.Segment segment:
                return segmentOf(segment.Name);
            case QueryFilter.Compare compare:
                return operandOf(compare.Column, alwaysHolds) is { } operand
                    ? LiteralComparison.Plan(context.Issues, compare.Column, operand, compare.Operator, compare.Values)
                    : null;
            case QueryFilter.Relation relation:
                return Relation(relation);
            case QueryFilter.Membership membership:
                return operandOf(membership.Column, false) is { } member ? nested.Membership(membership, member) : null;
            case QueryFilter.Related or QueryFilter.RelatedNumber:
                return relatedOf is null ? Misplaced() : relatedOf(filter);
            default:
                throw new ArgumentOutOfRangeException(nameof(filter), filter, "A condition that the planner does not know.");
        }
    }

    private SqlExpression[]? Terms(ValueList<QueryFilter> terms, bool alwaysHolds)
    {
        var planned = terms.Select(t => Plan(t, alwaysHolds)).ToArray();
        return planned.Contains(null) ? null : [.. planned.OfType<SqlExpression>()];
    }

    private SqlExpression? Relation(QueryFilter.Relation relation)
    {
        var expressions = new ExpressionPlanner(context, name => operandOf(name, false));
        var name = ExpressionPlanner.Named(relation.Left);
        if (expressions.Plan(relation.Left) is not { } left)
            return null;
        if (relation.Right is not ComparedValue.Literals && !LiteralComparison.IsPlain(relation.Operator))
        {
            context.Issues.Add("plan.wrong-operator", $"{name} is compared with one value; use one of the operators =, !=, <, <=, > and >=.");
            return null;
        }

        switch (relation.Right)
        {
            case ComparedValue.Literals literals:
                return LiteralComparison.Plan(context.Issues, name, left, relation.Operator, literals.Values);
            case ComparedValue.Computed computed:
                return expressions.Plan(computed.Expression) is { } right
                    ? ValueComparison.Plan(context.Issues, name, left, relation.Operator, ExpressionPlanner.Named(computed.Expression), right)
                    : null;
            case ComparedValue.Scalar scalar:
                return Number(scalar) is { } value
                    ? ValueComparison.Plan(context.Issues, name, left, relation.Operator, "the nested query", value)
                    : null;
            default:
                throw new ArgumentOutOfRangeException(nameof(relation), relation, "A value that the planner does not know.");
        }
    }

    private FilterOperand? Number(ComparedValue.Scalar scalar)
    {
        if (scalar.Within.Count == 0)
            return nested.OneValue(scalar.Query);
        if (groupNumberOf is not null)
            return groupNumberOf(scalar);
        context.Issues.Add("plan.within-in-having", "A number within groups is compared with single rows; use the condition in filters.");
        return null;
    }

    private SqlExpression? Misplaced()
    {
        context.Issues.Add("plan.related-in-having", "Related rows belong to single rows, not to groups; use the condition in filters.");
        return null;
    }
}
