using System.Diagnostics;
using NlSql.Gateway.Callers;
using NlSql.ServiceDefaults.Auditing;
using NlSql.ServiceDefaults.Identity;

namespace NlSql.Gateway.Refusals;

/// <summary>Notes what the gateway itself refuses. What a service refuses is recorded there; a service that is away refuses nothing.</summary>
internal sealed class NoteRefusals(RequestDelegate next, OpenRefusals refusals, ApiKeys keys)
{
    // Those who could not be told apart belong to no tenant; the default one keeps what concerns the installation.
    private static readonly Caller Unknown = new("default", "unknown", Roles.Viewer);

    public async Task InvokeAsync(HttpContext context)
    {
        var call = new AuditedCall();
        context.Features.Set(call);
        // Read now: what answers a refusal may take it away.
        var route = (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText;
        await next(context);
        if (call.Code?.StartsWith("gateway.", StringComparison.Ordinal) != true || context.Response.StatusCode is not (401 or 403 or 413 or 429))
            return;
        var caller = CallerOf(context);
        refusals.Add(
            new RefusalKey(caller.TenantId, caller.Subject, RemoteNetwork.Of(context.Connection.RemoteIpAddress), call.Code),
            context.Request.Method,
            route,
            context.Response.StatusCode,
            Activity.Current?.TraceId.ToString());
    }

    /// <summary>Also the owner of a key that is ours, but no longer valid, and of a token that cannot be read.</summary>
    private Caller CallerOf(HttpContext context) =>
        Caller.FromPrincipal(context.User) ?? context.Features.Get<RefusedToken>()?.Caller ?? (BearerCredential.Of(context.Request) is { } credential ? keys.OwnerOf(credential)?.Caller : null) ?? Unknown;
}
