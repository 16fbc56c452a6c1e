using NlSql.SemanticModel.Definitions;

namespace NlSql.Query.Planning;

/// <summary>What aggregates take and give.</summary>
internal static class AggregateFunctions
{
    public static bool NeedsNumbers(AggregateFunction function) =>
        function is AggregateFunction.Sum or AggregateFunction.Avg or AggregateFunction.Median or AggregateFunction.Percentile;

    /// <summary>The type of the aggregate over values of a type.</summary>
    public static ColumnType TypeOf(AggregateFunction function, ColumnType? argument) => function switch
    {
        AggregateFunction.Count or AggregateFunction.CountDistinct => ColumnType.Integer,
        AggregateFunction.Min or AggregateFunction.Max => argument ?? ColumnType.Decimal,
        _ => ColumnType.Decimal,
    };
}
