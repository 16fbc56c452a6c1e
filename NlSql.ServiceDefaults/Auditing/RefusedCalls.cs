using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using NlSql.Contracts.Messages;
using NlSql.ServiceDefaults.Identity;
using Npgsql;

namespace NlSql.ServiceDefaults.Auditing;

/// <summary>
/// Leaves refused and failed calls in the trail before their answer is sent: of endpoints that are <see cref="AuditedAttribute">audited</see> every one,
/// of all others those that the caller's role does not allow. Calls without an identity belong to no tenant and are only logged.
/// </summary>
internal sealed class RefusedCalls(
    RequestDelegate next, AuditTrail audit, TimeProvider clock, ILogger<RefusedCalls> logger)
{
    /// <summary>The action of a refused call to an endpoint whose other calls are not in the trail.</summary>
    public const string AccessRefused = "access.refused";

    private const string IdentityForbidden = "identity.forbidden";

    // The one who is refused waits for this; a database that is away must not make refusals slow.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public async Task InvokeAsync(HttpContext context)
    {
        if (context.GetEndpoint() is not RouteEndpoint endpoint)
        {
            await next(context);
            return;
        }

        // Read now: the exception handler takes route and endpoint away.
        var (call, started) = (new AuditedCall(), clock.GetTimestamp());
        var (audited, pattern, id) = (endpoint.Metadata.GetMetadata<AuditedAttribute>(), endpoint.RoutePattern.RawText, context.GetRouteValue("id")?.ToString());
        context.Features.Set(call);
        context.Response.OnStarting(() => SettleAsync(context.Response.StatusCode));
        try
        {
            await next(context);
        }
        catch (Exception) when (context.Response.HasStarted)
        {
            // In the middle of a streamed answer.
            call.Faulted = true;
            await SettleAsync(StatusCodes.Status500InternalServerError);
            throw;
        }

        await SettleAsync(context.Response.StatusCode);

        Task SettleAsync(int status)
        {
            if (call.Settled || status < 400 || (audited is null && status != StatusCodes.Status403Forbidden) || (audited is { RecordsRefusals: true } && IsRefusedByUseCase(call, status)))
                return Task.CompletedTask;
            call.Settled = true;
            if (Caller.FromPrincipal(context.User) is not { } caller)
            {
                Log.CallWithoutIdentity(logger, context.Request.Method, pattern, status);
                return Task.CompletedTask;
            }

            var details = new { method = context.Request.Method, route = pattern, status, code = call.Code };
            return RecordAsync(audit.Of(caller, audited?.Action ?? AccessRefused, details, status < 499 ? "rejected" : "failed") with
            {
                SubjectId = id,
                DatasetId = pattern?.StartsWith("/datasets/{id", StringComparison.Ordinal) == true && Guid.TryParse(id, out var dataset) ? dataset : null,
                DurationMs = clock.GetElapsedTime(started).TotalMilliseconds,
            });
        }
    }

    // An answer that no exception brought about and no missing right: the use case gave it, and recorded what it refused.
    private static bool IsRefusedByUseCase(AuditedCall call, int status) =>
        call is { Faulted: false } && !(status == StatusCodes.Status403Forbidden && call.Code == IdentityForbidden);

    private async Task RecordAsync(AuditRecorded refusal)
    {
        // The caller may be gone; the trail still says what was refused.
        using var limit = new CancellationTokenSource(Patience, clock);
        try
        {
            await audit.AddAsync(refusal, limit.Token);
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException or OperationCanceledException)
        {
            // Nothing was done and nothing was told, so the refusal stands without its entry.
            Log.RefusalNotRecorded(logger, refusal.Action, e.GetType().Name);
        }
    }
}
