using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using NlSql.ServiceDefaults.Identity;

namespace NlSql.Gateway.Documentation;

/// <summary>Asks the services for their OpenAPI documents. One that is down is described as it last was.</summary>
internal sealed class ServiceDocuments(HttpClient client, IdentitySigner signer, KnownDocuments known)
{
    private const string Path = "/openapi/v1.json";

    /// <summary>The document of a service; null when it has not been seen yet.</summary>
    public async Task<JsonObject?> FindAsync(string service, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri($"http://{service}{Path}"));
        request.Headers.Add(IdentitySigner.Header, signer.Sign(new Caller("-", Contracts.ServiceNames.Gateway, Roles.Service), "GET", Path, 0));
        try
        {
            using var response = await client.SendAsync(request, cancellationToken);
            if (response.IsSuccessStatusCode)
                known.Keep(service, await response.Content.ReadAsStringAsync(cancellationToken));
        }
        catch (Exception e) when (e is HttpRequestException or JsonException || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            // Described as it last was.
        }

        return known.Find(service);
    }
}

/// <summary>The newest document of each service.</summary>
internal sealed class KnownDocuments
{
    private readonly ConcurrentDictionary<string, string> documents = new();

    /// <exception cref="JsonException">It is no JSON object.</exception>
    public void Keep(string service, string document)
    {
        if (JsonNode.Parse(document) is not JsonObject)
            throw new JsonException($"The document of {service} is no object.");
        documents[service] = document;
    }

    public JsonObject? Find(string service) => documents.TryGetValue(service, out var document) ? JsonNode.Parse(document)!.AsObject() : null;
}
