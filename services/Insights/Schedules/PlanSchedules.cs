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
    // What was planned for each dataset, by the version of its model: what stays as it is costs nothing.
    private Dictionary<(string TenantId, Guid DatasetId), string> planned = [];

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await schedules.DropGoneAsync(cancellationToken);
        var models = new Dictionary<(string TenantId, string PluginId), ModelDefinition?>();
        var next = new Dictionary<(string TenantId, Guid DatasetId), string>();
        foreach (var head in await heads.AllAsync(cancellationToken))
        {
            try
            {
                if (await PlanAsync(head, models, cancellationToken) is { } version)
                    next[(head.TenantId, head.DatasetId)] = version;
            }
            catch (Exception e) when (e is HttpRequestException or JsonException or ExecutionRejectedException || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
            {
                Log.NotPlanned(logger, head.DatasetId, e.GetType().Name);
            }
        }

        planned = next;
    }

    // The model of a dataset without a plugin changes with the dataset alone, so it is asked for once.
    private async Task<string?> PlanAsync(TenantHead head, Dictionary<(string TenantId, string PluginId), ModelDefinition?> models, CancellationToken cancellationToken)
    {
        var known = planned.GetValueOrDefault((head.TenantId, head.DatasetId));
        var own = $"{head.Version}/{head.ModelVersion}";
        if (head.PluginId is null && known == own)
            return known;
        if (await ModelAsync(head, models, cancellationToken) is not { } model)
            return null;
        var version = head.PluginId is null ? own : model.Version;
        if (known != version)
            await schedules.SetAsync(head.TenantId, head.DatasetId, RuleSchedule.Of(model), cancellationToken);
        return version;
    }

    private async Task<ModelDefinition?> ModelAsync(TenantHead head, Dictionary<(string TenantId, string PluginId), ModelDefinition?> models, CancellationToken cancellationToken)
    {
        if (head.PluginId is not { } plugin)
            return await neighbours.ModelAsync(head.TenantId, head.DatasetId, head.Version, cancellationToken);
        if (!models.TryGetValue((head.TenantId, plugin), out var model))
            models[(head.TenantId, plugin)] = model = await neighbours.ModelAsync(head.TenantId, plugin, cancellationToken);
        return model;
    }
}
