using System.Text.Json;
using NlSql.Contracts;
using NlSql.ServiceDefaults.Identity;

namespace NlSql.Gateway.Health;

/// <summary>How one service is.</summary>
/// <param name="Status">healthy, degraded, unhealthy, or unreachable.</param>
/// <param name="Checks">What it says of its parts; null when it says nothing.</param>
/// <param name="DurationMs">How long it took to say so.</param>
internal sealed record ServiceState(string Status, JsonElement? Checks, double DurationMs);

/// <summary>Asks the services how they are.</summary>
internal sealed class ServiceStates(HttpClient client, IdentitySigner signer, TimeProvider clock)
{
    public const string Unreachable = "unreachable";

    public async Task<ServiceState> AskAsync(string service, CancellationToken cancellationToken)
    {
        var start = clock.GetTimestamp();
        try
        {
            using var response = await client.GetAsync(new Uri($"http://{service}/health"), cancellationToken);
            using var body = await JsonDocument.ParseAsync(await response.Content.ReadAsStreamAsync(cancellationToken), cancellationToken: cancellationToken);
            var status = body.RootElement.TryGetProperty("status", out var stated) ? stated.GetString() : null;
            var checks = body.RootElement.TryGetProperty("checks", out var parts) ? WithoutData(parts) : (JsonElement?)null;
            return new ServiceState(status ?? Unreachable, checks, Elapsed(start));
        }
        catch (Exception e) when (e is HttpRequestException or JsonException || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return new ServiceState(Unreachable, null, Elapsed(start));
        }
    }

    /// <summary>How many plugins the catalog has; null when the registry does not say.</summary>
    public async Task<int?> CountPluginsAsync(CancellationToken cancellationToken)
    {
        const string path = "/plugins";
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri($"http://{ServiceNames.PluginRegistry}{path}"));
        request.Headers.Add(IdentitySigner.Header, signer.Sign(new Caller("-", ServiceNames.Gateway, Roles.Service), "GET", path, 0));
        try
        {
            using var response = await client.SendAsync(request, cancellationToken);
            if (!response.IsSuccessStatusCode)
                return null;
            using var body = await JsonDocument.ParseAsync(await response.Content.ReadAsStreamAsync(cancellationToken), cancellationToken: cancellationToken);
            var list = body.RootElement;
            if (list.ValueKind == JsonValueKind.Object && !list.TryGetProperty("plugins", out list))
                return null;
            return list.ValueKind == JsonValueKind.Array ? list.GetArrayLength() : null;
        }
        catch (Exception e) when (e is HttpRequestException or JsonException || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return null;
        }
    }

    /// <summary>Each part's status and words; addresses and queues are for operators, who can ask the service itself.</summary>
    private static JsonElement WithoutData(JsonElement checks) => JsonSerializer.SerializeToElement(checks.EnumerateObject().ToDictionary(
        check => check.Name,
        check => check.Value.TryGetProperty("status", out var status) ? status.GetString() : null));

    private double Elapsed(long start) => Math.Round(clock.GetElapsedTime(start).TotalMilliseconds, 1);
}
