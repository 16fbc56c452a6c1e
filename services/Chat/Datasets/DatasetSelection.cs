using NlSql.Chat.Asking;
using NlSql.Chat.Learning;
using NlSql.Chat.Models;
using NlSql.SemanticModel.Definitions;
using NlSql.ServiceDefaults.Errors;
using NlSql.ServiceDefaults.Identity;
using Polly;

namespace NlSql.Chat.Datasets;

/// <summary>Finds what a question is asked of: the dataset that it names, or the only or newest one.</summary>
internal sealed class DatasetSelection(DatasetHeads heads, PluginModels plugins, DatasetModels models, PreparedDatasets prepared, TaughtDatasets taught, ILogger<DatasetSelection> logger)
{
    public async Task<Result<SelectedDataset>> SelectAsync(AskRequest request, Caller caller, CancellationToken cancellationToken)
    {
        var pluginId = string.IsNullOrWhiteSpace(request.Plugin) ? null : request.Plugin.ToLowerInvariant();
        try
        {
            return await SelectAsync(request, pluginId, caller, cancellationToken);
        }
        catch (Exception e) when (e is HttpRequestException or ExecutionRejectedException || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            Log.NeighbourUnavailable(logger, e.GetType().Name);
            return AskErrors.NeighbourUnavailable;
        }
    }

    private async Task<Result<SelectedDataset>> SelectAsync(AskRequest request, string? pluginId, Caller caller, CancellationToken cancellationToken)
    {
        if (!(await FindHeadAsync(request, pluginId, caller, cancellationToken)).TryGet(out var found, out var failure))
            return failure;
        var (head, assumption) = found;
        if (pluginId is not null && !string.Equals(pluginId, head.PluginId, StringComparison.OrdinalIgnoreCase))
            return AskErrors.DatasetOfOtherPlugin;
        var version = request.DatasetVersion ?? head.Version;
        if (version < 1 || version > head.Version)
            return AskErrors.VersionUnknown;
        if (await ModelAsync(head, version, caller.TenantId, cancellationToken) is not { } model)
            return head.PluginId is null ? AskErrors.ModelMissing : AskErrors.PluginUnknown;
        if (await prepared.GetAsync(caller.TenantId, head.DatasetId, version, model, cancellationToken) is not { } dataset)
            return AskErrors.VersionUnknown;
        return new SelectedDataset(await taught.OfAsync(caller.TenantId, dataset, cancellationToken), model, assumption);
    }

    // A dataset without a plugin has a model of its own, drafted from its data.
    private Task<ModelDefinition?> ModelAsync(DatasetHead head, int version, string tenantId, CancellationToken cancellationToken) => head.PluginId is { } pluginId
        ? plugins.FindAsync(pluginId, tenantId, cancellationToken)
        : models.FindAsync(tenantId, head, version, cancellationToken);

    private async Task<Result<(DatasetHead Head, string? Assumption)>> FindHeadAsync(
        AskRequest request, string? pluginId, Caller caller, CancellationToken cancellationToken)
    {
        if (request.DatasetId is { Length: > 0 } text)
        {
            if (!Guid.TryParse(text, out var id))
                return AskErrors.DatasetIdMalformed;
            return await heads.FindAsync(caller, id, cancellationToken) is { } named ? (named, null) : AskErrors.DatasetUnknown;
        }

        if (pluginId is not null && await plugins.FindAsync(pluginId, caller.TenantId, cancellationToken) is null)
            return AskErrors.PluginUnknown;
        var newest = await heads.NewestAsync(caller, pluginId, cancellationToken);
        return newest.Count switch
        {
            0 => AskErrors.NoDataset,
            1 => (newest[0], null),
            _ => (newest[0], $"No dataset was named, so the newest one is meant: \"{newest[0].Name}\"."),
        };
    }
}

/// <summary>What a question is asked of.</summary>
/// <param name="Dataset">The dataset version, prepared.</param>
/// <param name="Model">Its semantic model.</param>
/// <param name="Assumption">How it was chosen when the question did not say; null when it did.</param>
internal sealed record SelectedDataset(PreparedDataset Dataset, ModelDefinition Model, string? Assumption);
