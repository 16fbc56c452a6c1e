using System.Security.Claims;
using Microsoft.AspNetCore.Http;

namespace NlSql.ServiceDefaults.Identity;

/// <summary>Who is asking. An endpoint that takes a <see cref="Caller"/> parameter gets the verified one of its request.</summary>
/// <param name="TenantId">The tenant: 1–64 characters of <c>a-z 0-9 _ -</c>.</param>
/// <param name="Subject">The person, key or service.</param>
/// <param name="Role">What it may do, see <see cref="Roles"/>.</param>
public sealed record Caller(string TenantId, string Subject, string Role)
{
    /// <summary>The only datasets that the caller may see; null for all of the tenant. It narrows the role, and never widens it.</summary>
    public IReadOnlyList<Guid>? Datasets { get; init; }

    /// <summary>Whether a dataset of the tenant is one that the caller may see.</summary>
    public bool Sees(Guid datasetId) => Datasets?.Contains(datasetId) != false;

    /// <summary>Reads the caller that authentication established.</summary>
    public static ValueTask<Caller?> BindAsync(HttpContext context) =>
        ValueTask.FromResult(FromPrincipal(context.User));

    /// <summary>The caller of a principal made by <see cref="ToPrincipal"/>; null for any other.</summary>
    public static Caller? FromPrincipal(ClaimsPrincipal user) =>
        user.FindFirstValue(CallerClaims.Tenant) is { } tenant && user.FindFirstValue(ClaimTypes.Role) is { } role
            ? new Caller(tenant, user.FindFirstValue(ClaimTypes.NameIdentifier) ?? "unknown", role) { Datasets = DatasetsOf(user) }
            : null;

    /// <summary>The caller as the principal that an authentication scheme returns.</summary>
    public ClaimsPrincipal ToPrincipal(string scheme) => new(new ClaimsIdentity(
        [
            new(CallerClaims.Tenant, TenantId), new(ClaimTypes.NameIdentifier, Subject), new(ClaimTypes.Role, Role),
            .. Datasets is null ? [] : new[] { new Claim(CallerClaims.Datasets, string.Join(',', Datasets)) },
        ],
        scheme));

    private static IReadOnlyList<Guid>? DatasetsOf(ClaimsPrincipal user) =>
        user.FindFirstValue(CallerClaims.Datasets) is { } granted ? [.. granted.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(Guid.Parse)] : null;
}

/// <summary>Claims of a verified caller beyond the standard ones.</summary>
internal static class CallerClaims
{
    public const string Tenant = "nlsql:tenant";

    public const string Datasets = "nlsql:datasets";
}

/// <summary>What callers may do. Each role is also the name of an authorization policy that it and the roles above it satisfy.</summary>
public static class Roles
{
    /// <summary>Ask, read own conversations.</summary>
    public const string Viewer = "viewer";

    /// <summary>And run SQL and semantic queries, export, give feedback.</summary>
    public const string Analyst = "analyst";

    /// <summary>And upload, edit models, delete and restore datasets.</summary>
    public const string Editor = "editor";

    /// <summary>Read the audit trail, and nothing else.</summary>
    public const string Auditor = "auditor";

    /// <summary>Everything, and keys, plugin reload, purge.</summary>
    public const string Admin = "admin";

    /// <summary>A service of this installation acting for a tenant; never given to a client.</summary>
    public const string Service = "service";

    internal static IReadOnlyDictionary<string, string[]> Satisfying { get; } = new Dictionary<string, string[]>
    {
        [Viewer] = [Viewer, Analyst, Editor, Admin, Service],
        [Analyst] = [Analyst, Editor, Admin, Service],
        [Editor] = [Editor, Admin, Service],
        [Auditor] = [Auditor, Admin, Service],
        [Admin] = [Admin],
        [Service] = [Service],
    };
}
