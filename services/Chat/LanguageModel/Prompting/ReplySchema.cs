using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;
using NlSql.SemanticModel.Schemas;

namespace NlSql.Chat.LanguageModel.Prompting;

/// <summary>The JSON schemas of replies, for endpoints that hold a model to one; made once, as they are long.</summary>
internal static class ReplySchema
{
    private static readonly ChatResponseFormatJson MeaningOrSql = Of(true);
    private static readonly ChatResponseFormatJson MeaningOnly = Of(false);

    /// <summary>The schema of a reply to a question.</summary>
    public static ChatResponseFormatJson Question(bool sqlAllowed) => sqlAllowed ? MeaningOrSql : MeaningOnly;

    private static ChatResponseFormatJson Of(bool sqlAllowed)
    {
        var properties = new JsonObject
        {
            ["semantic_query"] = new JsonObject { ["$ref"] = "#/$defs/query_query" },
            ["unclear"] = new JsonObject { ["type"] = "string" },
        };
        if (sqlAllowed)
            properties["sql"] = new JsonObject { ["type"] = "string" };
        var schema = SemanticQuerySchema.With(new JsonObject
        {
            ["type"] = "object",
            ["properties"] = properties,
            ["additionalProperties"] = false,
        });
        return ChatResponseFormat.ForJsonSchema(JsonSerializer.SerializeToElement(schema), "reply");
    }
}
