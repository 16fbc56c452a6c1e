using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using NlSql.Testing;

namespace NlSql.System.Tests.Asking;

/// <summary>The retail sample data, uploaded through the gateway as a user would: four tables of one dataset.</summary>
internal static class RetailDataset
{
    private static readonly string[] Files = ["sales.csv.gz", "products.csv", "stores.csv", "customers.csv"];

    public static async Task<Guid> UploadAsync(HttpClient gateway, CancellationToken cancellationToken)
    {
        Guid? dataset = null;
        foreach (var file in Files)
        {
            var answer = await UploadAsync(gateway, file.Split('.')[0], Path.Combine(RepositoryFolder.Root, "sample_data", "retail", file), dataset, cancellationToken);
            dataset = answer.GetProperty("dataset_id").GetGuid();
        }

        return dataset!.Value;
    }

    public static async Task<JsonElement> UploadAsync(
        HttpClient gateway, string table, string path, Guid? dataset, CancellationToken cancellationToken)
    {
        await using var content = File.OpenRead(path);
        using var form = new MultipartFormDataContent { { new StreamContent(content) { Headers = { ContentType = MediaTypeHeaderValue.Parse("text/csv") } }, "file", Path.GetFileName(path) } };
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/upload/{table}" + (dataset is { } id ? $"?dataset_id={id}" : "")) { Content = form };
        request.Headers.Add("x-plugin", "retail");
        using var response = await gateway.SendAsync(request, cancellationToken);
        var body = await response.Content.ReadAsStringAsync(cancellationToken);
        return response.IsSuccessStatusCode
            ? JsonSerializer.Deserialize<JsonElement>(body)
            : throw new InvalidOperationException($"Upload of {table}: {(int)response.StatusCode} {body}");
    }

    public static async Task<JsonElement> AskAsync(HttpClient gateway, object body, CancellationToken cancellationToken)
    {
        using var response = await gateway.PostAsJsonAsync("/chat", body, cancellationToken);
        var text = await response.Content.ReadAsStringAsync(cancellationToken);
        return response.IsSuccessStatusCode
            ? JsonSerializer.Deserialize<JsonElement>(text)
            : throw new InvalidOperationException($"POST /chat: {(int)response.StatusCode} {text}");
    }
}
