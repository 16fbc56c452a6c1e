using System.Diagnostics.Metrics;
using System.Text.Json;
using NlSql.Contracts;
using NlSql.Contracts.Messages;
using NlSql.ServiceDefaults;

namespace NlSql.Gateway.Refusals;

/// <summary>
/// Reports refusals to the trail. What Audit does not take waits for the next try, up to a bound; beyond it the oldest are given up, which is logged
/// and counted. Nothing that a caller waits for depends on it.
/// </summary>
internal sealed class ReportRefusals : BackgroundService
{
    /// <summary>Entries that wait for Audit at most.</summary>
    public const int MostWaiting = 10_000;

    /// <summary>The client that Audit is asked with.</summary>
    public const string Client = "audit-entries";

    private const int Batch = 100;

    // Each gateway counts what it refused itself. In Kubernetes the machine is the pod; on one machine the process tells them apart.
    private static readonly string Replica = $"{Environment.MachineName}/{Environment.ProcessId}";
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);
    private readonly OpenRefusals refusals;
    private readonly IHttpClientFactory clients;
    private readonly TimeProvider clock;
    private readonly ILogger<ReportRefusals> logger;
    private readonly Queue<ReportedEvent> waiting = [];

    // A host may be stopped twice at once.
    private readonly SemaphoreSlim one = new(1);
    private readonly Counter<long> refused;
    private readonly Counter<long> unreported;
    private bool failing;

    public ReportRefusals(OpenRefusals refusals, IHttpClientFactory clients, IMeterFactory meters, TimeProvider clock, ILogger<ReportRefusals> logger)
    {
        (this.refusals, this.clients, this.clock, this.logger) = (refusals, clients, clock, logger);
        var meter = meters.Create("NlSql.Gateway");
        refused = meter.CreateCounter<long>("nlsql.gateway.refusals", description: "Requests that the gateway refused, by code");
        unreported = meter.CreateCounter<long>("nlsql.gateway.refusals.unreported", description: "Entries about refusals that the trail could not be given");
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await one.WaitAsync(cancellationToken);
        try
        {
            await ReportAsync(all: true, cancellationToken);
            GiveUp(waiting.Count);
        }
        finally
        {
            one.Release();
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
            await ReportAsync(all: false, stoppingToken);
    }

    private async Task ReportAsync(bool all, CancellationToken cancellationToken)
    {
        foreach (var refusal in refusals.Take(all))
        {
            refused.Add(refusal.Count, new KeyValuePair<string, object?>("code", refusal.Key.Code));
            waiting.Enqueue(EventOf(refusal));
        }

        GiveUp(waiting.Count - MostWaiting);
        while (waiting.Count > 0 && await SendAsync([.. waiting.Take(Batch)], cancellationToken))
        {
            for (var sent = Math.Min(Batch, waiting.Count); sent > 0; sent--)
                waiting.Dequeue();
        }
    }

    private void GiveUp(int entries)
    {
        if (entries <= 0)
            return;
        unreported.Add(entries);
        Log.RefusalsNotReported(logger, entries);
        for (var i = 0; i < entries; i++)
            waiting.Dequeue();
    }

    private async Task<bool> SendAsync(IReadOnlyList<ReportedEvent> events, CancellationToken cancellationToken)
    {
        try
        {
            using var client = clients.CreateClient(Client);
            using var response = await client.PostAsJsonAsync($"http://{ServiceNames.Audit}/internal/entries", events, JsonOptions.Snake, cancellationToken);
            response.EnsureSuccessStatusCode();
            failing = false;
            return true;
        }
        // A host that is taken down twice at once may have nothing left to send with.
        catch (Exception e) when (e is HttpRequestException or TimeoutException or ObjectDisposedException || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            if (!failing)
                Log.TrailUnreachable(logger, e.GetType().Name);
            failing = true;
            return false;
        }
    }

    private static ReportedEvent EventOf(Refusal refusal)
    {
        var details = new { refusal.Method, refusal.Route, refusal.Status, refusal.Key.Code, refusal.Key.Address, refusal.Count, last_at = refusal.Last, Replica };
        return new ReportedEvent(refusal.Id, new AuditRecorded
        {
            TenantId = refusal.Key.Tenant,
            Actor = refusal.Key.Actor,
            At = refusal.First,
            Service = ServiceNames.Gateway,
            Action = "access.refused",
            Outcome = "rejected",
            DetailsJson = JsonSerializer.Serialize(details, JsonOptions.Snake),
            TraceId = refusal.TraceId,
        });
    }
}
