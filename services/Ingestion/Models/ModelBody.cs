using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using NlSql.SemanticModel.Definitions;
using NlSql.ServiceDefaults.Errors;

namespace NlSql.Ingestion.Models;

/// <summary>Body of <c>PUT /datasets/{id}/model</c>: what GET gave, changed.</summary>
/// <param name="Model">The model; null when it was left out.</param>
/// <param name="Files">The files that were sent; empty when they were left out.</param>
/// <param name="BasedOn">The model version that the change began from; null when it was left out.</param>
internal sealed record ModelBody(ModelDefinition? Model, IReadOnlyDictionary<string, string> Files, string? BasedOn)
{
    public const int MaximumBytes = 512 * 1024;
    private const int MaximumDepth = 32;

    // Nothing is overlooked: a key that is not known is a slip, and what must be there is there.
    private static readonly JsonSerializerOptions Strict = new(ModelDefinitionJson.Options)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        MaxDepth = MaximumDepth,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { RequireArguments } },
    };

    /// <summary>Reads a body, at most <see cref="MaximumBytes"/> of it.</summary>
    public static async Task<Result<ModelBody>> ReadAsync(Stream stream, CancellationToken cancellationToken)
    {
        var buffer = new byte[MaximumBytes + 1];
        var length = await stream.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
        return length > MaximumBytes ? ModelErrors.BodyTooLarge(MaximumBytes) : Read(buffer.AsMemory(0, length));
    }

    /// <summary>Reads a body.</summary>
    public static Result<ModelBody> Read(ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = MaximumDepth });
            return HasHalfPair(json.Span) ? ModelErrors.Malformed("$", "A text holds half of a surrogate pair.") : Read(document.RootElement);
        }
        catch (JsonException exception)
        {
            return ModelErrors.Malformed(exception.Path ?? "$", Sentence(exception));
        }
    }

    private static Result<ModelBody> Read(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object)
            return ModelErrors.Empty;
        var files = new SortedDictionary<string, string>(StringComparer.Ordinal);
        if (Find(root, "files") is { } sent)
        {
            if (sent.ValueKind != JsonValueKind.Object || sent.EnumerateObject().Any(f => f.Value.ValueKind != JsonValueKind.String))
                return ModelErrors.Malformed("$.files", "\"files\" holds the text of each file by its name.");
            foreach (var file in sent.EnumerateObject())
                files[file.Name] = file.Value.GetString()!.Replace("\r\n", "\n", StringComparison.Ordinal);
        }

        ModelDefinition? model = null;
        if (Find(root, "model") is { } written && !ReadModel(written).TryGet(out model, out var failure))
            return failure;
        if (model is null && files.Count == 0)
            return ModelErrors.Empty;
        return new ModelBody(model, files, Find(root, "model_version") is { ValueKind: JsonValueKind.String } version ? version.GetString() : null);
    }

    private static Result<ModelDefinition> ReadModel(JsonElement written)
    {
        if (NullWithin(written, "$.model") is { } path)
            return ModelErrors.Malformed(path, "There is a null within a list or a map.");
        var model = written.Deserialize<ModelDefinition>(Strict);
        if (model is null)
            return ModelErrors.Malformed("$.model", "\"model\" is null.");
        foreach (var (pack, at) in model.QuestionPacks.Select((p, i) => (p, i)))
        {
            for (var i = 0; i < pack.Questions.Count; i++)
            {
                if (pack.Questions[i].Query is { } query && !IsObject(query.Json))
                    return ModelErrors.Malformed($"$.model.question_packs[{at}].questions[{i}].query.json", "The query is no JSON object.");
            }
        }

        return ModelVersion.Stamp(model);
    }

    private static bool IsObject(string json)
    {
        try
        {
            return JsonNode.Parse(json, documentOptions: new JsonDocumentOptions { MaxDepth = MaximumDepth, AllowDuplicateProperties = false }) is JsonObject;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    // \ud83d without its other half can be written in JSON, and is no text. The JSON is known to be well-formed.
    private static bool HasHalfPair(ReadOnlySpan<byte> json)
    {
        var awaited = -1;
        for (var i = json.IndexOf((byte)'\\'); i >= 0 && i < json.Length; i++)
        {
            if (json[i] != '\\')
                continue;
            var unit = json[i + 1] == 'u' ? (char)ushort.Parse(json.Slice(i + 2, 4), NumberStyles.HexNumber, CultureInfo.InvariantCulture) : ' ';
            if (char.IsLowSurrogate(unit) != (awaited == i))
                return true;
            awaited = char.IsHighSurrogate(unit) ? i + 6 : -1;
            if (awaited >= 0 && (awaited >= json.Length || json[awaited] != '\\'))
                return true;
            i += json[i + 1] == 'u' ? 5 : 1;
        }

        return false;
    }

    // Expected rows alone may hold what is not there.
    private static string? NullWithin(JsonElement element, string path) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject()
            .Where(p => p.Name != "rows")
            .Select(p => p.Value.ValueKind == JsonValueKind.Null ? $"{path}.{p.Name}" : NullWithin(p.Value, $"{path}.{p.Name}"))
            .FirstOrDefault(p => p is not null),
        JsonValueKind.Array => element.EnumerateArray()
            .Select((item, i) => item.ValueKind == JsonValueKind.Null ? $"{path}[{i}]" : NullWithin(item, $"{path}[{i}]"))
            .FirstOrDefault(p => p is not null),
        _ => null,
    };

    private static JsonElement? Find(JsonElement root, string name) =>
        root.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    private static string Sentence(JsonException exception)
    {
        var end = exception.Message.IndexOf(" Path:", StringComparison.Ordinal);
        return end < 0 ? exception.Message : exception.Message[..end];
    }

    // What is handed to a constructor and cannot be null is as required as a property that says so.
    private static void RequireArguments(JsonTypeInfo type)
    {
        foreach (var property in type.Properties.Where(p => p.AssociatedParameter is { HasDefaultValue: false, IsNullable: false }))
            property.IsRequired = true;
    }
}
