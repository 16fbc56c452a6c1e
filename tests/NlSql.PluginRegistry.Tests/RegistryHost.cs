using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using NlSql.ServiceDefaults.Identity;
using NlSql.Testing.Servers;

namespace NlSql.PluginRegistry.Tests;

/// <summary>The service in process, over folders that the test names, asked as the gateway asks it.</summary>
internal sealed class RegistryHost : IAsyncDisposable
{
    private readonly WebApplicationFactory<Program> service;

    /// <summary>Prepares it. With a broker its clock runs: what is sent has times of its own.</summary>
    public RegistryHost(TestServers servers, string database, string plugins, string sampleData, string? broker = null)
    {
        service = new WebApplicationFactory<Program>().WithWebHostBuilder(host => host
            .UseSetting("ConnectionStrings:nlsql", database)
            .UseSetting("ConnectionStrings:rabbitmq", broker ?? "amqp://nobody:nobody@127.0.0.1:1/")
            .UseSetting("NlSql:KeyFile", servers.KeyFile)
            .UseSetting("NlSql:PluginsPath", plugins)
            .UseSetting("NlSql:SampleDataPath", sampleData)
            .ConfigureLogging(logging => logging.ClearProviders())
            .ConfigureTestServices(services => services.AddSingleton(broker is null ? Clock : TimeProvider.System)));
    }

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 11, 23, 12, 0, 0, TimeSpan.Zero));

    /// <summary>Starts it; when this returns, every contract is decided, for the clock stands still unless the test moves it.</summary>
    public RegistryHost Started()
    {
        using var client = service.CreateClient();
        return this;
    }

    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string role = Roles.Viewer, string tenant = "acme")
    {
        using var client = service.CreateClient();
        using var request = new HttpRequestMessage(method, path);
        var signer = service.Services.GetRequiredService<IdentitySigner>();
        if (role.Length > 0)
            request.Headers.Add(IdentitySigner.Header, signer.Sign(new Caller(tenant, "ann", role), method.Method, path, 0));
        return await client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    public async Task<JsonElement> GetAsync(string path, string role = Roles.Viewer, string tenant = "acme")
    {
        using var response = await SendAsync(HttpMethod.Get, path, role, tenant);
        return await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
    }

    public async Task ReloadAsync()
    {
        using var response = await SendAsync(HttpMethod.Post, "/plugins/reload", Roles.Admin);
        response.EnsureSuccessStatusCode();
    }

    public Task<JsonElement> ValidationAsync(string plugin, string tenant = "acme") => GetAsync($"/plugins/{plugin}/validation", tenant: tenant);

    public async Task<List<string?>> ListedAsync() =>
        [.. (await GetAsync("/plugins")).GetProperty("plugins").EnumerateArray().Select(p => p.GetProperty("id").GetString())];

    public async ValueTask DisposeAsync() => await service.DisposeAsync();
}
