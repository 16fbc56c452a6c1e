using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using NlSql.SemanticModel.Definitions;

namespace NlSql.Ingestion.Models;

/// <summary>Gives a model the version of its content: the same content is the same version, however it is written.</summary>
internal static class ModelVersion
{
    /// <summary>The model under its version, the lower-case hexadecimal SHA-256 of its JSON with the keys of every object in order.</summary>
    public static ModelDefinition Stamp(ModelDefinition model)
    {
        var plain = Plain(model);
        var json = Sorted(JsonNode.Parse(ModelDefinitionJson.Write(plain)))!.ToJsonString();
        return plain with { Version = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(json))) };
    }

    // Neither the version of the files nor the lines where questions stood are content.
    private static ModelDefinition Plain(ModelDefinition model) => model with
    {
        Version = "",
        QuestionPacks = [.. model.QuestionPacks.Select(p => p with { Questions = [.. p.Questions.Select(q => q with { Line = 0 })] })],
    };

    private static JsonNode? Sorted(JsonNode? node) => node switch
    {
        JsonObject map => new JsonObject(map.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => KeyValuePair.Create(p.Key, Sorted(p.Value)))),
        JsonArray list => new JsonArray([.. list.Select(Sorted)]),
        _ => node?.DeepClone(),
    };
}
