using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Features;
using Npgsql;
using NlSql.ServiceDefaults;
using NlSql.ServiceDefaults.Errors;
using NlSql.ServiceDefaults.Identity;

namespace NlSql.Ingestion.Jobs;

/// <summary>
/// A job as server-sent events, from its row, so on any replica and after a restart. Each event tells everything, so one that was
/// missed is not missing: a client that comes back gets the newest, if it has not seen it.
/// </summary>
internal sealed class JobEvents(JobStore jobs, IHostApplicationLifetime service, TimeProvider clock)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(15);

    /// <summary>Sends <c>progress</c> events, then one that is named after how the job ended.</summary>
    public async Task<IResult> ExecuteAsync(Caller caller, Guid jobId, HttpContext http, CancellationToken cancellationToken)
    {
        if (await jobs.FindAsync(caller.TenantId, jobId, cancellationToken) is not { } job)
            return JobErrors.Unknown(jobId).ToProblem();
        var seen = http.Request.Headers["Last-Event-ID"].ToString();
        // A browser asks again when a stream ends; this tells it that there will be no more.
        if (job.FinishedAt is not null && seen == IdOf(job))
            return TypedResults.NoContent();

        http.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        http.Response.ContentType = "text/event-stream";
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers["X-Accel-Buffering"] = "no";
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, service.ApplicationStopping);
        try
        {
            await SendAsync(http.Response, job, seen, over.Token);
        }
        catch (OperationCanceledException) when (over.IsCancellationRequested)
        {
            // The client has left, or comes back to another replica.
        }

        return TypedResults.Empty;
    }

    private async Task SendAsync(HttpResponse response, UploadJob? job, string seen, CancellationToken cancellationToken)
    {
        var silentSince = clock.GetTimestamp();
        // Headers go out at once, with the first line.
        await WriteAsync(response, ": job\n\n", cancellationToken);
        for (var tenant = job!.TenantId; job is not null; job = await FindAsync(tenant, job, cancellationToken))
        {
            if (IdOf(job) is var id && id != seen)
            {
                await WriteAsync(response, $"id: {id}\nevent: {NameOf(job)}\ndata: {JsonSerializer.Serialize(JobResponse.Of(job), JsonOptions.Snake)}\n\n", cancellationToken);
                (seen, silentSince) = (id, clock.GetTimestamp());
            }
            else if (clock.GetElapsedTime(silentSince) >= Heartbeat)
            {
                await WriteAsync(response, ": still there\n\n", cancellationToken);
                silentSince = clock.GetTimestamp();
            }

            if (job.FinishedAt is not null)
                return;
            await Task.Delay(Pause, clock, cancellationToken);
        }
    }

    private async Task<UploadJob?> FindAsync(string tenant, UploadJob last, CancellationToken cancellationToken)
    {
        try
        {
            return await jobs.FindAsync(tenant, last.JobId, cancellationToken);
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException)
        {
            // No news while the database is away.
            return last;
        }
    }

    private static async Task WriteAsync(HttpResponse response, string text, CancellationToken cancellationToken)
    {
        await response.WriteAsync(text, cancellationToken);
        await response.Body.FlushAsync(cancellationToken);
    }

    private static string NameOf(UploadJob job) => job.FinishedAt is null ? "progress" : job.State.ToString().ToLowerInvariant();

    private static string IdOf(UploadJob job) => job.UpdatedAt.Ticks.ToString(CultureInfo.InvariantCulture);
}
