using NlSql.ServiceDefaults.Identity;
using Yarp.ReverseProxy.Transforms;
using Yarp.ReverseProxy.Transforms.Builder;

namespace NlSql.Gateway.Routing;

/// <summary>
/// Takes what only we may say out of the client's headers, and puts in who is calling, signed for exactly this request.
/// </summary>
internal sealed class SignedIdentityTransform(IdentitySigner signer) : ITransformProvider
{
    private static readonly string[] OurPrefixes = ["x-nlsql-", "x-forwarded-"];

    public void ValidateRoute(TransformRouteValidationContext context)
    {
    }

    public void ValidateCluster(TransformClusterValidationContext context)
    {
    }

    public void Apply(TransformBuilderContext context)
    {
        context.UseDefaultForwarders = false;
        context.AddRequestTransform(transform =>
        {
            var (request, outgoing) = (transform.HttpContext.Request, transform.ProxyRequest);
            foreach (var name in request.Headers.Keys.Where(IsOurs))
                outgoing.Headers.Remove(name);
            outgoing.Headers.Remove("Forwarded");
            // The credential ends here; services get to know who it belongs to.
            outgoing.Headers.Remove("Authorization");
            var caller = Caller.FromPrincipal(transform.HttpContext.User)
                ?? throw new InvalidOperationException("A route was reached without a caller; it lacks its authorization policy.");
            outgoing.Headers.Remove(IdentitySigner.Header);
            outgoing.Headers.TryAddWithoutValidation(
                IdentitySigner.Header, signer.Sign(caller, request.Method, request.Path.Value ?? "/", IdentitySigner.BodyLengthOf(request)));
            return ValueTask.CompletedTask;
        });
    }

    private static bool IsOurs(string header) => OurPrefixes.Any(prefix => header.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));
}
