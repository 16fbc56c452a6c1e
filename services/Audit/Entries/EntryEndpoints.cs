using Microsoft.AspNetCore.Http.HttpResults;
using NlSql.Audit.Reading;
using NlSql.ServiceDefaults.Auditing;
using NlSql.ServiceDefaults.Errors;
using NlSql.ServiceDefaults.Identity;

namespace NlSql.Audit.Entries;

/// <summary>Reading the trail: pages, one entry, export.</summary>
internal static class EntryEndpoints
{
    public const int LargestPage = 200;
    private const int DefaultPage = 50;
    private const string Csv = "text/csv";

    public static void MapEntries(this IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/audit").WithTags("Audit").RequireAuthorization(Roles.Auditor);
        group.MapGet("/", ListAsync).WithName("ListAuditEntries").WithSummary("Entries, newest first.");
        group.MapGet("/{id:guid}", FindAsync).WithName("GetAuditEntry").WithSummary("One entry.");
        group.MapGet("/export", ExportAsync).WithName("ExportAudit").WithSummary("All entries that fit, in the order of the chain, as NDJSON or CSV.");
    }

    [Audited(ReadAudit.Read)]
    private static async Task<Results<Ok<EntryPage>, ProblemHttpResult>> ListAsync(
        Caller caller, [AsParameters] EntryFilter filter, EntryStore entries, ReadAudit audit, CancellationToken cancellationToken, string? cursor = null, int limit = DefaultPage)
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
        await audit.RecordAsync(caller, ReadAudit.Read, new { filter, rows = page.Count }, cancellationToken);
        return TypedResults.Ok(new EntryPage(page, next));
    }

    [Audited(ReadAudit.Read)]
    private static async Task<Results<Ok<EntryResponse>, ProblemHttpResult>> FindAsync(
        Caller caller, Guid id, EntryStore entries, ReadAudit audit, CancellationToken cancellationToken)
    {
        if (await entries.FindAsync(caller.TenantId, id, cancellationToken) is not { } entry)
            return AuditErrors.EntryUnknown.ToProblem();
        await audit.RecordAsync(caller, ReadAudit.Read, new { id, rows = 1 }, cancellationToken);
        return TypedResults.Ok(entry.ToResponse());
    }

    [Audited(ReadAudit.Exported)]
    private static async Task<Results<PushStreamHttpResult, ProblemHttpResult>> ExportAsync(
        Caller caller, [AsParameters] EntryFilter filter, EntryStore entries, ExportEntries export, ReadAudit audit, HttpRequest request, CancellationToken cancellationToken, string? format = null)
    {
        format ??= request.GetTypedHeaders().Accept.Any(accepted => accepted.MediaType == Csv) ? "csv" : "ndjson";
        if (format is not ("csv" or "ndjson"))
            return AuditErrors.FormatUnknown.ToProblem();
        // What was there when it was asked for: not its own entry, and no trail that grows while it is read.
        var end = await entries.EndAsync(caller.TenantId, cancellationToken);
        await audit.RecordAsync(caller, ReadAudit.Exported, new { filter, format }, cancellationToken);
        return format == "csv"
            ? TypedResults.Stream(output => export.WriteCsvAsync(caller.TenantId, filter, end, output, cancellationToken), Csv + "; charset=utf-8", "audit.csv")
            : TypedResults.Stream(output => export.WriteLinesAsync(caller.TenantId, filter, end, output, cancellationToken), "application/x-ndjson", "audit.ndjson");
    }
}
