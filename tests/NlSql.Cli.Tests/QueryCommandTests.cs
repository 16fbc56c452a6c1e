namespace NlSql.Cli.Tests;

public sealed class QueryCommandTests
{
    private const string Number = """
        {"answer_type":"number","answer":1050,"narrative":"Revenue was 1,050 EUR.","columns":[{"name":"revenue","label":"Revenue","type":"decimal","unit":"EUR"}],
         "sql":"SELECT 1","choices":[],"issues":[],"assumptions":[],"warnings":[]}
        """;

    [Theory]
    [InlineData("/query")]
    [InlineData("/query?explain=true", "--explain")]
    public async Task Query_Json_IsSentAsTheSemanticQuery(string path, params string[] options)
    {
        await using var gateway = await FakeGateway.StartAsync(Number);

        var run = await CommandRun.OfAsync(["query", """{"metrics": ["revenue"]}""", .. options, "--gateway", gateway.Address]);

        Assert.Equal(0, run.Status);
        Assert.Equal(path, gateway.Path);
        Assert.Equal("""{"semantic_query":{"metrics":["revenue"]},"plugin":"retail"}""", gateway.Body.Replace(" ", "", StringComparison.Ordinal));
        Assert.Contains("Revenue was 1,050 EUR.", run.Output, StringComparison.Ordinal);
        Assert.Equal(options.Length > 0, run.Output.Contains("SELECT 1", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Query_NoJson_IsRefusedWithoutAsking()
    {
        await using var gateway = await FakeGateway.StartAsync(Number);

        var run = await CommandRun.OfAsync("query", "revenue by region", "--gateway", gateway.Address);

        Assert.Equal(1, run.Status);
        Assert.Contains("The query is no JSON", run.Error, StringComparison.Ordinal);
        Assert.Equal("", gateway.Path);
    }
}
