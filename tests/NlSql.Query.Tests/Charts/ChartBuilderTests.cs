using System.Text.Json.Nodes;
using NlSql.Query.Charts;

namespace NlSql.Query.Tests.Charts;

public sealed class ChartBuilderTests
{
    private const string ByRegion = """{"metrics": ["revenue"], "dimensions": ["sales.region"]}""";

    [Fact]
    public void Build_Categories_GivesBarsInRowOrder()
    {
        var chart = Build(ByRegion, ["North", 30m], ["East", 20m])!;

        Assert.Equal("bar", (string?)chart["mark"]);
        Assert.Equal("""[{"x":"North","y":30},{"x":"East","y":20}]""", chart["data"]!["values"]!.ToJsonString());
        Assert.Equal("Revenue (EUR)", (string?)chart["encoding"]!["x"]!["title"]);
        Assert.True(chart["encoding"]!["y"]!.AsObject().ContainsKey("sort"));
    }

    [Fact]
    public void Build_TimeSeries_GivesLine()
    {
        var chart = Build(
            """{"metrics": ["revenue"], "dimensions": [{"column": "order_date", "grain": "month"}, "sales.region"]}""",
            [new DateOnly(2025, 1, 1), "North", 1m], [new DateOnly(2025, 2, 1), "North", 2m])!;

        Assert.Equal("line", (string?)chart["mark"]!["type"]);
        Assert.Equal("temporal", (string?)chart["encoding"]!["x"]!["type"]);
        Assert.Equal("2025-01-01", (string?)chart["data"]!["values"]![0]!["x"]);
        Assert.Equal("North", (string?)chart["data"]!["values"]![0]!["series"]);
    }

    [Fact]
    public void Build_SingleNumberOrSingleRow_GivesNone()
    {
        Assert.Null(Build("""{"metrics": ["revenue"]}""", [1m]));
        Assert.Null(Build(ByRegion, ["North", 1m]));
    }

    [Fact]
    public void Build_ListedRows_GivesNone() =>
        Assert.Null(Build("""{"from": "stores", "shape": "rows", "return": ["city", "floor_area"]}""", ["a", 1L], ["b", 2L]));

    [Fact]
    public void Build_HostileValues_StayPlainData()
    {
        var chart = Build(ByRegion, ["javascript:alert(1)", 1m], ["datum.x + signal('y')", 2m])!;

        chart.Remove("data");
        chart.Remove("$schema");
        var rest = chart.ToJsonString();
        Assert.DoesNotContain("javascript", rest, StringComparison.Ordinal);
        Assert.DoesNotContain("datum", rest, StringComparison.Ordinal);
        foreach (var word in new[] { "url", "href", "expr", "signal", "transform", "image" })
            Assert.DoesNotContain($"\"{word}\"", rest, StringComparison.Ordinal);
    }

    private static JsonObject? Build(string json, params IReadOnlyList<object?>[] rows)
    {
        var compiled = Retail.Compile(json);
        return ChartBuilder.Build(ResultTable.Cut(compiled.Columns, rows, compiled.RowLimit));
    }
}
