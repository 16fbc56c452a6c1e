using Microsoft.AspNetCore.Http.HttpResults;
using NlSql.ServiceDefaults.Identity;

namespace NlSql.Audit.Verification;

/// <summary>Proof that the trail is intact.</summary>
internal static class VerificationEndpoints
{
    public static void MapVerification(this IEndpointRouteBuilder app) =>
        app.MapGroup("/audit").WithTags("Audit").RequireAuthorization(Roles.Auditor).MapGet("/verify", VerifyAsync)
            .WithName("VerifyAudit").WithSummary("Whether the trail is intact; else the first broken entry.");

    private static async Task<Ok<ChainReport>> VerifyAsync(Caller caller, VerifyChain verify, CancellationToken cancellationToken) =>
        TypedResults.Ok(await verify.RunAsync(caller.TenantId, cancellationToken));
}
