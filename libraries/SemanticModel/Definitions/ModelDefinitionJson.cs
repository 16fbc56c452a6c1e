using System.Text.Json;
using System.Text.Json.Serialization;

namespace NlSql.SemanticModel.Definitions;

/// <summary>The JSON form in which a whole model travels between services and is served to clients.</summary>
public static class ModelDefinitionJson
{
    /// <summary>Serializer options: snake_case, enums as words. Defaults are written, so that a reader need not know them.</summary>
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    /// <summary>A model as JSON.</summary>
    public static string Write(ModelDefinition model) => JsonSerializer.Serialize(model, Options);

    /// <summary>A model from the JSON that <see cref="Write"/> made.</summary>
    /// <exception cref="JsonException">The text is no model.</exception>
    public static ModelDefinition Read(string json) =>
        JsonSerializer.Deserialize<ModelDefinition>(json, Options) ?? throw new JsonException("The model is null.");
}
