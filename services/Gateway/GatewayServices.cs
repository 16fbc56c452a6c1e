using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;
using NlSql.Gateway.Callers;
using NlSql.Gateway.Counts;
using NlSql.Gateway.Documentation;
using NlSql.Gateway.Health;
using NlSql.Gateway.Refusals;
using NlSql.Gateway.Routing;
using NlSql.ServiceDefaults;
using NlSql.ServiceDefaults.Identity;
using NlSql.ServiceDefaults.Options;
using StackExchange.Redis;
using Yarp.ReverseProxy.ServiceDiscovery;

namespace NlSql.Gateway;

/// <summary>What the gateway is made of.</summary>
internal static class GatewayServices
{
    // The services decide on their own limits; these keep a slow client from holding a connection for ever.
    private const int RequestHeaderSeconds = 10;
    private const string Redis = "redis";
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    public static void AddGateway(this WebApplicationBuilder builder)
    {
        var mode = builder.AddCallers();
        AddCounts(builder, mode);
        AddRefusals(builder);
        AddRouting(builder);
        AddHealth(builder);
        AddDocumentation(builder);
    }

    private static void AddCounts(WebApplicationBuilder builder, AccessMode mode)
    {
        builder.AddValidatedOptions<CountOptions>(CountOptions.Section);
        // Where nobody is told apart, there is nothing to count.
        var together = mode != AccessMode.OpenLoopback && builder.Configuration.GetConnectionString(Redis) is { Length: > 0 };
        if (together)
            builder.AddRedisClient(Redis);
        builder.Services.AddSingleton(services => new SharedCounts(
            // The first connection may take seconds; no request waits for it.
            together ? Task.Run(services.GetRequiredService<IConnectionMultiplexer>) : null,
            services.GetRequiredService<InstallationKey>(),
            services.GetRequiredService<IOptions<CountOptions>>(),
            services.GetRequiredService<TimeProvider>(),
            services.GetRequiredService<ILogger<SharedCounts>>()));
    }

    private static void AddRefusals(WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<OpenRefusals>();
        builder.Services.AddHostedService<ReportRefusals>();
        AskedOnce(builder.Services.AddHttpClient(ReportRefusals.Client, client => client.Timeout = TimeSpan.FromSeconds(5)).AddHttpMessageHandler<ServiceIdentityHandler>());
    }

    private static void AddRouting(WebApplicationBuilder builder)
    {
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(RequestHeaderSeconds);
            kestrel.Limits.Http2.MaxStreamsPerConnection = 50;
        });
        builder.AddValidatedOptions<ClientOptions>(ClientOptions.Section);
        builder.AddValidatedOptions<RateOptions>(RateOptions.Section);
        builder.Services.AddSingleton<CallerRates>();
        builder.Services.AddOptions<KestrelServerOptions>().Configure<IOptions<ClientOptions>>((kestrel, clients) =>
        {
            kestrel.Limits.MinRequestBodyDataRate = new MinDataRate(clients.Value.MinimumBytesPerSecond, Grace);
            kestrel.Limits.MinResponseDataRate = new MinDataRate(clients.Value.MinimumBytesPerSecond, Grace);
        });
        builder.Services.AddRequestTimeouts();
        builder.Services.AddSingleton<IDestinationResolver, ServiceDestinationResolver>();
        builder.Services.AddReverseProxy()
            .LoadFromMemory(Routes.ForProxy(), Clusters.ForProxy())
            .ConfigureHttpClient((_, handler) => handler.ConnectTimeout = TimeSpan.FromSeconds(2))
            .AddTransforms<SignedIdentityTransform>();
    }

    private static void AddHealth(WebApplicationBuilder builder) => AskedOnce(builder.Services.AddHttpClient<ServiceStates>(client => client.Timeout = TimeSpan.FromSeconds(2)));

    private static void AddDocumentation(WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<KnownDocuments>();
        AskedOnce(builder.Services.AddHttpClient<ServiceDocuments>(client => client.Timeout = TimeSpan.FromSeconds(10)));
    }

#pragma warning disable EXTEXP0001 // Marked experimental; a service must be asked once and as it is, without retries or breaker.
    private static void AskedOnce(IHttpClientBuilder client) => client.RemoveAllResilienceHandlers();
#pragma warning restore EXTEXP0001
}
