using NlSql.Query.Narration;

namespace NlSql.Query.Tests.Narration;

public sealed class ResultChecksTests
{
    private const string ByMonth = """{"metrics": ["revenue"], "dimensions": [{"column": "order_date", "grain": "month"}]}""";

    [Fact]
    public void Check_NoRows_Warns() => Assert.Equal(["result.empty"], Codes("""{"dimensions": ["stores.city"]}""", []));

    [Fact]
    public void Check_NoValue_Warns() => Assert.Equal(["result.no-value"], Codes("""{"metrics": ["revenue"]}""", [[null]]));

    [Fact]
    public void Check_ImplausibleValue_Warns() => Assert.Equal(["result.out-of-range"], Codes("""{"metrics": ["margin_rate"]}""", [[1.2m]]));

    [Fact]
    public void Check_PlausibleValue_IsQuiet() => Assert.Empty(Codes("""{"metrics": ["margin_rate"]}""", [[0.4m]]));

    [Fact]
    public void Check_RowsBeyondDefaultLimit_Warns() =>
        Assert.Equal(["result.truncated"], Codes("""{"dimensions": ["sales.product"]}""", [.. Enumerable.Range(0, 101).Select(i => new object?[] { $"p{i}" })]));

    [Theory]
    [InlineData(10, true)]
    [InlineData(9, false)]
    public void Check_LastOfTopTies_Warns(int beyond, bool warns) =>
        Assert.Equal(
            warns ? ["result.ties"] : [],
            Codes(
                """{"metrics": ["orders"], "dimensions": ["sales.region"], "order_by": ["orders desc"], "limit": 1}""",
                [["North", 10L], ["East", (long)beyond]]));

    [Theory]
    [InlineData("2025-12-15", true)]
    [InlineData("2025-12-31", false)]
    public void Check_LastPeriodNotOver_Warns(string lastDay, bool warns) =>
        Assert.Equal(
            warns ? ["result.partial-period"] : [],
            Codes(ByMonth, [[new DateOnly(2025, 11, 1), 1m], [new DateOnly(2025, 12, 1), 1m]], DateOnly.Parse(lastDay)));

    [Fact]
    public void Check_FirstPeriodBegunLate_Warns() =>
        Assert.Equal(
            ["result.partial-period"],
            Codes(
                """{"metrics": ["revenue"], "dimensions": [{"column": "order_date", "grain": "month"}], "time": "2025-11-10..2025-12-31"}""",
                [[new DateOnly(2025, 11, 1), 1m], [new DateOnly(2025, 12, 1), 1m]]));

    private static IEnumerable<string> Codes(string json, IReadOnlyList<IReadOnlyList<object?>> rows, DateOnly? lastDay = null)
    {
        var anchor = new TimeAnchorDay(lastDay ?? Retail.LastDay);
        var compiled = Retail.Compile(json, Retail.Context with { Anchor = anchor });
        var result = ResultTable.Cut(compiled.Columns, rows, compiled.RowLimit);
        return ResultChecks.Check(compiled, result, Retail.Model, anchor).Select(w => w.Code);
    }
}
