using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace NlSql.SemanticModel.Schemas;

/// <summary>The JSON Schema of the semantic query (docs/semantic-query.md), written by hand: <c>semantic-query.json</c> beside this file.</summary>
public static partial class SemanticQuerySchema
{
    /// <summary>What the names of its definitions begin with.</summary>
    internal const string Prefix = "query_";

    /// <summary>The definitions by name.</summary>
    internal static IReadOnlyDictionary<string, JsonObject> Definitions { get; } = Read();

    /// <summary>The definitions that a definition refers to.</summary>
    internal static IEnumerable<string> ReferencesOf(string name) => Reference().Matches(Definitions[name].ToJsonString()).Select(m => m.Groups[1].Value);

    /// <summary>A schema whose <c>$defs</c> are those of the semantic query: <c>{"$ref":"#/$defs/query_query"}</c> refers to one.</summary>
    public static JsonObject With(JsonObject schema)
    {
        var whole = schema.DeepClone().AsObject();
        whole["$defs"] = new JsonObject(Definitions.Select(d => KeyValuePair.Create(d.Key, (JsonNode?)d.Value.DeepClone())));
        return whole;
    }

    [GeneratedRegex(@"#/\$defs/(\w+)", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Reference();

    private static Dictionary<string, JsonObject> Read()
    {
        using var stream = typeof(SemanticQuerySchema).Assembly.GetManifestResourceStream("semantic-query.json")!;
        return JsonNode.Parse(stream)!.AsObject().ToDictionary(d => d.Key, d => d.Value!.AsObject());
    }
}
