using NlSql.Insights.Rules;
using NlSql.Insights.Runs;
using NlSql.SemanticModel.Definitions;
using NlSql.ServiceDefaults.Errors;

namespace NlSql.Insights.Datasets;

/// <summary>Finds what a run is about: the current version of a dataset under its plugin's model, or under its own.</summary>
internal sealed class RunSubjects(DatasetHeads heads, Neighbours neighbours, TimeProvider clock)
{
    /// <summary>The head of a dataset and its model.</summary>
    public async Task<Result<HeadModel>> ModelAsync(string tenantId, Guid datasetId, string? plugin, CancellationToken cancellationToken)
    {
        if (await heads.FindAsync(tenantId, datasetId, cancellationToken) is not { } head)
            return InsightErrors.DatasetUnknown;
        if (plugin is not null && plugin != head.PluginId)
            return InsightErrors.PluginMismatch;
        var model = head.PluginId is { } pluginId
            ? await neighbours.ModelAsync(tenantId, pluginId, cancellationToken)
            : await neighbours.ModelAsync(tenantId, head.DatasetId, head.Version, cancellationToken);
        return model is not null ? new HeadModel(head, model) : head.PluginId is null ? InsightErrors.ModelMissing : InsightErrors.PluginUnknown;
    }

    /// <summary>The same with the catalog of the version: ready to be measured.</summary>
    public async Task<Result<RunSubject>> FindAsync(string tenantId, Guid datasetId, string? plugin, CancellationToken cancellationToken)
    {
        if (!(await ModelAsync(tenantId, datasetId, plugin, cancellationToken)).TryGet(out var known, out var failure))
            return failure;
        if (await neighbours.CatalogAsync(tenantId, datasetId, known.Head.Version, cancellationToken) is not { } catalog)
            return InsightErrors.DatasetUnknown;
        return new RunSubject(known.Head, RuleSubject.Of(known.Model, catalog, DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime)));
    }
}

/// <summary>A dataset's current version and its model.</summary>
internal sealed record HeadModel(DatasetHead Head, ModelDefinition Model);

/// <summary>A dataset's current version, ready to be measured.</summary>
internal sealed record RunSubject(DatasetHead Head, RuleSubject Rules);
