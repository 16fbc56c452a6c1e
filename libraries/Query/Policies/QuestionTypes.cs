using NlSql.SemanticModel.Queries;

namespace NlSql.Query.Policies;

/// <summary>What kind of question a query answers, in the policy's words.</summary>
internal static class QuestionTypes
{
    public static string Of(SemanticQuery query) => query switch
    {
        { Shape: QueryShape.Rows } => "list",
        { Shape: QueryShape.Exists } => "exists",
        { Shape: QueryShape.Distinct } or { Metrics.Count: 0 } => "distinct",
        { Dimensions.Count: 0 } => "metric",
        _ when query.Dimensions.Any(d => d.Grain is not null) => "trend",
        { Limit: not null, OrderBy.Count: > 0 } => "ranking",
        _ => "breakdown",
    };
}
