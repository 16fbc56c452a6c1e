using NlSql.ServiceDefaults.Auditing;
using NlSql.ServiceDefaults.Identity;
using Npgsql;

namespace NlSql.PluginRegistry.Plugins;

/// <summary>Leaves reloads that somebody asked for in the trail, also those that changed nothing. What changed is recorded plugin by plugin.</summary>
internal sealed class ReloadAudit(AuditTrail audit, ILogger<ReloadAudit> logger)
{
    public async Task RecordAsync(Caller caller, CatalogState state, TimeSpan took, CancellationToken cancellationToken)
    {
        var details = new
        {
            served = state.Models.Count(),
            invalid = state.Plugins.Values.Where(p => p.Problems.Count > 0).Select(p => p.Id),
        };
        try
        {
            await audit.AddAsync(audit.Of(caller, "plugin.reloaded", details) with { DurationMs = took.TotalMilliseconds }, cancellationToken);
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException)
        {
            // Plugins are served without the database; the changes that the reload made are recorded when it is back.
            Log.ReloadNotRecorded(logger, e.GetType().Name);
        }
    }
}
