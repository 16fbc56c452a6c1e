using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using NlSql.ServiceDefaults.Errors;

namespace NlSql.ServiceDefaults.Identity;

/// <summary>
/// Callers who are granted single datasets reach only endpoints that keep to the grants; all others concern the whole tenant and are refused.
/// So an endpoint that nobody thought about gives nothing away.
/// </summary>
public static class DatasetGrants
{
    private static readonly Failure NotGranted = new(
        FailureKind.Forbidden, "identity.dataset-grant", "The key or token is granted single datasets, and this concerns others too. Use one for the whole tenant.");

    /// <summary>Says that an endpoint keeps to <see cref="Caller.Datasets"/>.</summary>
    /// <param name="endpoint">One endpoint or a group.</param>
    /// <param name="unknown">What is said of a dataset, the route's <c>id</c>, that is not granted: the same as of one that is not there. Null where the route names none.</param>
    public static TBuilder KeepsToGrants<TBuilder>(this TBuilder endpoint, Func<Guid, Failure>? unknown = null)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(new KeptGrants(unknown));

    internal static void UseDatasetGrants(this WebApplication app) => app.Use((context, next) =>
        Refusal(context) is { } failure ? failure.ToProblem().ExecuteAsync(context) : next(context));

    private static Failure? Refusal(HttpContext context)
    {
        if (context.GetEndpoint() is not { } endpoint || Caller.FromPrincipal(context.User) is not { Datasets: not null } caller)
            return null;
        if (endpoint.Metadata.GetMetadata<KeptGrants>() is not { } kept)
            return NotGranted;
        return kept.Unknown is { } unknown && context.GetRouteValue("id") is { } value && Guid.TryParse(value.ToString(), out var id) && !caller.Sees(id) ? unknown(id) : null;
    }

    private sealed record KeptGrants(Func<Guid, Failure>? Unknown);
}
