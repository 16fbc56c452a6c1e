using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using NlSql.Testing;

namespace NlSql.System.Tests.Guides;

/// <summary>What the guides tell people to type works, and answers what they say it answers.</summary>
[Collection<SystemCollection>]
public sealed class GuideTests(RunningSystem system) : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("nlsql-guide-").FullName;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("README.md")]
    [InlineData("docs/getting-started.md")]
    public async Task Guide_ItsCommands_DoWhatItSays(string guide) => await FollowAsync(guide);

    [Fact]
    public async Task ApiGuide_ItsCommands_DoWhatItSaysAndLeaveNoOperationOut()
    {
        var reader = await FollowAsync("docs/api.md");

        var document = JsonNode.Parse(await system.Gateway.GetStringAsync(new Uri("/openapi/v1.json", UriKind.Relative), Cancellation))!;
        var operations =
            from path in document["paths"]!.AsObject()
            from operation in path.Value!.AsObject()
            let pattern = new Regex("^" + Regex.Replace(path.Key, @"\{[^}]+\}", "[^/]+") + "$")
            where !reader.Calls.Exists(call => call.Method.Equals(operation.Key, StringComparison.OrdinalIgnoreCase) && pattern.IsMatch(call.Path))
            select $"{operation.Key.ToUpperInvariant()} {path.Key}";
        Assert.Empty(operations);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private async Task<GuideReader> FollowAsync(string guide)
    {
        Directory.CreateSymbolicLink(Path.Combine(folder, "sample_data"), Path.Combine(RepositoryFolder.Root, "sample_data"));
        // A file of the reader's own.
        await File.WriteAllTextAsync(Path.Combine(folder, "sample.csv"), "order_id,order_date,total_amount,region\n1,2025-12-31,10.50,North\n2,2025-12-25,20.00,South\n", Cancellation);
        var reader = new GuideReader(system.Gateway.BaseAddress!, folder);
        var examples = GuideExample.ReadAll(Path.Combine(RepositoryFolder.Root, guide));
        Assert.NotEmpty(examples);
        foreach (var example in examples)
        {
            if (await reader.FollowAsync(example, Cancellation) is { } wrong)
                Assert.Fail($"{guide}, {wrong}");
        }

        return reader;
    }
}
