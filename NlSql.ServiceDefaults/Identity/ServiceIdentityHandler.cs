namespace NlSql.ServiceDefaults.Identity;

/// <summary>Signs calls from this service to another one, for the tenant named by <see cref="ForTenant"/>.</summary>
public sealed class ServiceIdentityHandler(IdentitySigner signer, ServiceInformation service) : DelegatingHandler
{
    private static readonly HttpRequestOptionsKey<string> TenantKey = new("nlsql-tenant");

    /// <summary>Names the tenant that a request is made for; without it, the request is for no tenant (<c>-</c>).</summary>
    public static HttpRequestMessage ForTenant(HttpRequestMessage request, string tenantId)
    {
        request.Options.Set(TenantKey, tenantId);
        return request;
    }

    /// <inheritdoc/>
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var tenant = request.Options.TryGetValue(TenantKey, out var stated) ? stated : "-";
        var caller = new Caller(tenant, service.Name, Roles.Service);
        request.Headers.Remove(IdentitySigner.Header);
        request.Headers.Add(
            IdentitySigner.Header,
            signer.Sign(caller, request.Method.Method, IdentitySigner.PathOf(request.RequestUri!), LengthOf(request.Content)));
        return base.SendAsync(request, cancellationToken);
    }

    private static long LengthOf(HttpContent? content) =>
        content is null ? 0 : content.Headers.ContentLength ?? IdentitySigner.UnknownLength;
}

/// <summary>Which service this process is.</summary>
/// <param name="Name">Its name in service discovery, traces and the audit trail.</param>
public sealed record ServiceInformation(string Name);
