using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace NlSql.ServiceDefaults.Identity;

/// <summary>Authenticates a request by the signed identity header, and by nothing else.</summary>
internal sealed class SignedIdentityHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, IdentitySigner signer)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public new const string Scheme = "nlsql-signed-identity";

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers[IdentitySigner.Header].ToString();
        if (header.Length == 0)
            return Task.FromResult(AuthenticateResult.NoResult());
        var caller = signer.Verify(header, Request.Method, (Request.PathBase + Request.Path).Value ?? "/", IdentitySigner.BodyLengthOf(Request));
        return Task.FromResult(caller is null
            ? AuthenticateResult.Fail("The signed identity does not fit the request or has expired.")
            : AuthenticateResult.Success(new AuthenticationTicket(caller.ToPrincipal(Scheme), Scheme)));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties) =>
        Errors.ProblemDetailsMapping.ToProblem(new(
            Errors.FailureKind.Unauthenticated,
            "identity.missing",
            "This service answers only requests that the gateway or another service has signed. Call it through the gateway.")).ExecuteAsync(Context);

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) =>
        Errors.ProblemDetailsMapping.ToProblem(new(
            Errors.FailureKind.Forbidden, "identity.forbidden", "Your role does not allow this.")).ExecuteAsync(Context);
}
