using System.Diagnostics;
using System.Text.Json;
using NlSql.Contracts.Messages;
using NlSql.ServiceDefaults.Database;
using NlSql.ServiceDefaults.Identity;
using NlSql.ServiceDefaults.Messaging;
using Npgsql;

namespace NlSql.ServiceDefaults.Auditing;

/// <summary>
/// Makes the service's audit events, and stores them for the relay. Events of a tenant share a queue of the outbox, so they reach its chain in the
/// order in which they were stored.
/// </summary>
public sealed class AuditTrail(GroupCommit commits, Outbox outbox, OutboxSignal signal, ServiceInformation service, TimeProvider clock)
{
    /// <summary>The actor of what happens by itself.</summary>
    public const string SystemActor = "system";

    /// <summary>The outcome of what was done as asked.</summary>
    public const string Succeeded = "succeeded";

    /// <summary>What a caller did, now; the caller of this adds what it was done to.</summary>
    /// <param name="caller">Who did it.</param>
    /// <param name="action"><c>noun.verb</c>.</param>
    /// <param name="details">What else is worth keeping; no rows and no secrets.</param>
    /// <param name="outcome">How it ended.</param>
    public AuditRecorded Of(Caller caller, string action, object? details = null, string outcome = Succeeded) =>
        Of(caller.TenantId, caller.Subject, action, details, outcome);

    /// <summary>The same of an actor who is no caller: <see cref="SystemActor"/>, or somebody whose call ended before.</summary>
    public AuditRecorded Of(string tenantId, string actor, string action, object? details = null, string outcome = Succeeded) => new()
    {
        TenantId = tenantId,
        Actor = actor,
        At = clock.GetUtcNow(),
        Service = service.Name,
        Action = action,
        Outcome = outcome,
        DetailsJson = details is null ? null : JsonSerializer.Serialize(details, JsonOptions.Snake),
        TraceId = Activity.Current?.TraceId.ToString(),
    };

    /// <summary>Stores an event in the transaction of what it reports; returns its id in the trail.</summary>
    public Task<Guid> AddAsync(NpgsqlTransaction transaction, AuditRecorded recorded, CancellationToken cancellationToken) =>
        outbox.EnqueueAsync(transaction, AggregateOf(recorded), recorded, cancellationToken);

    /// <summary>Stores an event that reports no change of this database.</summary>
    public Task AddAsync(AuditRecorded recorded, CancellationToken cancellationToken) => CommitAsync(Prepare(recorded), [], cancellationToken);

    /// <summary>An event with its id in the trail, for <see cref="CommitAsync"/>.</summary>
    public PreparedMessage Prepare(AuditRecorded recorded) => outbox.Prepare(AggregateOf(recorded), recorded);

    /// <summary>Commits changes together with the event that reports them; with what others commit at the same time, in one round trip.</summary>
    /// <exception cref="NpgsqlException">Neither the changes nor the event are kept.</exception>
    public async Task CommitAsync(PreparedMessage reports, IEnumerable<NpgsqlBatchCommand> changes, CancellationToken cancellationToken)
    {
        await commits.WriteAsync([reports.Statement, .. changes], cancellationToken);
        signal.Raise();
    }

    private static string AggregateOf(AuditRecorded recorded) => $"audit:{recorded.TenantId}";
}
