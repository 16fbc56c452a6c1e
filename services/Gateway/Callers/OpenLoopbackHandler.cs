using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using NlSql.ServiceDefaults.Identity;

namespace NlSql.Gateway.Callers;

/// <summary>On a developer's machine everybody is the same caller. Who gets this far is decided by <see cref="LoopbackGuard"/>.</summary>
internal sealed class OpenLoopbackHandler(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, AccessMode mode)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public new const string Scheme = "open-loopback";

    private static readonly Caller Everybody = new("default", "anonymous", Roles.Admin);

    protected override Task<AuthenticateResult> HandleAuthenticateAsync() =>
        Task.FromResult(mode == AccessMode.OpenLoopback
            ? AuthenticateResult.Success(new AuthenticationTicket(Everybody.ToPrincipal(Scheme), Scheme))
            : AuthenticateResult.NoResult());
}
