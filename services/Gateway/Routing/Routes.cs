using NlSql.Contracts;
using Yarp.ReverseProxy.Configuration;

namespace NlSql.Gateway.Routing;

/// <summary>One public route.</summary>
/// <param name="Path">Pattern; <c>/x/{**rest}</c> also means <c>/x</c> itself.</param>
/// <param name="Service">Who answers.</param>
/// <param name="MaximumBody">Bytes of the body at most.</param>
/// <param name="Timeout">Longest time until the answer has ended; null for streams that last as long as what they report on.</param>
/// <param name="Rate">How often one caller may ask for it; null for as often as it likes.</param>
internal sealed record PublicRoute(string Path, string Service, long MaximumBody, TimeSpan? Timeout, Rate? Rate = null);

/// <summary>The public surface: what is not listed here cannot be reached, <c>/internal</c> of the services above all.</summary>
internal static class Routes
{
    private const long SmallBody = 64 * 1024;
    private const long QueryBody = 256 * 1024;
    private const long ModelBody = 512 * 1024;
    private const long UploadBody = 512L * 1024 * 1024;

    // Queues are named after the service that reads them.
    private static readonly string[] Consuming = [ServiceNames.PluginRegistry, ServiceNames.Ingestion, ServiceNames.Insights, ServiceNames.Audit];

    private static readonly TimeSpan Short = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Upload = TimeSpan.FromMinutes(30);

    public static IReadOnlyList<PublicRoute> All { get; } =
    [
        new("/plugins/{**rest}", ServiceNames.PluginRegistry, SmallBody, Short),
        new("/upload/{table}", ServiceNames.Ingestion, UploadBody, Upload, Rate.Uploads),
        new("/jobs/{id}/events", ServiceNames.Ingestion, SmallBody, null),
        new("/jobs/{**rest}", ServiceNames.Ingestion, SmallBody, Short),
        new("/datasets/{id}/model", ServiceNames.Ingestion, ModelBody, Long),
        new("/datasets/{**rest}", ServiceNames.Ingestion, SmallBody, Long),
        new("/chat", ServiceNames.Chat, SmallBody, Long, Rate.Questions),
        new("/query", ServiceNames.Chat, QueryBody, Long, Rate.Queries),
        new("/sql", ServiceNames.Chat, QueryBody, Long, Rate.Queries),
        new("/conversations/{**rest}", ServiceNames.Chat, SmallBody, Long),
        new("/reviews/{**rest}", ServiceNames.Chat, SmallBody, Short),
        new("/feedback/{**rest}", ServiceNames.Chat, SmallBody, Short),
        new("/insights/events", ServiceNames.Insights, SmallBody, null),
        new("/insights/{**rest}", ServiceNames.Insights, SmallBody, Long),
        new("/audit/export", ServiceNames.Audit, SmallBody, null),
        new("/audit/verify", ServiceNames.Audit, SmallBody, null),
        new("/audit/{**rest}", ServiceNames.Audit, SmallBody, Short),
        // A constraint: in "audit-{queue}" the last "audit-" of "audit-audit-recorded" would be taken for the beginning.
        .. Consuming.Select(service => new PublicRoute($"/events/{{queue:regex(^{service}-)}}/replay", service, SmallBody, Long)),
    ];

    public static IReadOnlyList<RouteConfig> ForProxy() => All
        .Select(route => new RouteConfig
        {
            RouteId = route.Path,
            ClusterId = route.Service,
            Match = new RouteMatch { Path = route.Path },
            MaxRequestBodySize = route.MaximumBody,
            Timeout = route.Timeout,
            TimeoutPolicy = route.Timeout is null ? "Disable" : null,
            AuthorizationPolicy = "Default",
            Metadata = route.Rate is { } rate ? new Dictionary<string, string> { [nameof(Rate)] = rate.ToString() } : null,
        })
        .ToList();
}
