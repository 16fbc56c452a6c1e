namespace NlSql.Cli.Tests;

public sealed class ListCommandTests
{
    [Fact]
    public async Task Datasets_OfAPlugin_AreListed()
    {
        await using var gateway = await FakeGateway.StartAsync("""
            {"items":[{"dataset_id":"01a20a5f-2eb8-730e-84bf-e4884bf30adb","name":"lone","plugin_id":"retail","version":1,"rows":10000,
             "published_at":"2026-11-23T21:45:39.768809+00:00"}],"next_cursor":"x"}
            """);

        var run = await CommandRun.OfAsync("datasets", "--plugin", "retail", "--gateway", gateway.Address);

        Assert.Equal("/datasets?plugin_id=retail", gateway.Path);
        Assert.Contains("01a20a5f-2eb8-730e-84bf-e4884bf30adb  lone  retail        1  10000  2026-11-23 21:45 UTC", run.Output, StringComparison.Ordinal);
        Assert.Contains("There are more", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Datasets_None_SaysHowToMakeOne()
    {
        await using var gateway = await FakeGateway.StartAsync("""{"items":[],"next_cursor":null}""");

        var run = await CommandRun.OfAsync("datasets", "--gateway", gateway.Address);

        Assert.Contains("nlsql upload", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Plugins_Served_AreListed()
    {
        await using var gateway = await FakeGateway.StartAsync("""
            {"plugins":[{"id":"retail","name":"Retail","version_label":"1.0","tables":["sales","stores"],"metric_count":25,"question_count":18}]}
            """);

        var run = await CommandRun.OfAsync("plugins", "--gateway", gateway.Address);

        Assert.Contains("retail  Retail  1.0      sales, stores       25         18", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Help_Root_NamesEveryCommand()
    {
        var run = await CommandRun.OfAsync("--help");

        Assert.Equal(0, run.Status);
        Assert.All(["ask", "upload", "datasets", "dataset", "plugins", "plugin"], command => Assert.Contains($"\n  {command} ", run.Output, StringComparison.Ordinal));
    }
}
