using System.Net.Http.Json;
using System.Text.Json;
using Dapper;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
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
    private WebApplicationFactory<Program>? service;

    internal FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 11, 23, 12, 0, 0, TimeSpan.Zero));

    public async ValueTask InitializeAsync()
    {
        database = await servers.CreateDatabaseAsync(TestContext.Current.CancellationToken);
        CopyRetail("retail");
        service = new WebApplicationFactory<Program>().WithWebHostBuilder(host => host
            .UseSetting("ConnectionStrings:nlsql", database.ConnectionString)
            .UseSetting("ConnectionStrings:rabbitmq", "amqp://nobody:nobody@127.0.0.1:1/")
            .UseSetting("NlSql:KeyFile", servers.KeyFile)
            .UseSetting("NlSql:PluginsPath", folder.FullName)
            .ConfigureLogging(logging => logging.ClearProviders())
            .ConfigureTestServices(services => services.AddSingleton<TimeProvider>(Clock)));
        using var client = service.CreateClient();
    }

    public async ValueTask DisposeAsync()
    {
        if (service is not null)
            await service.DisposeAsync();
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

    internal async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string role = Roles.Viewer)
    {
        using var client = service!.CreateClient();
        using var request = new HttpRequestMessage(method, path);
        var signer = service.Services.GetRequiredService<IdentitySigner>();
        if (role.Length > 0)
            request.Headers.Add(IdentitySigner.Header, signer.Sign(new Caller("acme", "ann", role), method.Method, path, 0));
        return await client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    internal async Task<JsonElement> GetAsync(string path, string role = Roles.Viewer)
    {
        using var response = await SendAsync(HttpMethod.Get, path, role);
        return await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
    }

    internal async Task ReloadAsync()
    {
        using var response = await SendAsync(HttpMethod.Post, "/plugins/reload", Roles.Admin);
        response.EnsureSuccessStatusCode();
    }

    internal async Task<string?> VersionAsync(string plugin) => (await GetAsync($"/plugins/{plugin}/validation")).GetProperty("served_version").GetString();

    /// <summary>The plugin changes waiting to be sent, as plugin and version.</summary>
    internal async Task<List<(string Plugin, string? Version)>> AnnouncedAsync(string plugin)
    {
        await using var connection = new NpgsqlConnection(database!.ConnectionString);
        var bodies = await connection.QueryAsync<string>(
            "SELECT body::text FROM registry.outbox WHERE type LIKE '%PluginChanged' AND aggregate = @aggregate ORDER BY seq", new { aggregate = $"plugin:{plugin}" });
        return [.. bodies.Select(b => JsonDocument.Parse(b).RootElement).Select(b => (b.GetProperty("PluginId").GetString()!, b.GetProperty("Version").GetString()))];
    }
}
