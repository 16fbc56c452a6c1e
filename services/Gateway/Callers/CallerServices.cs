using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Options;
using NlSql.ServiceDefaults.Identity;
using NlSql.ServiceDefaults.Options;

namespace NlSql.Gateway.Callers;

/// <summary>The ways in which callers are told apart.</summary>
internal static class CallerServices
{
    private const string Chosen = "caller";

    /// <returns>Whether callers are told apart.</returns>
    public static AccessMode AddCallers(this WebApplicationBuilder builder)
    {
        builder.AddValidatedOptions<AccessOptions>(AccessOptions.Section);
        var access = builder.Configuration.GetSection(AccessOptions.Section).Get<AccessOptions>() ?? new AccessOptions();
        var mode = AccessMode.Decide(builder.Environment, builder.Configuration, access);
        builder.Services.AddSingleton(mode);
        builder.Services.AddSingleton<ApiKeys>();
        builder.Services.AddSingleton<KeyUses>();
        builder.Services.AddHostedService(services => services.GetRequiredService<KeyUses>());
        builder.Services.AddSingleton<FailedCredentials>();
        builder.Services.AddSingleton<IConfigureOptions<JwtBearerOptions>, BearerTokens>();
        var schemes = builder.Services.AddAuthentication(Chosen)
            .AddPolicyScheme(Chosen, null, options => options.ForwardDefaultSelector = context => SchemeOf(mode, access, context.Request))
            .AddScheme<AuthenticationSchemeOptions, OpenLoopbackHandler>(OpenLoopbackHandler.Scheme, null)
            .AddScheme<AuthenticationSchemeOptions, ApiKeyHandler>(ApiKeyHandler.Scheme, null);
        if (access.TakesTokens)
            schemes.AddJwtBearer(BearerTokens.Scheme, _ => { });
        builder.Services.AddAuthorizationBuilder().SetDefaultPolicy(new AuthorizationPolicyBuilder()
            .RequireAuthenticatedUser().RequireAssertion(context => Caller.FromPrincipal(context.User) is not null).Build());
        builder.Services.AddHostedService<AccessAnnouncement>();
        return mode;
    }

    private static string SchemeOf(AccessMode mode, AccessOptions access, HttpRequest request) =>
        mode == AccessMode.OpenLoopback ? OpenLoopbackHandler.Scheme
        : access.TakesTokens && BearerCredential.Of(request)?.StartsWith(ApiKey.Prefix, StringComparison.Ordinal) != true ? BearerTokens.Scheme
        : ApiKeyHandler.Scheme;
}
