using System.Net;
using NlSql.Contracts.Datasets;
using NlSql.SemanticModel.Definitions;
using NlSql.ServiceDefaults;
using NlSql.ServiceDefaults.Identity;

namespace NlSql.Insights.Datasets;

/// <summary>What other services know: the model of a plugin, and what a dataset version holds.</summary>
internal sealed class Neighbours(IHttpClientFactory clients)
{
    public const string Registry = "plugin-registry";
    public const string Ingestion = "ingestion";

    /// <summary>The model of a plugin; null when there is no valid plugin of that id.</summary>
    public Task<ModelDefinition?> ModelAsync(string tenantId, string pluginId, CancellationToken cancellationToken) =>
        ReadAsync<ModelDefinition>(Registry, $"/internal/plugins/{Uri.EscapeDataString(pluginId)}/model", tenantId, ModelDefinitionJson.Options, cancellationToken);

    /// <summary>The model of a dataset without a plugin; null when it has none.</summary>
    public Task<ModelDefinition?> ModelAsync(string tenantId, Guid datasetId, int version, CancellationToken cancellationToken) =>
        ReadAsync<ModelDefinition>(Ingestion, $"/internal/datasets/{datasetId}/versions/{version}/model", tenantId, ModelDefinitionJson.Options, cancellationToken);

    /// <summary>The catalog of a dataset version; null when it is gone.</summary>
    public Task<DatasetCatalog?> CatalogAsync(string tenantId, Guid datasetId, int version, CancellationToken cancellationToken) =>
        ReadAsync<DatasetCatalog>(Ingestion, $"/internal/datasets/{datasetId}/versions/{version}/catalog", tenantId, JsonOptions.Snake, cancellationToken);

    private async Task<T?> ReadAsync<T>(
        string service, string path, string tenantId, System.Text.Json.JsonSerializerOptions json, CancellationToken cancellationToken)
        where T : class
    {
        using var request = ServiceIdentityHandler.ForTenant(new HttpRequestMessage(HttpMethod.Get, path), tenantId);
        using var response = await clients.CreateClient(service).SendAsync(request, cancellationToken);
        if (response.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.Gone)
            return null;
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadFromJsonAsync<T>(json, cancellationToken);
    }
}
