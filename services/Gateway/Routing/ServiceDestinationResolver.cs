using System.Net;
using Microsoft.Extensions.Primitives;
using Microsoft.Extensions.ServiceDiscovery;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.ServiceDiscovery;

namespace NlSql.Gateway.Routing;

/// <summary>
/// Finds the replicas of a service by service discovery (<c>services__chat__http__0</c>, or the name itself as host), and again
/// when they change. Does what the package Microsoft.Extensions.ServiceDiscovery.Yarp does, for feeds that lack it.
/// </summary>
internal sealed class ServiceDestinationResolver(ServiceEndpointResolver services) : IDestinationResolver
{
    public async ValueTask<ResolvedDestinationCollection> ResolveDestinationsAsync(
        IReadOnlyDictionary<string, DestinationConfig> destinations, CancellationToken cancellationToken)
    {
        var resolved = new Dictionary<string, DestinationConfig>();
        var changes = new List<IChangeToken>();
        foreach (var (id, destination) in destinations)
        {
            var source = await services.GetEndpointsAsync(destination.Address, cancellationToken);
            changes.Add(source.ChangeToken);
            foreach (var endpoint in source.Endpoints)
                if (AddressOf(endpoint.EndPoint) is { } address)
                    resolved[$"{id} {address}"] = destination with { Address = address };
        }

        return new ResolvedDestinationCollection(resolved, new CompositeChangeToken(changes));
    }

    private static string? AddressOf(EndPoint endpoint) => endpoint switch
    {
        UriEndPoint uri => uri.Uri.GetLeftPart(UriPartial.Authority),
        DnsEndPoint dns => $"http://{dns.Host}{(dns.Port > 0 ? $":{dns.Port}" : "")}",
        IPEndPoint ip => $"http://{ip}",
        _ => null,
    };
}
