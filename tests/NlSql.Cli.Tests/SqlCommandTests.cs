namespace NlSql.Cli.Tests;

public sealed class SqlCommandTests
{
    private const string Table = """
        {"answer_type":"table","narrative":"1 row.","columns":[{"name":"region","label":"region","type":"text"},{"name":"sum","label":"sum","type":"decimal","unit":"EUR"}],
         "answer":[{"region":"North","sum":850.00}],"sql":"SELECT region,\n       sum(total_amount)\nFROM sales","choices":[],"issues":[],"assumptions":[],"warnings":[]}
        """;

    private const string Refusal = """
        {"title":"This cannot be done","status":422,"detail":"The SQL cannot be run here: There is no column regoin here.","code":"chat.sql-refused",
         "issues":[{"code":"guard.unknown-column","message":"There is no column regoin here.","start":7,"length":6,"suggestions":["region"]}]}
        """;

    [Theory]
    [InlineData("/sql", "\"plugin\":\"retail\"")]
    [InlineData("/sql?explain=true", "\"plugin\":\"retail\"", "--explain")]
    [InlineData("/sql", "\"plugin\":\"shop\",\"as_of\":\"2025-03-10\"", "--plugin", "shop", "--as-of", "2025-03-10")]
    [InlineData("/sql", "\"dataset_id\":\"0b6d4f3a-5b1e-4c8e-9f59-6c1f6c2a7d10\"", "--dataset", "0b6d4f3a-5b1e-4c8e-9f59-6c1f6c2a7d10")]
    public async Task Sql_Select_IsSentAsItIs(string path, string rest, params string[] options)
    {
        await using var gateway = await FakeGateway.StartAsync(Table);

        var run = await CommandRun.OfAsync(["sql", "SELECT region", .. options, "--gateway", gateway.Address]);

        Assert.Equal(0, run.Status);
        Assert.Equal((path, $$"""{"sql":"SELECT region",{{rest}}}"""), (gateway.Path, gateway.Body));
        Assert.Contains("North      850.00", run.Output, StringComparison.Ordinal);
        Assert.Equal(options.Contains("--explain"), run.Output.Contains("FROM sales", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Sql_Refused_SaysWhereAndWhatToWriteInstead()
    {
        await using var gateway = await FakeGateway.StartAsync(Refusal, 422);

        var run = await CommandRun.OfAsync("sql", "SELECT regoin FROM sales", "--gateway", gateway.Address);

        Assert.Equal(1, run.Status);
        Assert.Contains("(guard.unknown-column) at character 8; instead: region", run.Error, StringComparison.Ordinal);
    }
}
