using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace NlSql.ServiceDefaults;

/// <summary>The JSON of every service: snake_case names, enums as snake_case text, at most 32 levels deep.</summary>
public static class JsonOptions
{
    /// <summary>Options for reading and writing outside of endpoints.</summary>
    public static JsonSerializerOptions Snake { get; } = Apply(new JsonSerializerOptions(JsonSerializerDefaults.Web));

    internal static JsonSerializerOptions Apply(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower;
        options.DictionaryKeyPolicy = null;
        options.MaxDepth = 32;
        options.NumberHandling = JsonNumberHandling.Strict;
        // Answers are JSON, never HTML: names in any script stay readable.
        options.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false));
        return options;
    }
}
