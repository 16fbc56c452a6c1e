using NlSql.Testing;

namespace NlSql.Cli.Tests;

public sealed class PluginValidateCommandTests : IDisposable
{
    private static readonly string Retail = Path.Combine(RepositoryFolder.Root, "plugins", "retail");
    private readonly string copy = Directory.CreateTempSubdirectory("nlsql-cli-").FullName;

    [Fact]
    public async Task Validate_Retail_HasNoProblems()
    {
        var run = await CommandRun.OfAsync("plugin", "validate", Retail);

        Assert.Equal("retail: no problems\n", run.Output);
        Assert.Equal(0, run.Status);
    }

    [Fact]
    public async Task Validate_WithoutFolder_ChecksEveryPlugin()
    {
        var run = await CommandRun.OfAsync("plugin", "validate");

        Assert.Contains("retail: no problems", run.Output, StringComparison.Ordinal);
        Assert.Equal(0, run.Status);
    }

    [Fact]
    public async Task Validate_BrokenCopy_PrintsTheProblemWithItsLine()
    {
        foreach (var file in Directory.GetFiles(Retail))
            File.Copy(file, Path.Combine(copy, Path.GetFileName(file)));
        var metrics = Path.Combine(copy, "metrics.yaml");
        var lines = await File.ReadAllLinesAsync(metrics, TestContext.Current.CancellationToken);
        var broken = Array.FindIndex(lines, l => l.Contains("total_amount", StringComparison.Ordinal));
        lines[broken] = lines[broken].Replace("total_amount", "total_amuont", StringComparison.Ordinal);
        await File.WriteAllLinesAsync(metrics, lines, TestContext.Current.CancellationToken);

        var run = await CommandRun.OfAsync("plugin", "validate", copy);

        Assert.Equal(1, run.Status);
        Assert.Matches($@"metrics\.yaml:{broken + 1}:\d+: plugin\.[a-z-]+: .*total_amuont.*\(.*total_amount.*\)", run.Output);
    }

    [Fact]
    public async Task Validate_FolderOfPlugins_PrintsTheProblemsOfAll()
    {
        foreach (var id in (string[])["first", "second"])
        {
            Directory.CreateDirectory(Path.Combine(copy, id));
            foreach (var file in Directory.GetFiles(Retail))
                File.Copy(file, Path.Combine(copy, id, Path.GetFileName(file)));
        }

        var run = await CommandRun.OfAsync("plugin", "validate", copy);

        Assert.Equal(1, run.Status);
        Assert.Contains("first: 1 problem(s)", run.Output, StringComparison.Ordinal);
        Assert.Contains("second: 1 problem(s)", run.Output, StringComparison.Ordinal);
        Assert.Contains("plugin.wrong-id", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Validate_EmptyFolder_IsSaid()
    {
        var run = await CommandRun.OfAsync("plugin", "validate", copy);

        Assert.Equal(1, run.Status);
        Assert.StartsWith("There is no plugin in", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Validate_NoSuchFolder_IsSaid()
    {
        var run = await CommandRun.OfAsync("plugin", "validate", Path.Combine(copy, "nope"));

        Assert.Equal(1, run.Status);
        Assert.StartsWith("There is no folder", run.Error, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(copy, recursive: true);
}
