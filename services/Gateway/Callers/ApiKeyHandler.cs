using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace NlSql.Gateway.Callers;

/// <summary>Callers with an API key, sent as <c>Authorization: Bearer nlk_…</c>.</summary>
internal sealed class ApiKeyHandler(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, ApiKeys keys)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public new const string Scheme = "api-key";

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (BearerCredential.Of(Request) is not { } credential)
            return Task.FromResult(AuthenticateResult.NoResult());
        return Task.FromResult(keys.Find(credential) is { } caller
            ? AuthenticateResult.Success(new AuthenticationTicket(caller.ToPrincipal(Scheme), Scheme))
            : AuthenticateResult.Fail("The key is not valid."));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties) => BearerCredential.ChallengeAsync(Context);
}
