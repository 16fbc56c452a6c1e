using NlSql.Testing;

namespace NlSql.Cli.Tests;

public sealed class PluginSchemaCommandTests
{
    [Theory]
    [InlineData("metrics")]
    [InlineData("metrics.yaml")]
    public async Task Schema_OfAFile_IsPrintedAsItIsCommitted(string file)
    {
        var run = await CommandRun.OfAsync("plugin", "schema", file);

        var committed = Path.Combine(RepositoryFolder.Root, "docs", "schemas", "metrics.schema.json");
        Assert.Equal((0, await File.ReadAllTextAsync(committed, TestContext.Current.CancellationToken)), (run.Status, run.Output));
    }

    [Fact]
    public async Task Schema_OfAnotherFile_NamesTheFiles()
    {
        var run = await CommandRun.OfAsync("plugin", "schema", "tables");

        Assert.Equal((1, "A plugin has no such file. It has schema.yaml, metrics.yaml, questions.yaml, policy.yaml, insights.yaml.\n"), (run.Status, run.Error));
    }
}
