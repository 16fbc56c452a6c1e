using System.ComponentModel.DataAnnotations;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using NlSql.ServiceDefaults.Errors;
using NlSql.ServiceDefaults.Identity;

namespace NlSql.Gateway.Callers;

/// <summary>Callers with a token (JWT) of the identity provider: signature, issuer, audience and expiry are checked, then tenant, role and datasets are read from its claims.</summary>
internal sealed class BearerTokens(IOptions<AccessOptions> access) : IConfigureNamedOptions<JwtBearerOptions>
{
    public const string Scheme = "token";

    // Signatures that only the issuer's private key can make. HMAC is not among them: whoever could check it could sign.
    private static readonly string[] Algorithms = [SecurityAlgorithms.RsaSha256, SecurityAlgorithms.EcdsaSha256];

    private readonly AccessOptions access = access.Value;

    public void Configure(JwtBearerOptions options) => Configure(Scheme, options);

    public void Configure(string? name, JwtBearerOptions options)
    {
        if (name != Scheme || !access.TakesTokens)
            return;
        options.MapInboundClaims = false;
        options.SaveToken = false;
        options.TokenValidationParameters = new TokenValidationParameters
        {
            ValidAlgorithms = Algorithms,
            ValidAudience = access.Audience,
            ValidIssuer = access.Issuer,
            RequireExpirationTime = true,
            ClockSkew = TimeSpan.FromSeconds(60),
        };
        if (access.SigningKeysFile is { Length: > 0 } file)
        {
            options.TokenValidationParameters.ValidIssuer ??= access.Authority;
            options.TokenValidationParameters.IssuerSigningKeys = KeysOf(file);
        }
        else
        {
            options.Authority = access.Authority;
            options.RequireHttpsMetadata = !new Uri(access.Authority!).IsLoopback;
        }

        options.Events = new JwtBearerEvents
        {
            OnTokenValidated = context =>
            {
                // A genuine token of nobody of ours, or of somebody whose datasets cannot be read: 403, never a default.
                var caller = CallerOf(context.Principal!);
                context.Principal = new ClaimsPrincipal(new ClaimsIdentity(Scheme));
                if (caller is null)
                    return Task.CompletedTask;
                if (DatasetsClaim.TryRead((JsonWebToken)context.SecurityToken, access.DatasetsClaim, out var datasets))
                    context.Principal = (caller with { Datasets = datasets }).ToPrincipal(Scheme);
                else
                    context.HttpContext.Features.Set(new RefusedToken(caller, CallerErrors.DatasetsUnreadable));
                return Task.CompletedTask;
            },
            OnChallenge = context =>
            {
                context.HandleResponse();
                return BearerCredential.ChallengeAsync(context.HttpContext);
            },
            OnForbidden = context => (context.HttpContext.Features.Get<RefusedToken>()?.Failure ?? CallerErrors.TenantMissing).ToProblem().ExecuteAsync(context.HttpContext),
        };
    }

    private Caller? CallerOf(ClaimsPrincipal user)
    {
        var tenant = user.FindFirstValue(access.TenantClaim);
        var named = user.FindAll(access.RoleClaim).Select(claim => access.Roles.TryGetValue(claim.Value, out var ours) ? ours : access.Roles.Count == 0 ? claim.Value : null).ToList();
        var role = ClientRoles.All.FirstOrDefault(known => named.Contains(known));
        var subject = user.FindFirstValue("sub");
        return ApiKeyFile.IsTenant(tenant) && (access.Tenants.Count == 0 || access.Tenants.Contains(tenant!)) && role is not null && subject is { Length: > 0 and <= 200 }
            ? new Caller(tenant!, subject, role)
            : null;
    }

    private static IList<SecurityKey> KeysOf(string file)
    {
        try
        {
            return new JsonWebKeySet(File.ReadAllText(file)).GetSigningKeys();
        }
        catch (ArgumentException)
        {
            throw new ValidationException($"{AccessOptions.Section}:SigningKeysFile '{file}' is no JSON Web Key Set.");
        }
    }
}
