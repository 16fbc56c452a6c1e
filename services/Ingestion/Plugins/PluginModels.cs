using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using NlSql.Ingestion.Uploads;
using NlSql.SemanticModel.Definitions;
using NlSql.ServiceDefaults.Errors;

namespace NlSql.Ingestion.Plugins;

/// <summary>
/// Models of plugins, from PluginRegistry. An upload asks for the model as it is now, which costs next to nothing beside the file; the
/// last one is kept so that uploads go on while the registry restarts.
/// </summary>
internal sealed class PluginModels(IHttpClientFactory clients, ILogger<PluginModels> logger)
{
    public const string ClientName = "plugin-registry";
    private readonly ConcurrentDictionary<string, ModelDefinition> known = new(StringComparer.Ordinal);

    /// <summary>The model of a plugin.</summary>
    public async Task<Result<ModelDefinition>> FindAsync(string pluginId, CancellationToken cancellationToken)
    {
        if (!IsIdentifier(pluginId))
            return UploadErrors.PluginUnknown(pluginId);
        try
        {
            using var client = clients.CreateClient(ClientName);
            using var response = await client.GetAsync(new Uri($"internal/plugins/{pluginId}/model", UriKind.Relative), cancellationToken);
            if (response.StatusCode == HttpStatusCode.NotFound)
            {
                known.TryRemove(pluginId, out _);
                return UploadErrors.PluginUnknown(pluginId);
            }

            if (response.IsSuccessStatusCode)
            {
                var model = await response.Content.ReadFromJsonAsync<ModelDefinition>(ModelDefinitionJson.Options, cancellationToken);
                return known[pluginId] = model ?? throw new JsonException("The model is null.");
            }

            Log.RegistryFailed(logger, (int)response.StatusCode);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested && e is HttpRequestException or TimeoutException or OperationCanceledException
            or Polly.ExecutionRejectedException)
        {
            Log.RegistryUnreachable(logger, e.GetType().Name);
        }

        return known.TryGetValue(pluginId, out var last) ? last : UploadErrors.PluginUnavailable;
    }

    private static bool IsIdentifier(string text) =>
        text.Length is > 0 and <= 32 && text.All(c => c is >= 'a' and <= 'z' or >= '0' and <= '9' or '_') && char.IsAsciiLetter(text[0]);
}
