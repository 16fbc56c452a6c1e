using System.Text.Json;
using NlSql.Insights.Datasets;
using NlSql.SemanticModel.Definitions;
using Polly;

namespace NlSql.Insights.Schedules;

/// <summary>
/// Keeps the schedules those of the plugins and of the models of datasets without one: a rule whose schedule was added, changed or removed
/// is planned anew without waiting for data. A plugin that cannot be read at the moment keeps its schedules.
/// </summary>
internal sealed class PlanSchedules(DatasetHeads heads, Neighbours neighbours, ScheduleStore schedules, ILogger<PlanSchedules> logger)
{
    // The model of a dataset without a plugin changes with its version alone; it is asked for once.
    private readonly Dictionary<(string TenantId, Guid DatasetId), string> planned = [];

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await schedules.DropGoneAsync(cancellationToken);
        var models = new Dictionary<(string TenantId, string PluginId), ModelDefinition?>();
        foreach (var head in await heads.AllAsync(cancellationToken))
        {
            try
            {
                await PlanAsync(head, models, cancellationToken);
            }
            catch (Exception e) when (e is HttpRequestException or JsonException or ExecutionRejectedException)
            {
                Log.NotPlanned(logger, head.DatasetId, e.GetType().Name);
            }
        }
    }

    private async Task PlanAsync(TenantHead head, Dictionary<(string TenantId, string PluginId), ModelDefinition?> models, CancellationToken cancellationToken)
    {
        if (head.PluginId is { } plugin)
        {
            if (!models.TryGetValue((head.TenantId, plugin), out var known))
                models[(head.TenantId, plugin)] = known = await neighbours.ModelAsync(head.TenantId, plugin, cancellationToken);
            if (known is not null)
                await schedules.SetAsync(head.TenantId, head.DatasetId, RuleSchedule.Of(known), cancellationToken);
            return;
        }

        var version = $"{head.Version}/{head.ModelVersion}";
        if (planned.GetValueOrDefault((head.TenantId, head.DatasetId)) == version)
            return;
        if (await neighbours.ModelAsync(head.TenantId, head.DatasetId, head.Version, cancellationToken) is { } own)
            await schedules.SetAsync(head.TenantId, head.DatasetId, RuleSchedule.Of(own), cancellationToken);
        planned[(head.TenantId, head.DatasetId)] = version;
    }
}
