using System.Text.Json;
using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Queries;

namespace NlSql.SemanticModel.Tests.Queries;

public sealed class SemanticQueryJsonTests
{
    [Fact]
    public void Read_ShortForms_GivesWholeQuery()
    {
        var query = Good("""
            {
              "metrics": ["revenue", {"agg": "count_distinct", "column": "customer_id", "as": "buyers"}],
              "dimensions": ["region", {"column": "order_date", "grain": "month"}],
              "time": "last 7 days",
              "filters": [{"column": "region", "op": "in", "value": ["North", "East"]}, {"segment": "digital"}],
              "having": {"column": "revenue", "op": ">", "value": 1000},
              "order_by": ["revenue desc", "region"],
              "limit": 5
            }
            """);

        Assert.Equal(new MetricReference { Name = "revenue" }, query.Metrics[0]);
        Assert.Equal(new MetricReference { Aggregate = AggregateFunction.CountDistinct, Column = "customer_id", As = "buyers" }, query.Metrics[1]);
        Assert.Equal(new DimensionReference { Column = "order_date", Grain = TimeGrain.Month }, query.Dimensions[1]);
        Assert.Equal(new TimeFilter(new TimeRange.Rolling(7, TimeGrain.Day)), query.Time);
        Assert.IsType<QueryFilter.AllOf>(query.Filters);
        Assert.Equal(new OrderTerm { By = "revenue", Descending = true }, query.OrderBy[0]);
        Assert.Equal(5, query.Limit);
    }

    [Theory]
    [InlineData("""{"metric": ["revenue"]}""", "query.unknown-property", "$.metric")]
    [InlineData("""{"metrics": [{"name": "a", "agg": "sum"}]}""", "query.metric-form", "$.metrics[0]")]
    [InlineData("""{"metrics": [{"column": "a"}]}""", "query.metric-form", "$.metrics[0]")]
    [InlineData("""{"metrics": [{"agg": "total", "column": "a"}]}""", "query.unknown-word", "$.metrics[0].agg")]
    [InlineData("""{"dimensions": [{"grain": "month"}]}""", "query.missing-property", "$.dimensions[0]")]
    [InlineData("""{"filters": {"column": "a", "op": "like", "value": "b"}}""", "query.unknown-word", "$.filters.op")]
    [InlineData("""{"filters": {"column": "a", "op": "between", "value": [1]}}""", "query.wrong-values", "$.filters.value")]
    [InlineData("""{"filters": {"column": "a", "op": "=", "value": null}}""", "query.wrong-values", "$.filters.value")]
    [InlineData("""{"filters": {"and": [], "or": []}}""", "query.unknown-property", "$.filters.or")]
    [InlineData("""{"time": "last few days"}""", "query.unknown-range", "$.time")]
    [InlineData("""{"time": {"from": "2025-02-30"}}""", "query.wrong-date", "$.time.from")]
    [InlineData("""{"time": {"from": "2025-02-03", "to": "2025-02-01"}}""", "query.empty-range", "$.time")]
    [InlineData("""{"limit": 0}""", "query.wrong-number", "$.limit")]
    [InlineData("""{"limit": 1.5}""", "query.wrong-number", "$.limit")]
    [InlineData("""{"limit": 5, "limit": 6}""", "query.repeated-property", "$.limit")]
    [InlineData("""[1]""", "query.wrong-type", "$")]
    [InlineData("""{"metrics": [""]}""", "query.wrong-type", "$.metrics[0]")]
    [InlineData("""{"metrics": """, "query.not-json", "$")]
    [InlineData("""{"metrics": ["\ud800"]}""", "query.wrong-type", "$.metrics[0]")]
    public void Read_BadInput_GivesCodeAndPath(string json, string code, string path)
    {
        var reading = SemanticQueryJson.Read(json);

        Assert.Null(reading.Query);
        Assert.Contains(reading.Errors, e => e.Code == code && e.Path == path);
    }

    [Fact]
    public void Read_SeveralMistakes_ReportsAll()
    {
        var reading = SemanticQueryJson.Read("""{"limit": -1, "shape": "cube", "metrics": [5]}""");

        Assert.Equal(3, reading.Errors.Count);
    }

    [Fact]
    public void Read_TooDeep_IsRefusedNotOverflown()
    {
        var json = string.Concat(Enumerable.Repeat("""{"not":""", 100_000));

        Assert.Equal("query.not-json", Assert.Single(SemanticQueryJson.Read($$"""{"filters":{{json}}""").Errors).Code);
    }

    [Fact]
    public void Write_EqualNumbers_GiveEqualText()
    {
        var one = Good("""{"metrics": ["a"], "filters": {"column": "b", "op": ">", "value": 1.50}}""");
        var two = Good("""{"filters": {"value": 1.5, "op": ">", "column": "b"}, "metrics": "a"}""");

        Assert.Equal(SemanticQueryJson.Write(one), SemanticQueryJson.Write(two));
    }

    [Fact]
    public void Deserialize_QueryInsideObject_UsesSameForm()
    {
        var holder = JsonSerializer.Deserialize<Holder>("""{"query": {"metrics": ["a"], "time": "2025-03"}}""", SemanticQueryJson.Options)!;

        Assert.Equal(new TimeRange.Between(new(2025, 3, 1), new(2025, 3, 31)), holder.Query.Time!.Range);
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<Holder>("""{"query": {"metrics": 5}}""", SemanticQueryJson.Options));
        Assert.Equal("""{"query":{"metrics":["a"],"time":"2025-03-01..2025-03-31"}}""", JsonSerializer.Serialize(holder, SemanticQueryJson.Options));
    }

    private static SemanticQuery Good(string json)
    {
        var reading = SemanticQueryJson.Read(json);
        Assert.Empty(reading.Errors);
        return reading.Query!;
    }

    private sealed record Holder(SemanticQuery Query);
}
