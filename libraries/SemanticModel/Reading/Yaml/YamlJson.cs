using System.Globalization;
using System.Text.Json.Nodes;

namespace NlSql.SemanticModel.Reading.Yaml;

/// <summary>YAML → JSON by YAML's core schema: only unquoted words are numbers, truth values and null.</summary>
internal static class YamlJson
{
    public static JsonNode? Of(YamlNode node) => node switch
    {
        YamlMapping map => new JsonObject(map.Entries.Select(e => KeyValuePair.Create(e.Key.Text, Of(e.Value)))),
        YamlSequence list => new JsonArray([.. list.Items.Select(Of)]),
        YamlScalar { IsNull: true } => null,
        YamlScalar { Plain: true, Text: "true" or "false" } truth => JsonValue.Create(truth.Text == "true"),
        YamlScalar { Plain: true } scalar when decimal.TryParse(
            scalar.Text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) => JsonValue.Create(number),
        YamlScalar scalar => JsonValue.Create(scalar.Text),
        _ => throw new InvalidOperationException($"Unknown node {node}."),
    };

    /// <summary>The node at a path such as <c>$.metrics[0].agg</c>, or the deepest that there is.</summary>
    public static YamlNode At(YamlNode root, string path)
    {
        var node = root;
        foreach (var step in path.TrimStart('$').Split(['.', '['], StringSplitOptions.RemoveEmptyEntries))
        {
            var next = node switch
            {
                YamlMapping map => map.Find(step)?.Value,
                YamlSequence list when int.TryParse(step.TrimEnd(']'), out var index) && index < list.Items.Count => list.Items[index],
                _ => null,
            };
            if (next is null)
                break;
            node = next;
        }

        return node;
    }
}
