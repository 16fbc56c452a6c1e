using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace NlSql.Drafting.Writing;

/// <summary>Values as YAML that fits into one line: plain where that is safe, quoted elsewhere.</summary>
internal static class YamlText
{
    private static readonly JsonSerializerOptions Quoted = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    // Words that other readers of YAML take for truth values or nothing.
    private static readonly HashSet<string> Words = new(StringComparer.OrdinalIgnoreCase) { "true", "false", "null", "yes", "no", "on", "off", "y", "n", "t", "f", "nan" };

    /// <summary>A text.</summary>
    public static string Of(string text)
    {
        var plain = text.Length > 0 && char.IsAsciiLetter(text[0]) && text[^1] != ' ' && !Words.Contains(text) && text.All(c => char.IsAsciiLetterOrDigit(c) || c is ' ' or '_' or '.' or '-' or '(' or ')' or '/' or '\'' or ';')
            && !text.Contains("  ", StringComparison.Ordinal);
        return plain ? text : JsonSerializer.Serialize(text, Quoted);
    }

    /// <summary>A list of texts.</summary>
    public static string Of(IEnumerable<string> texts) => $"[{string.Join(", ", texts.Select(Of))}]";

    /// <summary>A map.</summary>
    public static string Of(IEnumerable<(string Key, string Value)> entries) => $"{{{string.Join(", ", entries.Select(e => $"{e.Key}: {e.Value}"))}}}";

    /// <summary>A part of a semantic query.</summary>
    public static string Of(JsonNode? node) => node switch
    {
        JsonObject map => Of(map.Select(p => (Of(p.Key), Of(p.Value)))),
        JsonArray list => $"[{string.Join(", ", list.Select(Of))}]",
        JsonValue value when value.GetValueKind() == JsonValueKind.String => Of(value.GetValue<string>()),
        _ => node?.ToJsonString() ?? "null",
    };

    /// <summary>A text within a comment.</summary>
    public static string Comment(string text) => new([.. text.Select(c => char.IsControl(c) ? ' ' : c)]);
}
