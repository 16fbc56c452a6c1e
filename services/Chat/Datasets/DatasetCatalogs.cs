using System.Net;
using NlSql.Contracts.Datasets;
using NlSql.ServiceDefaults;
using NlSql.ServiceDefaults.Identity;

namespace NlSql.Chat.Datasets;

/// <summary>Reads from Ingestion what a dataset version holds: parts, columns, values. Once per version; versions never change.</summary>
internal sealed class DatasetCatalogs(IHttpClientFactory clients)
{
    public const string ClientName = "ingestion";

    /// <summary>The catalog of a version; null when there is none.</summary>
    public async Task<DatasetCatalog?> ReadAsync(string tenantId, Guid datasetId, int version, CancellationToken cancellationToken)
    {
        using var request = ServiceIdentityHandler.ForTenant(
            new HttpRequestMessage(HttpMethod.Get, $"/internal/datasets/{datasetId}/versions/{version}/catalog"), tenantId);
        using var response = await clients.CreateClient(ClientName).SendAsync(request, cancellationToken);
        if (response.StatusCode == HttpStatusCode.NotFound)
            return null;
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadFromJsonAsync<DatasetCatalog>(JsonOptions.Snake, cancellationToken);
    }
}
