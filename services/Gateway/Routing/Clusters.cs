using System.Net;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Forwarder;

namespace NlSql.Gateway.Routing;

/// <summary>One cluster per service; where its replicas are is asked of service discovery.</summary>
internal static class Clusters
{
    /// <summary>How long a service may be silent, in the middle of an answer too.</summary>
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(100);

    public static IReadOnlyList<ClusterConfig> ForProxy() => Routes.All
        .Select(route => route.Service)
        .Distinct()
        .Select(service => new ClusterConfig
        {
            ClusterId = service,
            Destinations = new Dictionary<string, DestinationConfig> { [service] = new() { Address = $"http://{service}" } },
            LoadBalancingPolicy = "PowerOfTwoChoices",
            HttpRequest = new ForwarderRequestConfig
            {
                ActivityTimeout = Silence,
                Version = HttpVersion.Version11,
                VersionPolicy = HttpVersionPolicy.RequestVersionExact,
                AllowResponseBuffering = false,
            },
        })
        .ToList();
}
