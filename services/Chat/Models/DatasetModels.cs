using System.Net;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Options;
using NlSql.Chat.Datasets;
using NlSql.SemanticModel.Definitions;
using NlSql.ServiceDefaults.Identity;

namespace NlSql.Chat.Models;

/// <summary>
/// The semantic models of datasets without a plugin, from Ingestion. The dataset's head says which one holds, so a model that was changed a moment ago is
/// used by the next question; what is held in memory never changes, and is bounded.
/// </summary>
internal sealed class DatasetModels(IHttpClientFactory clients, IOptions<ChatOptions> options) : IDisposable
{
    private readonly MemoryCache held = new(new MemoryCacheOptions { SizeLimit = options.Value.PreparedDatasets });

    /// <summary>The model of a dataset version; null when it has none.</summary>
    /// <param name="tenantId">The owner.</param>
    /// <param name="head">The dataset's head.</param>
    /// <param name="version">The version that is asked; an earlier one keeps the model that it had.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <exception cref="HttpRequestException">Ingestion does not answer and the model was never read.</exception>
    public async Task<ModelDefinition?> FindAsync(string tenantId, DatasetHead head, int version, CancellationToken cancellationToken)
    {
        if (head.ModelVersion is null)
            return null;
        var isCurrent = version == head.Version;
        if (held.TryGetValue(Key(isCurrent ? head.ModelVersion : null), out ModelDefinition? known))
            return known;
        using var request = ServiceIdentityHandler.ForTenant(
            new HttpRequestMessage(HttpMethod.Get, $"/internal/datasets/{head.DatasetId}/versions/{version}/model"), tenantId);
        using var response = await clients.CreateClient(DatasetCatalogs.ClientName).SendAsync(request, cancellationToken);
        if (response.StatusCode == HttpStatusCode.NotFound)
            return null;
        response.EnsureSuccessStatusCode();
        var model = await response.Content.ReadFromJsonAsync<ModelDefinition>(ModelDefinitionJson.Options, cancellationToken)
            ?? throw new HttpRequestException("Ingestion gave an empty model.");
        // Under the version that came, which is newer than the head's when somebody changed it in between.
        return held.Set(Key(isCurrent ? model.Version : null), model, new MemoryCacheEntryOptions { Size = 1 });

        (string, Guid, int, string?) Key(string? modelVersion) => (tenantId, head.DatasetId, version, modelVersion);
    }

    public void Dispose() => held.Dispose();
}
