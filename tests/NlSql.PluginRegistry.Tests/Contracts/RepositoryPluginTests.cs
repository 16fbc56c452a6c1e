using System.Text.Json;
using NlSql.Testing;
using NlSql.Testing.Servers;

namespace NlSql.PluginRegistry.Tests.Contracts;

/// <summary>Every plugin of the repository, as it is, keeps its contract on its sample data, as they are.</summary>
public sealed class RepositoryPluginTests(RepositoryPlugins plugins) : IClassFixture<RepositoryPlugins>
{
    public static TheoryData<string> Folders =>
        [.. Directory.GetDirectories(RepositoryPlugins.Folder).Select(f => Path.GetFileName(f)).Where(f => !f.StartsWith('.')).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Folders))]
    public async Task Contract_OfAPluginOfTheRepository_IsKept(string plugin)
    {
        var validation = await plugins.Host.ValidationAsync(plugin);

        var problems = validation.GetProperty("problems").EnumerateArray().Select(p => $"""
            {plugin}: plugins/{plugin}/{p.GetProperty("file").GetString()} line {p.GetProperty("line").GetInt32()}: {p.GetProperty("code").GetString()}
                {p.GetProperty("message").GetString()}
                {(p.TryGetProperty("hint", out var hint) ? hint.GetString() : "")}
            """).ToList();
        Assert.True(problems.Count == 0, $"{plugin} does not keep its contract.\n{string.Join('\n', problems)}");
        var contract = validation.GetProperty("contract");
        Assert.True(contract.GetProperty("status").GetString() == "passed", $"{plugin}: the contract was not run. {contract}");
        Assert.True(contract.GetProperty("compared").GetInt32() > 0, $"{plugin}: no verified question says which rows it expects.");
        Assert.Contains(plugin, await plugins.Host.ListedAsync());
    }
}

/// <summary>The registry over the folders of the repository.</summary>
public sealed class RepositoryPlugins(TestServers servers) : IAsyncLifetime
{
    private TestDatabase? database;

    public static string Folder => Path.Combine(RepositoryFolder.Root, "plugins");

    internal RegistryHost Host { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        database = await servers.CreateDatabaseAsync(TestContext.Current.CancellationToken);
        Host = new RegistryHost(servers, database.ConnectionString, Folder, Path.Combine(RepositoryFolder.Root, "sample_data")).Started();
    }

    public async ValueTask DisposeAsync()
    {
        if (Host is not null)
            await Host.DisposeAsync();
        if (database is not null)
            await database.DisposeAsync();
    }
}
