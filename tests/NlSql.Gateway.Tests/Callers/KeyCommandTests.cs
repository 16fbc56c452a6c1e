using System.Diagnostics;
using NlSql.Gateway.Callers;
using NlSql.Testing.Servers;

namespace NlSql.Gateway.Tests.Callers;

/// <summary>The gateway's program keeps the file of API keys when it is told to.</summary>
public sealed class KeyCommandTests(TestServers servers) : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("nlsql-keys-").FullName;

    private string KeysFile => Path.Combine(folder, "api-keys.json");

    [Fact]
    public async Task Key_CreateListRevoke_KeepTheFileAndShowTheKeyOnce()
    {
        var (created, key) = await RunAsync("create", "--tenant", "acme", "--role", "admin", "--name", "etl", "--days", "30");
        var id = ApiKey.IdOf(key)!;
        var (_, listed) = await RunAsync("list");
        KeyUseFile.Add(KeysFile + ".used", [new(id, new DateTimeOffset(2026, 11, 28, 20, 15, 59, TimeSpan.Zero))]);
        var (revoked, _) = await RunAsync("revoke", id);
        var (_, after) = await RunAsync("list");

        Assert.Equal((0, 0), (created, revoked));
        Assert.StartsWith($"{id}  valid    acme  admin  etl", listed, StringComparison.Ordinal);
        Assert.EndsWith("not used", listed, StringComparison.Ordinal);
        Assert.EndsWith("used 2026-11-28 20:15", after, StringComparison.Ordinal);
        Assert.StartsWith($"{id}  revoked  acme  admin  etl", after, StringComparison.Ordinal);
        Assert.DoesNotContain(key[13..], await File.ReadAllTextAsync(KeysFile, TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.True(OperatingSystem.IsWindows() || File.GetUnixFileMode(KeysFile) == (UnixFileMode.UserRead | UnixFileMode.UserWrite));
    }

    [Fact]
    public async Task Key_ForDatasets_HasANameOfItsOwn()
    {
        const string dataset = "0a000000-0000-7000-8000-000000000001";
        await RunAsync("create", "--tenant", "acme", "--role", "viewer", "--name", "bi");

        var (taken, _) = await RunAsync("create", "--tenant", "acme", "--role", "viewer", "--name", "bi", "--datasets", dataset);
        var (made, _) = await RunAsync("create", "--tenant", "acme", "--role", "viewer", "--name", "bi-sales", "--datasets", dataset);

        Assert.Equal((1, 0), (taken, made));
        Assert.Equal([null, 1], ApiKeyFile.Read(KeysFile).Select(key => key.Datasets?.Count));
    }

    [Theory]
    [InlineData("create --tenant Acme --role admin")]
    [InlineData("create --tenant acme --role service")]
    [InlineData("create --role admin")]
    [InlineData("create --tenant acme --role admin --days 0")]
    [InlineData("create --tenant acme --role admin --datasets x")]
    [InlineData("revoke nothing")]
    [InlineData("delete")]
    public async Task Key_WrongWords_AreRefusedAndChangeNothing(string words)
    {
        var (exit, said) = await RunAsync(words.Split(' '));

        Assert.Equal(1, exit);
        Assert.NotEmpty(said);
        Assert.False(File.Exists(KeysFile));
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private async Task<(int ExitCode, string Said)> RunAsync(params string[] words)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "NlSql.Gateway.dll"), "key", .. words])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            Environment = { ["NlSql__KeyFile"] = servers.KeyFile, ["NlSql__Access__KeysFile"] = KeysFile },
        })!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken), process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, (await output + await errors).Trim());
    }
}
