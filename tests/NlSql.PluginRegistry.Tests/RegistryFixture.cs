using System.Text.Json;
using Dapper;
using Microsoft.Extensions.Time.Testing;
using NlSql.Contracts.Messages;
using NlSql.ServiceDefaults.Identity;
using NlSql.Testing;
using NlSql.Testing.Servers;
using Npgsql;

namespace NlSql.PluginRegistry.Tests;

/// <summary>
/// The service on a real Postgres, over a folder of its own with the retail plugin. No broker answers, so that what is to be sent
/// stays in the outbox, where tests see it.
/// </summary>
public sealed class RegistryFixture(TestServers servers) : IAsyncLifetime
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("nlsql-plugins-");
    private TestDatabase? database;
    private RegistryHost? host;

    internal FakeTimeProvider Clock => host!.Clock;

    public async ValueTask InitializeAsync()
    {
        database = await servers.CreateDatabaseAsync(TestContext.Current.CancellationToken);
        CopyRetail("retail");
        host = new RegistryHost(servers, database.ConnectionString, folder.FullName, sampleData: "").Started();
    }

    public async ValueTask DisposeAsync()
    {
        if (host is not null)
            await host.DisposeAsync();
        if (database is not null)
            await database.DisposeAsync();
        folder.Delete(recursive: true);
    }

    internal string PathOf(string plugin, string file = "") => Path.Combine(folder.FullName, plugin, file);

    /// <summary>Makes a plugin of another name with the content of retail.</summary>
    internal void CopyRetail(string id)
    {
        Directory.CreateDirectory(PathOf(id));
        foreach (var file in Directory.GetFiles(Path.Combine(RepositoryFolder.Root, "plugins", "retail")))
            File.WriteAllText(PathOf(id, Path.GetFileName(file)), File.ReadAllText(file).Replace("id: retail\n", $"id: {id}\n", StringComparison.Ordinal));
    }

    internal void Edit(string plugin, string file, string old, string replacement)
    {
        var text = File.ReadAllText(PathOf(plugin, file));
        Assert.Contains(old, text, StringComparison.Ordinal);
        File.WriteAllText(PathOf(plugin, file), text.Replace(old, replacement, StringComparison.Ordinal));
    }

    internal Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string role = Roles.Viewer) => host!.SendAsync(method, path, role);

    internal Task<JsonElement> GetAsync(string path, string role = Roles.Viewer) => host!.GetAsync(path, role);

    internal Task ReloadAsync() => host!.ReloadAsync();

    internal async Task<string?> VersionAsync(string plugin) => (await GetAsync($"/plugins/{plugin}/validation")).GetProperty("served_version").GetString();

    /// <summary>The plugin changes waiting to be sent, as plugin and version.</summary>
    internal async Task<List<(string Plugin, string? Version)>> AnnouncedAsync(string plugin)
    {
        await using var connection = new NpgsqlConnection(database!.ConnectionString);
        var bodies = await connection.QueryAsync<string>(
            "SELECT body::text FROM registry.outbox WHERE type LIKE '%PluginChanged' AND aggregate = @aggregate ORDER BY seq", new { aggregate = $"plugin:{plugin}" });
        return [.. bodies.Select(b => JsonDocument.Parse(b).RootElement).Select(b => (b.GetProperty("PluginId").GetString()!, b.GetProperty("Version").GetString()))];
    }

    /// <summary>The audit events of an action that wait to be sent.</summary>
    internal async Task<List<AuditRecorded>> TrailAsync(string action)
    {
        await using var connection = new NpgsqlConnection(database!.ConnectionString);
        var bodies = await connection.QueryAsync<string>("SELECT body FROM registry.outbox WHERE type = @type ORDER BY seq", new { type = typeof(AuditRecorded).FullName });
        return [.. bodies.Select(b => JsonSerializer.Deserialize<AuditRecorded>(b)!).Where(e => e.Action == action)];
    }
}
