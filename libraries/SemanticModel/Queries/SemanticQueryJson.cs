using System.Text.Json;
using System.Text.Json.Serialization;

namespace NlSql.SemanticModel.Queries;

/// <summary>The one JSON form of semantic queries: snake_case, enums as text, defaults left out.</summary>
public static class SemanticQueryJson
{
    /// <summary>Serializer options for semantic queries.</summary>
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };
}
