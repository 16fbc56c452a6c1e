using NlSql.SemanticModel.Queries;

namespace NlSql.Query.Planning;

/// <summary>Semantic query → SQL tree. Time ranges are already days.</summary>
internal static class QueryPlanner
{
    /// <summary>Plans the query; null when issues were noted.</summary>
    public static PlannedQuery? Plan(PlanContext context, SemanticQuery query) => query switch
    {
        { Union.Count: > 0 } => new UnionPlanner(context, query).Plan(),
        { Shape: not QueryShape.Aggregate } => new ListPlanner(context, query).Plan(),
        { Metrics.Count: > 0 } => new AggregatePlanner(context, query).Plan(),
        { Dimensions.Count: > 0 } or { Return.Count: > 0 } => new ListPlanner(context, query with { Shape = QueryShape.Distinct }).Plan(),
        _ => Nothing(context),
    };

    private static PlannedQuery? Nothing(PlanContext context)
    {
        context.Issues.Add("plan.nothing-asked", "The query names no metric and no column.");
        return null;
    }
}
