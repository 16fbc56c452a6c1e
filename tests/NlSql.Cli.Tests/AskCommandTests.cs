using System.Text.Json;

namespace NlSql.Cli.Tests;

public sealed class AskCommandTests
{
    private const string Table = """
        {"answer_type":"table","narrative":"North had the highest revenue.","truncated":true,
         "answer":[{"region":"North","revenue":1200.50},{"region":"\u001b[31mSouth","revenue":7}],
         "columns":[{"name":"region","label":"Region","type":"text","unit":null},{"name":"revenue","label":"Revenue","type":"decimal","unit":"EUR"}],
         "assumptions":["The newest dataset is meant."],"warnings":["Some rows have no region."],
         "sql":"SELECT region\nFROM sales\nWHERE x = 'North'","parameters":["North"],"choices":[],"issues":[]}
        """;

    [Fact]
    public async Task Ask_Table_PrintsFindingAlignedRowsAssumptionsAndWarnings()
    {
        await using var gateway = await FakeGateway.StartAsync(Table);

        var run = await CommandRun.OfAsync("ask", "revenue by region", "--gateway", gateway.Address);

        Assert.Equal(0, run.Status);
        Assert.Equal(
            """
            North had the highest revenue.

            Region      Revenue (EUR)
            ----------  -------------
            North             1200.50
             [31mSouth              7
            These are the first 2 rows; there are more.

            Assumed: The newest dataset is meant.
            Warning: Some rows have no region.

            """,
            run.Output);
    }

    [Fact]
    public async Task Ask_WithSql_PrintsIt()
    {
        await using var gateway = await FakeGateway.StartAsync(Table);

        var run = await CommandRun.OfAsync("ask", "revenue by region", "--sql", "--gateway", gateway.Address);

        Assert.EndsWith("SELECT region\nFROM sales\nWHERE x = 'North'\n", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ask_Json_PrintsTheAnswerAsItCame()
    {
        await using var gateway = await FakeGateway.StartAsync(Table);

        var run = await CommandRun.OfAsync("ask", "revenue by region", "--json", "--gateway", gateway.Address);

        Assert.Equal(Table, run.Output.TrimEnd());
    }

    [Fact]
    public async Task Ask_Options_AreSent()
    {
        await using var gateway = await FakeGateway.StartAsync(Table);
        const string dataset = "01a20a5f-2eb8-730e-84bf-e4884bf30adb";

        await CommandRun.OfAsync("ask", "revenue", "--dataset", dataset, "--as-of", "2025-12-31", "--gateway", gateway.Address);

        Assert.Equal("/chat", gateway.Path);
        using var sent = JsonDocument.Parse(gateway.Body);
        Assert.Equal("revenue", sent.RootElement.GetProperty("query").GetString());
        Assert.Equal(dataset, sent.RootElement.GetProperty("dataset_id").GetString());
        Assert.Equal("2025-12-31", sent.RootElement.GetProperty("as_of").GetString());
        Assert.False(sent.RootElement.TryGetProperty("plugin", out _), "the dataset's own plugin is meant");
    }

    [Fact]
    public async Task Ask_Clarification_PrintsNumberedChoicesAndEndsWithTwo()
    {
        await using var gateway = await FakeGateway.StartAsync("""
            {"answer_type":"clarification","answer":"Which one?","choices":[{"label":"Revenue","semantic_query":{}},{"label":"Orders","semantic_query":{}}]}
            """);

        var run = await CommandRun.OfAsync("ask", "sales", "--gateway", gateway.Address);

        Assert.Equal(2, run.Status);
        Assert.Equal("Which one?\n  1. Revenue\n  2. Orders\n", run.Output);
    }

    [Theory]
    [InlineData("blocked")]
    [InlineData("unsupported")]
    public async Task Ask_Refused_PrintsWhyOnceAndEndsWithTwo(string type)
    {
        await using var gateway = await FakeGateway.StartAsync(
            $$"""{"answer_type":"{{type}}","answer":"Nothing was run.","issues":[{"code":"intent.statement","message":"Nothing was run."}]}""");

        var run = await CommandRun.OfAsync("ask", "delete from sales", "--gateway", gateway.Address);

        Assert.Equal(2, run.Status);
        Assert.Equal("Nothing was run.\n", run.Output);
    }

    [Fact]
    public async Task Ask_Problem_IsToldWithItsCodeOnTheErrorStream()
    {
        await using var gateway = await FakeGateway.StartAsync(
            """{"title":"Not found","detail":"There is no such plugin.","code":"chat.plugin-unknown","issues":[{"code":"a.b","message":"More."}]}""", 404);

        var run = await CommandRun.OfAsync("ask", "revenue", "--plugin", "nope", "--gateway", gateway.Address);

        Assert.Equal(1, run.Status);
        Assert.Equal("", run.Output);
        Assert.Equal("There is no such plugin. (chat.plugin-unknown)\n  More. (a.b)\n", run.Error);
    }

    [Fact]
    public async Task Ask_AnswerOfSomethingElse_IsSaid()
    {
        await using var gateway = await FakeGateway.StartAsync("<html>");

        var run = await CommandRun.OfAsync("ask", "revenue", "--gateway", gateway.Address);

        Assert.Equal(1, run.Status);
        Assert.Contains("does not answer as this system's gateway does", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ask_NoGateway_IsOneLine()
    {
        string address;
        await using (var gateway = await FakeGateway.StartAsync("{}"))
            address = gateway.Address;

        var run = await CommandRun.OfAsync("ask", "revenue", "--gateway", address);

        Assert.Equal(1, run.Status);
        Assert.StartsWith($"No gateway answers at {address}. ", run.Error, StringComparison.Ordinal);
        Assert.Single(run.Error.TrimEnd().Split('\n'));
    }

    [Theory]
    [InlineData("--as-of", "31.12.2025")]
    [InlineData("--dataset", "newest")]
    [InlineData("--gateway", "localhost")]
    public async Task Ask_MalformedOption_IsRefused(string option, string value)
    {
        var run = await CommandRun.OfAsync("ask", "revenue", option, value);

        Assert.Equal(1, run.Status);
        Assert.Contains(option, run.Error, StringComparison.Ordinal);
    }
}
