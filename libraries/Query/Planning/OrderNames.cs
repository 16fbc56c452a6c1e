using NlSql.SemanticModel.Queries;

namespace NlSql.Query.Planning;

/// <summary>Names of the hidden metrics that a query orders by: arithmetic in <c>order_by</c> has none of its own.</summary>
internal static class OrderNames
{
    public static string Of(ValueList<OrderTerm> order, OrderTerm term)
    {
        var at = order.TakeWhile(t => !ReferenceEquals(t, term)).Count();
        return $"order_{at + 1}";
    }
}
