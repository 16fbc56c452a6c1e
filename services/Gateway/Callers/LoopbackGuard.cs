using System.Net;
using NlSql.ServiceDefaults.Errors;

namespace NlSql.Gateway.Callers;

/// <summary>
/// Without credentials, a browser on the developer's machine is the way in: a foreign page may send requests to localhost, or have
/// its own name resolve to it. So the Host must be a local one, and a request that a foreign page started is refused.
/// </summary>
internal static class LoopbackGuard
{
    private static readonly HashSet<string> LocalHosts = new(StringComparer.OrdinalIgnoreCase) { "localhost", "127.0.0.1", "[::1]" };

    public static void UseLoopbackGuard(this WebApplication app)
    {
        if (app.Services.GetRequiredService<AccessMode>() != AccessMode.OpenLoopback)
            return;
        app.Use(async (context, next) =>
        {
            if (Refusal(context) is { } failure)
                await failure.ToProblem().ExecuteAsync(context);
            else
                await next(context);
        });
    }

    internal static Failure? Refusal(HttpContext context)
    {
        var request = context.Request;
        if (context.Connection.LocalIpAddress is { } local && !IPAddress.IsLoopback(local))
            return CallerErrors.NotLocal;
        if (!LocalHosts.Contains(request.Host.Host))
            return CallerErrors.HostForeign;
        if (request.Headers["Sec-Fetch-Site"].ToString() is "cross-site")
            return CallerErrors.OriginForeign;
        var origin = request.Headers.Origin.ToString();
        return origin.Length == 0 || IsSameOrigin(origin, request) ? null : CallerErrors.OriginForeign;
    }

    private static bool IsSameOrigin(string origin, HttpRequest request) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var url)
        && url.Authority.Equals(request.Host.Value, StringComparison.OrdinalIgnoreCase)
        && url.Scheme == request.Scheme;
}
