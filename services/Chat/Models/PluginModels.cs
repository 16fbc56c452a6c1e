using System.Collections.Concurrent;
using System.Net;
using NlSql.SemanticModel.Definitions;
using NlSql.ServiceDefaults.Identity;

namespace NlSql.Chat.Models;

/// <summary>
/// The semantic models of plugins, held in memory. A model that was read more than a moment ago is still used while it is read again
/// in the background, so a question never waits for the registry and an edited plugin is noticed within seconds.
/// </summary>
internal sealed class PluginModels(IHttpClientFactory clients, TimeProvider clock, ILogger<PluginModels> logger)
{
    public const string ClientName = "plugin-registry";

    private static readonly TimeSpan FreshFor = TimeSpan.FromSeconds(2);
    private readonly ConcurrentDictionary<string, Held> held = new(StringComparer.Ordinal);

    /// <summary>The current model of a plugin; null when the registry has no valid plugin of that id.</summary>
    /// <exception cref="HttpRequestException">The registry does not answer and the model was never read.</exception>
    public async Task<ModelDefinition?> FindAsync(string pluginId, string tenantId, CancellationToken cancellationToken)
    {
        if (!held.TryGetValue(pluginId, out var known))
            return await ReadAsync(pluginId, tenantId, cancellationToken);
        if (clock.GetElapsedTime(known.ReadAt) > FreshFor && known.TryStartRefresh())
            _ = RefreshAsync(pluginId, tenantId, known);
        return known.Model;
    }

    private async Task RefreshAsync(string pluginId, string tenantId, Held known)
    {
        try
        {
            if (await ReadAsync(pluginId, tenantId, CancellationToken.None) is null)
                held.TryRemove(new(pluginId, known));
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException or System.Text.Json.JsonException or Polly.ExecutionRejectedException)
        {
            Log.RefreshFailed(logger, pluginId, e.GetType().Name);
            known.EndRefresh(clock.GetTimestamp());
        }
    }

    private async Task<ModelDefinition?> ReadAsync(string pluginId, string tenantId, CancellationToken cancellationToken)
    {
        using var request = ServiceIdentityHandler.ForTenant(
            new HttpRequestMessage(HttpMethod.Get, $"/internal/plugins/{Uri.EscapeDataString(pluginId)}/model"), tenantId);
        using var response = await clients.CreateClient(ClientName).SendAsync(request, cancellationToken);
        if (response.StatusCode == HttpStatusCode.NotFound)
            return null;
        response.EnsureSuccessStatusCode();
        var model = await response.Content.ReadFromJsonAsync<ModelDefinition>(ModelDefinitionJson.Options, cancellationToken)
            ?? throw new HttpRequestException("The registry gave an empty model.");
        held[pluginId] = new Held(held.TryGetValue(pluginId, out var known) && known.Model.Version == model.Version ? known.Model : model, clock.GetTimestamp());
        return model;
    }

    private sealed class Held(ModelDefinition model, long readAt)
    {
        private int refreshing;
        private long readAt = readAt;

        public ModelDefinition Model => model;

        public long ReadAt => Interlocked.Read(ref readAt);

        public bool TryStartRefresh() => Interlocked.CompareExchange(ref refreshing, 1, 0) == 0;

        public void EndRefresh(long now)
        {
            Interlocked.Exchange(ref readAt, now);
            Interlocked.Exchange(ref refreshing, 0);
        }
    }
}
