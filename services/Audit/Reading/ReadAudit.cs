using System.Diagnostics;
using System.Text.Json;
using NlSql.Contracts;
using NlSql.Contracts.Messages;
using NlSql.ServiceDefaults;
using NlSql.ServiceDefaults.Identity;
using NlSql.ServiceDefaults.Messaging;
using Npgsql;

namespace NlSql.Audit.Reading;

/// <summary>Who looks at the trail is in it: recorded before anything is shown, and like everything else through the outbox.</summary>
internal sealed class ReadAudit(NpgsqlDataSource database, Outbox outbox, TimeProvider clock)
{
    public const string Read = "audit.read";
    public const string Exported = "audit.exported";
    public const string Verified = "audit.verified";

    public async Task RecordAsync(Caller caller, string action, object details, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await outbox.EnqueueAsync(
            transaction,
            $"audit:{caller.TenantId}",
            new AuditRecorded
            {
                TenantId = caller.TenantId,
                Actor = caller.Subject,
                At = clock.GetUtcNow(),
                Service = ServiceNames.Audit,
                Action = action,
                Outcome = "succeeded",
                DetailsJson = JsonSerializer.Serialize(details, JsonOptions.Snake),
                TraceId = Activity.Current?.TraceId.ToString(),
            },
            cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }
}
