using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using NlSql.Ingestion.Jobs;
using NlSql.ServiceDefaults.Auditing;
using NlSql.ServiceDefaults.Errors;
using NlSql.ServiceDefaults.Identity;

namespace NlSql.Ingestion.Uploads;

internal static class UploadEndpoints
{
    // Room for the form around the file.
    private const long FormOverhead = 64 << 10;

    public static void MapUploads(this IEndpointRouteBuilder routes) =>
        routes.MapGroup("/upload").RequireAuthorization(Roles.Editor).WithTags("Uploads")
            .MapPost("/{table}", UploadAsync).WithName("Upload")
            .WithSummary("Upload a CSV file into a table; it becomes a new version of a dataset.")
            .DisableAntiforgery();

    [Audited("dataset.uploaded", RecordsRefusals = true)]
    private static async Task<Results<Ok<UploadResponse>, Accepted<JobResponse>, ProblemHttpResult>> UploadAsync(
        string table, HttpRequest request, Caller caller, UploadTable upload, IOptions<UploadOptions> options, CancellationToken cancellationToken)
    {
        // Other routes take small JSON bodies; the file itself is counted while it is read.
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = options.Value.MaximumBytes + FormOverhead;
        var result = await upload.ExecuteAsync(UploadRequest.Of(request, table), caller, cancellationToken);
        if (!result.TryGet(out var outcome, out var failure))
            return failure.ToProblem();
        return outcome.Job is { } job ? TypedResults.Accepted($"/jobs/{job.JobId:D}", JobResponse.Of(job)) : TypedResults.Ok(outcome.Response!);
    }
}
