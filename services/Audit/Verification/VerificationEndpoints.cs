using Microsoft.AspNetCore.Http.HttpResults;
using NlSql.Audit.Reading;
using NlSql.ServiceDefaults.Auditing;
using NlSql.ServiceDefaults.Errors;
using NlSql.ServiceDefaults.Identity;

namespace NlSql.Audit.Verification;

/// <summary>Proof that the trail is intact.</summary>
internal static class VerificationEndpoints
{
    public static void MapVerification(this IEndpointRouteBuilder app) =>
        app.MapGroup("/audit").WithTags("Audit").RequireAuthorization(Roles.Auditor)
            .MapGet("/verify", VerifyAsync).WithName("VerifyAudit").WithSummary("Recompute the chain; the first place where it does not hold.");

    [Audited(ReadAudit.Verified)]
    private static async Task<Results<Ok<ChainReport>, ProblemHttpResult>> VerifyAsync(
        Caller caller, VerifyChain verify, ReadAudit audit, CancellationToken cancellationToken, string? cursor = null)
    {
        ChainPosition? after = null;
        if (cursor is not null)
        {
            if (!ChainPosition.Parse(cursor).TryGet(out var parsed, out var failure))
                return failure.ToProblem();
            after = parsed;
        }

        var report = await verify.RunAsync(caller.TenantId, after, cancellationToken);
        await audit.RecordAsync(
            caller, ReadAudit.Verified, new { report.Intact, report.Complete, rows = report.Entries, report.FirstBroken }, cancellationToken);
        return TypedResults.Ok(report);
    }
}
