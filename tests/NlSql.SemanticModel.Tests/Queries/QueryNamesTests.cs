using NlSql.SemanticModel.Queries;

namespace NlSql.SemanticModel.Tests.Queries;

public sealed class QueryNamesTests
{
    [Theory]
    [InlineData("""{"from": "stores", "shape": "rows", "return": ["city", {"expr": {"-": ["a", "b"]}, "as": "c"}], "order_by": ["c", "d"]}""", "stores city a b d")]
    [InlineData("""{"metrics": [{"agg": "sum", "column": "x", "as": "total"}, {"name": "revenue", "where": {"column": "y", "value": 1}}], "dimensions": [{"column": "t", "grain": "month"}], "return": ["total", "month"]}""", "t x revenue y*")]
    [InlineData("""{"metrics": [{"agg": "count"}], "filters": [{"segment": "s"}, {"column": "a", "op": ">", "value": {"column": "b"}}, {"not": {"expr": {"date_part": ["year", "t"]}, "value": 1}}]}""", "s a b t")]
    [InlineData("""{"shape": "exists", "filters": {"related": "orders", "where": {"column": "a", "value": 1}}}""", "orders* a*")]
    [InlineData("""{"shape": "exists", "filters": {"related": "orders", "agg": "sum", "column": "a", "where": {"column": "b", "value": 1}, "op": ">", "value": 1}}""", "orders* a* b*")]
    [InlineData("""{"shape": "exists", "filters": {"column": "a", "op": "in", "query": {"from": "orders", "shape": "rows", "return": ["b"]}}}""", "a orders* b*")]
    [InlineData("""{"shape": "exists", "filters": {"column": "a", "value": {"query": {"metrics": ["revenue"], "time": {"column": "t", "range": "2025"}}}}}""", "a revenue* t*")]
    [InlineData("""{"metrics": ["revenue", {"expr": {"/": ["revenue", "orders"]}, "as": "each"}], "dimensions": ["region"], "having": [{"column": "each", "op": ">", "value": 1}, {"column": "profit", "op": ">", "value": 1}], "order_by": ["revenue_share"]}""", "region revenue revenue orders profit")]
    [InlineData("""{"union": [{"from": "a", "shape": "rows", "return": ["b"]}, {"from": "c", "shape": "rows", "return": ["d"]}], "order_by": ["b"]}""", "a* b* c* d*")]
    public void Of_Query_GivesNamesInnerOnesMarked(string json, string names) =>
        Assert.Equal(names, string.Join(' ', QueryNames.Of(SemanticQueryJson.Read(json).Query!).Select(n => n.IsInner ? $"{n.Name}*" : n.Name)));

    [Fact]
    public void Replace_Query_ReachesEveryQueryInside()
    {
        const string inner = """{"from": "a", "shape": "rows", "return": ["b"], "limit": 1}""";
        const string json = $$"""
            {"union": [{{inner}}], "metrics": [{"agg": "count", "where": {"column": "x", "value": {"query": {{inner}} } } }],
             "filters": {"or": [{"not": {"column": "x", "op": "in", "query": {{inner}} } }, {"related": "t", "where": {"column": "x", "op": "in", "query": {{inner}} } },
                                {"related": "t", "agg": "count", "where": {"column": "x", "op": "in", "query": {{inner}} }, "value": 1}]},
             "having": {"column": "count", "value": {"query": {{inner}} } } }
            """;

        var replaced = InnerQueries.Replace(SemanticQueryJson.Read(json).Query!, q => q with { From = "z" });

        var text = SemanticQueryJson.Write(replaced);
        Assert.Equal(6, text.Split("\"from\":\"z\"").Length - 1);
        Assert.DoesNotContain("\"from\":\"a\"", text, StringComparison.Ordinal);
    }
}
