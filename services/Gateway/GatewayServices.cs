using NlSql.Gateway.Callers;
using NlSql.Gateway.Documentation;
using NlSql.Gateway.Health;
using NlSql.Gateway.Routing;
using Yarp.ReverseProxy.ServiceDiscovery;

namespace NlSql.Gateway;

/// <summary>What the gateway is made of.</summary>
internal static class GatewayServices
{
    // The services decide on their own limits; this one keeps a slow client from holding a connection for ever.
    private const int RequestHeaderSeconds = 10;

    public static void AddGateway(this WebApplicationBuilder builder)
    {
        builder.AddCallers();
        AddRouting(builder);
        AddHealth(builder);
        AddDocumentation(builder);
    }

    private static void AddRouting(WebApplicationBuilder builder)
    {
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(RequestHeaderSeconds);
            kestrel.Limits.Http2.MaxStreamsPerConnection = 50;
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
