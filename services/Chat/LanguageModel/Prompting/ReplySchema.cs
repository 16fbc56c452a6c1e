using System.Text.Json;
using System.Text.Json.Nodes;
using NlSql.SemanticModel.Schemas;

namespace NlSql.Chat.LanguageModel.Prompting;

/// <summary>The JSON schemas of replies, for endpoints that hold a model to one.</summary>
internal static class ReplySchema
{
    private static readonly JsonElement MeaningOrSql = Of(true);
    private static readonly JsonElement MeaningOnly = Of(false);

    /// <summary>The schema of a reply to a question.</summary>
    public static JsonElement Question(bool sqlAllowed) => sqlAllowed ? MeaningOrSql : MeaningOnly;

    private static JsonElement Of(bool sqlAllowed)
    {
        var properties = new JsonObject
        {
            ["semantic_query"] = new JsonObject { ["$ref"] = "#/$defs/query_query" },
            ["unclear"] = new JsonObject { ["type"] = "string" },
        };
        if (sqlAllowed)
            properties["sql"] = new JsonObject { ["type"] = "string" };
        return JsonSerializer.SerializeToElement(SemanticQuerySchema.With(new JsonObject
        {
            ["type"] = "object",
            ["properties"] = properties,
            ["additionalProperties"] = false,
        }));
    }
}
