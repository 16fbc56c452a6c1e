using System.Diagnostics;
using System.Text.Json;
using NlSql.Contracts;
using NlSql.Contracts.Messages;
using NlSql.ServiceDefaults;
using NlSql.ServiceDefaults.Identity;
using NlSql.ServiceDefaults.Messaging;
using Npgsql;

namespace NlSql.Chat;

/// <summary>Audit events of this service: what all of them say, and the queue that keeps those of a tenant in order.</summary>
internal static class ChatAudit
{
    /// <summary>What a caller did; the caller of this adds what it was done to.</summary>
    public static AuditRecorded Of(Caller caller, DateTimeOffset at, string action, string outcome, object details) => new()
    {
        TenantId = caller.TenantId,
        Actor = caller.Subject,
        At = at,
        Service = ServiceNames.Chat,
        Action = action,
        Outcome = outcome,
        DetailsJson = JsonSerializer.Serialize(details, JsonOptions.Snake),
        TraceId = Activity.Current?.TraceId.ToString(),
    };

    /// <summary>Stores an event in the transaction of what it reports; returns its id.</summary>
    public static Task<Guid> AuditAsync(this Outbox outbox, NpgsqlTransaction transaction, AuditRecorded recorded, CancellationToken cancellationToken) =>
        outbox.EnqueueAsync(transaction, $"audit:{recorded.TenantId}", recorded, cancellationToken);
}
