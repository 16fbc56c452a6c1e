using System.Net;
using System.Text.Json;

namespace NlSql.Ingestion.Tests.Hosting;

/// <summary>A response with its JSON body.</summary>
public sealed record Answer(HttpStatusCode Status, JsonElement Body)
{
    /// <summary>The stable code of a problem; null when it is none.</summary>
    public string? Code => Body.ValueKind == JsonValueKind.Object && Body.TryGetProperty("code", out var code) ? code.GetString() : null;

    /// <summary>Where the thing that was made can be asked for; null when the answer does not say.</summary>
    public string? Location { get; init; }

    public Guid DatasetId => Body.GetProperty("dataset_id").GetGuid();

    public int Version => Body.GetProperty("version").GetInt32();

    public JsonElement this[string name] => Body.GetProperty(name);

    public static async Task<Answer> OfAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var text = await response.Content.ReadAsStringAsync(cancellationToken);
        return new Answer(response.StatusCode, text.Length == 0 ? default : JsonDocument.Parse(text).RootElement)
        {
            Location = response.Headers.Location?.ToString(),
        };
    }

    /// <summary>Codes of the issues of a problem, with their lines.</summary>
    public IReadOnlyList<(string Code, long? Line, string? Column)> Issues =>
        [.. Body.GetProperty("issues").EnumerateArray().Select(i => (
            i.GetProperty("code").GetString()!,
            i.TryGetProperty("line", out var line) && line.ValueKind == JsonValueKind.Number ? line.GetInt64() : (long?)null,
            i.TryGetProperty("column", out var column) ? column.GetString() : null))];
}
