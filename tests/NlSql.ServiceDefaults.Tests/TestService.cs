using MassTransit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NlSql.ServiceDefaults.Database;
using NlSql.ServiceDefaults.Messaging;

namespace NlSql.ServiceDefaults.Tests;

/// <summary>A small service on the shared parts, in this process and on a port of its own.</summary>
internal sealed class TestService : IAsyncDisposable
{
    private readonly WebApplication app;

    private TestService(WebApplication app) => this.app = app;

    public IServiceProvider Services => app.Services;

    public HttpClient Client { get; private set; } = null!;

    public static async Task<TestService> StartAsync(
        IEnumerable<KeyValuePair<string, string?>> settings, Action<WebApplicationBuilder>? add = null, Action<WebApplication>? map = null)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = Environments.Production });
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(settings);
        builder.Configuration.AddInMemoryCollection([new("urls", "http://127.0.0.1:0")]);
        builder.AddServiceDefaults("probe");
        add?.Invoke(builder);
        var service = new TestService(builder.Build());
        service.app.MapDefaultEndpoints();
        map?.Invoke(service.app);
        await service.app.StartAsync(TestContext.Current.CancellationToken);
        var address = service.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        service.Client = new HttpClient { BaseAddress = new Uri(address) };
        return service;
    }

    /// <summary>With database and messaging, the test assembly's messages, and the consumers given.</summary>
    public static Task<TestService> StartWithMessagingAsync(
        string schema, IEnumerable<KeyValuePair<string, string?>> settings, Action<IBusRegistrationConfigurator>? consumers = null, Action<IServiceCollection>? services = null) =>
        StartAsync(settings, builder =>
        {
            builder.AddServiceDatabase(schema);
            builder.AddMessaging(typeof(TestService).Assembly, consumers);
            services?.Invoke(builder.Services);
        });

    public async ValueTask DisposeAsync()
    {
        Client?.Dispose();
        await app.StopAsync(CancellationToken.None);
        await app.DisposeAsync();
    }
}
