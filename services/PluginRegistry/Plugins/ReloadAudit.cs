using System.Diagnostics;
using System.Text.Json;
using NlSql.Contracts;
using NlSql.Contracts.Messages;
using NlSql.ServiceDefaults;
using NlSql.ServiceDefaults.Identity;
using NlSql.ServiceDefaults.Messaging;
using Npgsql;

namespace NlSql.PluginRegistry.Plugins;

/// <summary>Leaves reloads that somebody asked for in the trail, also those that changed nothing. What changed is recorded plugin by plugin.</summary>
internal sealed class ReloadAudit(NpgsqlDataSource database, Outbox outbox, TimeProvider clock, ILogger<ReloadAudit> logger)
{
    public async Task RecordAsync(Caller caller, CatalogState state, TimeSpan took, CancellationToken cancellationToken)
    {
        var details = new
        {
            served = state.Models.Count(),
            invalid = state.Plugins.Values.Where(p => p.Problems.Count > 0).Select(p => p.Id),
        };
        var reloaded = new AuditRecorded
        {
            TenantId = caller.TenantId,
            Actor = caller.Subject,
            At = clock.GetUtcNow(),
            Service = ServiceNames.PluginRegistry,
            Action = "plugin.reloaded",
            Outcome = "succeeded",
            DetailsJson = JsonSerializer.Serialize(details, JsonOptions.Snake),
            DurationMs = took.TotalMilliseconds,
            TraceId = Activity.Current?.TraceId.ToString(),
        };
        try
        {
            await using var connection = await database.OpenConnectionAsync(cancellationToken);
            await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
            await outbox.EnqueueAsync(transaction, $"audit:{caller.TenantId}", reloaded, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException)
        {
            // Plugins are served without the database; the changes that the reload made are recorded when it is back.
            Log.ReloadNotRecorded(logger, e.GetType().Name);
        }
    }
}
