using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace NlSql.ServiceDefaults.OpenApi;

/// <summary>
/// What the OpenAPI document says of one operation beyond its code: the file <c>OpenApi/&lt;operation id&gt;.json</c> of the service.
/// </summary>
internal sealed record OperationText
{
    private static readonly JsonSerializerOptions Strict = new(JsonOptions.Snake) { UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow };

    /// <summary>More than the summary says; null when that is all.</summary>
    public string? Description { get; init; }

    /// <summary>Parameters of the path and the query by name.</summary>
    public IReadOnlyDictionary<string, string> Parameters { get; init; } = new Dictionary<string, string>();

    /// <summary>Headers by name: the handler reads them itself.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>Fields of a multipart form by name; <c>file</c> is the file.</summary>
    public IReadOnlyDictionary<string, string> Form { get; init; } = new Dictionary<string, string>();

    /// <summary>Example of the body; null when there is none.</summary>
    public JsonNode? Request { get; init; }

    /// <summary>Example of the answer; null when it has no body.</summary>
    public JsonNode? Response { get; init; }

    /// <summary>Content type of the answer where it is no JSON.</summary>
    public string? ResponseContent { get; init; }

    /// <summary>Example of the same answer as server-sent events, where they can be asked for.</summary>
    public string? Events { get; init; }

    /// <summary>Other answers that are no errors, by status.</summary>
    public IReadOnlyDictionary<string, OtherAnswer> Otherwise { get; init; } = new Dictionary<string, OtherAnswer>();

    /// <summary>Codes by status, beside those of every route.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Errors { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>The texts of a service by operation id.</summary>
    public static IReadOnlyDictionary<string, OperationText> Of(Assembly service)
    {
        const string prefix = "openapi/";
        // What every service has is described beside it.
        return new[] { service, typeof(OperationText).Assembly }
            .SelectMany(assembly => assembly.GetManifestResourceNames().Select(name => (Assembly: assembly, Name: name)))
            .Where(text => text.Name.StartsWith(prefix, StringComparison.Ordinal))
            .ToDictionary(text => text.Name[prefix.Length..], text => Read(text.Assembly, text.Name));
    }

    private static OperationText Read(Assembly service, string name)
    {
        using var stream = service.GetManifestResourceStream(name)!;
        return JsonSerializer.Deserialize<OperationText>(stream, Strict) ?? throw new JsonException($"{name} is empty.");
    }
}

/// <summary>An answer that is neither the usual one nor a problem.</summary>
/// <param name="Description">When it is given.</param>
/// <param name="Response">Example of it.</param>
internal sealed record OtherAnswer(string Description, JsonNode? Response);
