using NlSql.SemanticModel.Definitions;

namespace NlSql.Query.Linking.Words;

/// <summary>"total", "average", "median"…</summary>
internal static class AggregateWords
{
    public static IEnumerable<(string Phrase, MentionTarget Target)> Phrases =>
        Of(AggregateFunction.Sum, "total", "sum", "sum of", "total of", "the sum of", "overall", "combined", "altogether", "all together", "all told", "in total", "sum total",
            "grand total", "grand total of", "total amount of", "total value of", "add up", "aggregate", "cumulated", "totals", "summed", "total sum of")
        .Concat(Of(AggregateFunction.Avg, "average", "avg", "mean", "on average", "average of", "mean of", "the average", "typical", "averaged",
            "average value of", "averages"))
        .Concat(Of(AggregateFunction.Median, "median", "median of"))
        .Concat(Of(AggregateFunction.Max, "maximum", "max", "maximum of", "max of", "the maximum"))
        .Concat(Of(AggregateFunction.Min, "minimum", "min", "minimum of", "min of", "the minimum"));

    private static IEnumerable<(string, MentionTarget)> Of(AggregateFunction function, params string[] phrases) =>
        phrases.Select(p => (p, (MentionTarget)new MentionTarget.Aggregate(function)));
}
