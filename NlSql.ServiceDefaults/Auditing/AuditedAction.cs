using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace NlSql.ServiceDefaults.Auditing;

/// <summary>Metadata of an endpoint: what a call of it is called in the audit trail.</summary>
/// <param name="Name"><c>noun.verb</c>, as in <c>AuditRecorded.Action</c>.</param>
public sealed record AuditedAction(string Name);

/// <summary>Says of endpoints how their refused calls get into the trail.</summary>
public static class AuditedActionExtensions
{
    /// <summary>
    /// Refused and failed calls are recorded under this name by the service's <see cref="RefusedCalls"/>; the use case records the others in the
    /// transaction of their effect.
    /// </summary>
    /// <param name="endpoint">The endpoint.</param>
    /// <param name="action">Its name in the trail.</param>
    public static TBuilder Audited<TBuilder>(this TBuilder endpoint, string action)
        where TBuilder : IEndpointConventionBuilder
    {
        endpoint.Add(built => built.Metadata.Add(new AuditedAction(action)));
        return endpoint;
    }

    /// <summary>The same for a use case that also records what it refuses: only what does not get as far as to it is left to record.</summary>
    /// <param name="endpoint">The endpoint.</param>
    /// <param name="action">Its name in the trail.</param>
    public static RouteHandlerBuilder AuditedWithRefusals(this RouteHandlerBuilder endpoint, string action) =>
        endpoint.Audited(action).AddEndpointFilter(async (invocation, next) =>
        {
            var result = await next(invocation);
            if (invocation.HttpContext.Features.Get<AuditedCall>() is { } call)
                call.Settled = true;
            return result;
        });
}

/// <summary>What is known of a request for the trail while it runs.</summary>
internal sealed class AuditedCall
{
    /// <summary>Whether the trail has what it should have of this call.</summary>
    public bool Settled { get; set; }

    /// <summary>The code of the problem that the caller was told.</summary>
    public string? Code { get; set; }
}
