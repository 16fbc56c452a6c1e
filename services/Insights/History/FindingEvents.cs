using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Features;
using Npgsql;
using NlSql.Insights.Runs;
using NlSql.ServiceDefaults;
using NlSql.ServiceDefaults.Errors;
using NlSql.ServiceDefaults.Identity;

namespace NlSql.Insights.History;

/// <summary>
/// New findings of a tenant as server-sent events, read from their table, so on any replica. The id of each event is the finding's place in the
/// tenant's order: a client that comes back with the last one gets what it missed.
/// </summary>
internal sealed class FindingEvents(ToldFindings findings, IHostApplicationLifetime service, TimeProvider clock)
{
    /// <summary>Streams of one tenant at a time, on one replica.</summary>
    public const int MostOfTenant = 20;

    /// <summary>Streams at a time, on one replica.</summary>
    public const int MostStreams = 200;

    private const int Batch = 50;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(15);
    private readonly Dictionary<string, int> streams = new(StringComparer.Ordinal);

    /// <summary>Sends a <c>finding</c> event for each finding from now on, or from the one after <c>Last-Event-ID</c>.</summary>
    public async Task<IResult> ExecuteAsync(Caller caller, Guid? datasetId, HttpContext http, CancellationToken cancellationToken)
    {
        var seen = http.Request.Headers["Last-Event-ID"].ToString();
        long? last = long.TryParse(seen, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;
        if (seen.Length > 0 && last is null)
            return InsightErrors.CursorInvalid.ToProblem();
        if (!TryEnter(caller.TenantId))
            return HistoryErrors.TooManyStreams.ToProblem();
        try
        {
            await StreamAsync(caller.TenantId, datasetId, last, http, cancellationToken);
        }
        finally
        {
            Leave(caller.TenantId);
        }

        return TypedResults.Empty;
    }

    private async Task StreamAsync(string tenantId, Guid? datasetId, long? last, HttpContext http, CancellationToken cancellationToken)
    {
        http.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        http.Response.ContentType = "text/event-stream";
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers["X-Accel-Buffering"] = "no";
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, service.ApplicationStopping);
        try
        {
            var after = last ?? await findings.NewestAsync(tenantId, over.Token);
            // Headers go out at once, with the first line; from here on nothing is missed.
            await WriteAsync(http.Response, ": insights\n\n", over.Token);
            await FollowAsync(http.Response, tenantId, datasetId, after, over.Token);
        }
        catch (OperationCanceledException) when (over.IsCancellationRequested)
        {
            // The client has left, or comes back to another replica.
        }
    }

    private async Task FollowAsync(HttpResponse response, string tenantId, Guid? datasetId, long after, CancellationToken cancellationToken)
    {
        var silentSince = clock.GetTimestamp();
        while (true)
        {
            var told = await NextAsync(tenantId, datasetId, after, cancellationToken);
            foreach (var finding in told)
            {
                await WriteAsync(
                    response,
                    string.Create(CultureInfo.InvariantCulture, $"id: {finding.Id}\nevent: finding\ndata: {JsonSerializer.Serialize(finding, JsonOptions.Snake)}\n\n"),
                    cancellationToken);
                (after, silentSince) = (finding.Id, clock.GetTimestamp());
            }

            if (clock.GetElapsedTime(silentSince) >= Heartbeat)
            {
                await WriteAsync(response, ": still there\n\n", cancellationToken);
                silentSince = clock.GetTimestamp();
            }

            if (told.Count < Batch)
                await Task.Delay(Pause, clock, cancellationToken);
        }
    }

    private async Task<IReadOnlyList<ToldFinding>> NextAsync(string tenantId, Guid? datasetId, long after, CancellationToken cancellationToken)
    {
        try
        {
            return await findings.AfterAsync(tenantId, datasetId, after, Batch, cancellationToken);
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException)
        {
            // No news while the database is away.
            return [];
        }
    }

    private static async Task WriteAsync(HttpResponse response, string text, CancellationToken cancellationToken)
    {
        await response.WriteAsync(text, cancellationToken);
        await response.Body.FlushAsync(cancellationToken);
    }

    private bool TryEnter(string tenantId)
    {
        lock (streams)
        {
            var own = streams.GetValueOrDefault(tenantId);
            if (own >= MostOfTenant || streams.Values.Sum() >= MostStreams)
                return false;
            streams[tenantId] = own + 1;
            return true;
        }
    }

    private void Leave(string tenantId)
    {
        lock (streams)
        {
            if (--streams[tenantId] == 0)
                streams.Remove(tenantId);
        }
    }
}

/// <summary>Why findings are not streamed.</summary>
internal static class HistoryErrors
{
    public static Failure TooManyStreams { get; } = new(
        FailureKind.TooMany, "insights.too-many-streams", "Too many clients follow the findings at the moment. Close a stream, or try again later.")
    { RetryAfterSeconds = 30 };
}
