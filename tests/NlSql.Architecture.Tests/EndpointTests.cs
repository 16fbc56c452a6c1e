using System.Net;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using NlSql.ServiceDefaults.Auditing;

namespace NlSql.Architecture.Tests;

/// <summary>Every endpoint of every service says who may call it; the few that anybody may call are listed here.</summary>
[Collection<ServicesCollection>]
public sealed class EndpointTests(StartedServices services)
{
    private static readonly string[] OpenToAll = ["/alive", "/ready", "/health", "/", "/openapi/v1.json"];

    public static TheoryData<string> Services => [.. StartedServices.Names];

    /// <summary>The services behind the gateway.</summary>
    public static TheoryData<string> Doors => [.. StartedServices.Names.Skip(1)];

    [Theory]
    [MemberData(nameof(Services))]
    public void Endpoints_OfAService_NeedACallerUnlessListed(string name)
    {
        var endpoints = services[name].Endpoints;

        Assert.NotEmpty(endpoints);
        foreach (var endpoint in endpoints)
        {
            var route = "/" + endpoint.RoutePattern.RawText?.TrimStart('/');
            var open = endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null;
            var stated = endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>().Count > 0 || endpoint.Metadata.GetMetadata<AuthorizationPolicy>() is not null;
            Assert.True(open ? OpenToAll.Contains(route) || route.StartsWith("/docs", StringComparison.Ordinal) : stated, $"{name} {route} does not say who may call it.");
            if (route.StartsWith("/internal", StringComparison.Ordinal))
                Assert.Contains(endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>(), data => data.Policy == "service");
        }
    }

    [Theory]
    [MemberData(nameof(Doors))]
    public void Endpoints_ThatChangeOrAsk_SayWhatTheTrailCallsThem(string name)
    {
        foreach (var endpoint in services[name].Endpoints)
        {
            var methods = endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? [];
            var internalOnly = endpoint.RoutePattern.RawText?.StartsWith("/internal", StringComparison.Ordinal) == true;
            Assert.True(
                internalOnly || methods.All(method => method == "GET") || endpoint.Metadata.GetMetadata<AuditedAttribute>() is not null,
                $"{name} {string.Join(' ', methods)} {endpoint.RoutePattern.RawText} has no [Audited]: its refusals would leave no entry.");
        }
    }

    [Theory]
    [MemberData(nameof(Doors))]
    public void Endpoints_OfAService_TurnAwayWhoIsNobodyOrMayNot(string name)
    {
        Assert.NotEmpty(services[name].Doors);
        Assert.All(services[name].Doors, door =>
        {
            Assert.NotNull(door.Role);
            Assert.True(door.Nobody == HttpStatusCode.Unauthorized, $"{door.Name} says {door.Nobody} to nobody");
            Assert.True(door.TooSmall == HttpStatusCode.Forbidden, $"{door.Name} needs {door.Role} and says {door.TooSmall} to less");
        });
    }
}

/// <summary>All tests of started services share them.</summary>
[CollectionDefinition]
public sealed class ServicesCollection : ICollectionFixture<StartedServices>;
