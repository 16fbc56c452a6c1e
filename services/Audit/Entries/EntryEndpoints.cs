using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using NlSql.ServiceDefaults;
using NlSql.ServiceDefaults.Errors;
using NlSql.ServiceDefaults.Identity;

namespace NlSql.Audit.Entries;

/// <summary>Reading the trail: pages, one entry, export.</summary>
internal static class EntryEndpoints
{
    public const int LargestPage = 200;
    private const int DefaultPage = 50;
    private const int LargestExport = 1_000_000;
    private static readonly byte[] LineEnd = "\n"u8.ToArray();

    public static void MapEntries(this IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/audit").WithTags("Audit").RequireAuthorization(Roles.Auditor);
        group.MapGet("/", ListAsync).WithName("ListAuditEntries").WithSummary("The trail, newest first.");
        group.MapGet("/{id:guid}", FindAsync).WithName("GetAuditEntry").WithSummary("One entry of the trail.");
        group.MapGet("/export", ExportAsync).WithName("ExportAudit").WithSummary("The trail as a file, streamed.");
    }

    private static async Task<Results<Ok<EntryPage>, ProblemHttpResult>> ListAsync(
        Caller caller, [AsParameters] EntryFilter filter, EntryStore entries, CancellationToken cancellationToken, string? cursor = null, int limit = DefaultPage)
    {
        if (limit is < 1 or > LargestPage)
            return AuditErrors.LimitInvalid.ToProblem();
        EntryCursor? after = null;
        if (cursor is not null)
        {
            if (!EntryCursor.Parse(cursor).TryGet(out var parsed, out var failure))
                return failure.ToProblem();
            after = parsed;
        }

        var found = await entries.PageAsync(caller.TenantId, filter, after, limit + 1, cancellationToken);
        var page = found.Take(limit).Select(e => e.ToResponse()).ToList();
        var next = found.Count > limit ? new EntryCursor(found[limit - 1].At, found[limit - 1].Seq).ToString() : null;
        return TypedResults.Ok(new EntryPage(page, next));
    }

    private static async Task<Results<Ok<EntryResponse>, ProblemHttpResult>> FindAsync(
        Caller caller, Guid id, EntryStore entries, CancellationToken cancellationToken) =>
        await entries.FindAsync(caller.TenantId, id, cancellationToken) is { } entry
            ? TypedResults.Ok(entry.ToResponse())
            : AuditErrors.EntryUnknown.ToProblem();

    private static PushStreamHttpResult ExportAsync(Caller caller, [AsParameters] EntryFilter filter, EntryStore entries, CancellationToken cancellationToken) =>
        TypedResults.Stream(
            async stream =>
            {
                await foreach (var entry in entries.StreamAsync(caller.TenantId, filter, LargestExport, cancellationToken))
                {
                    await JsonSerializer.SerializeAsync(stream, entry.ToResponse(), JsonOptions.Snake, cancellationToken);
                    await stream.WriteAsync(LineEnd, cancellationToken);
                }
            },
            "application/x-ndjson",
            "audit.ndjson");
}
