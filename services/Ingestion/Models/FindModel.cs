using Npgsql;
using NlSql.Ingestion.Datasets;
using NlSql.ServiceDefaults.Errors;
using NlSql.ServiceDefaults.Identity;

namespace NlSql.Ingestion.Models;

/// <summary>Finds the model of a dataset version.</summary>
internal static class FindModel
{
    /// <summary>The newest revision of the model of a version, of the current one when none is named.</summary>
    public static async Task<Result<StoredModel>> ExecuteAsync(
        NpgsqlDataSource database, Caller caller, Guid datasetId, int? version, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        if (!Usable(await DatasetStore.FindAsync(connection, caller.TenantId, datasetId, cancellationToken), datasetId).TryGet(out var dataset, out var failure))
            return failure;
        var wanted = version ?? dataset.CurrentVersion;
        if (wanted < 1 || wanted > dataset.CurrentVersion)
            return DatasetErrors.VersionUnknown(datasetId, wanted);
        return await DatasetModelStore.NewestAsync(connection, dataset, wanted, cancellationToken) is { } stored ? stored : ModelErrors.None(datasetId, wanted);
    }

    /// <summary>The dataset, if it is there and has a model of its own.</summary>
    public static Result<DatasetRow> Usable(DatasetRow? found, Guid datasetId)
    {
        if (!DatasetStore.Usable(found, datasetId).TryGet(out var dataset, out var failure))
            return failure;
        return dataset.PluginId is { } plugin ? ModelErrors.OfPlugin(plugin) : dataset;
    }
}
