using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using NlSql.ServiceDefaults;
using NlSql.ServiceDefaults.Identity;

namespace NlSql.Testing.Http;

/// <summary>What a service said to a request.</summary>
public sealed record Reply(HttpStatusCode Status, JsonElement Body);

/// <summary>Sends requests to a service under test as the gateway would: with a signed identity.</summary>
public static class SignedRequests
{
    /// <summary>Sends <paramref name="body"/> as JSON; a string is sent as it is.</summary>
    public static async Task<Reply> SendSignedAsync(
        this HttpClient client, IdentitySigner signer, Caller caller, HttpMethod method, string path, object? body, CancellationToken cancellationToken)
    {
        var bytes = body switch
        {
            null => [],
            string text => Encoding.UTF8.GetBytes(text),
            _ => JsonSerializer.SerializeToUtf8Bytes(body, JsonOptions.Snake),
        };
        using var request = new HttpRequestMessage(method, path);
        if (body is not null)
            request.Content = new ByteArrayContent(bytes) { Headers = { ContentType = new("application/json") } };
        request.Headers.Add(IdentitySigner.Header, signer.Sign(caller, method.Method, path.Split('?')[0], bytes.Length));
        using var response = await client.SendAsync(request, cancellationToken);
        return new Reply(response.StatusCode, response.StatusCode == HttpStatusCode.NoContent ? default : await response.Content.ReadFromJsonAsync<JsonElement>(cancellationToken));
    }
}
