using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace NlSql.Drafting.Writing;

/// <summary>Values as YAML that fits into one line: plain where that is safe, quoted elsewhere.</summary>
internal static class YamlText
{
    // Words that other readers of YAML take for truth values or nothing.
    private static readonly HashSet<string> Words = new(StringComparer.OrdinalIgnoreCase) { "true", "false", "null", "yes", "no", "on", "off", "y", "n", "t", "f", "nan" };

    /// <summary>A text.</summary>
    public static string Of(string text)
    {
        var plain = text.Length > 0 && char.IsAsciiLetter(text[0]) && text[^1] != ' ' && !Words.Contains(text) && text.All(c => char.IsAsciiLetterOrDigit(c) || c is ' ' or '_' or '.' or '-' or '(' or ')' or '/' or '\'' or ';')
            && !text.Contains("  ", StringComparison.Ordinal);
        return plain ? text : Quoted(text);
    }

    /// <summary>A list of texts.</summary>
    public static string Of(IEnumerable<string> texts) => List(texts.Select(Of));

    /// <summary>A list of values that are YAML already.</summary>
    public static string List(IEnumerable<string> values) => $"[{string.Join(", ", values)}]";

    /// <summary>A map of values that are YAML already.</summary>
    public static string Of(IEnumerable<(string Key, string Value)> entries) => $"{{{string.Join(", ", entries.Select(e => $"{e.Key}: {e.Value}"))}}}";

    /// <summary>A number.</summary>
    public static string Of(decimal number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>A part of a semantic query.</summary>
    public static string Of(JsonNode? node) => node switch
    {
        JsonObject map => Of(map.Select(p => (Of(p.Key), Of(p.Value)))),
        JsonArray list => List(list.Select(Of)),
        JsonValue value when value.GetValueKind() == JsonValueKind.String => Of(value.GetValue<string>()),
        // The reader takes no exponents.
        JsonValue value when value.GetValueKind() == JsonValueKind.Number && value.TryGetValue<decimal>(out var number) => Of(number),
        _ => node?.ToJsonString() ?? "null",
    };

    /// <summary>A text within a comment.</summary>
    public static string Comment(string text) => new([.. text.Select(c => EndsLine(c) || char.IsControl(c) || char.IsSurrogate(c) ? ' ' : c)]);

    // Escapes that YAML and JSON have in common. Half of a surrogate pair is no text in any encoding.
    private static string Quoted(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.Value is '"' or '\\')
                quoted.Append('\\').Append((char)rune.Value);
            else if (rune.Value == '\n')
                quoted.Append("\\n");
            else if (rune.IsBmp && ((char)rune.Value is '\uFEFF' || EndsLine((char)rune.Value) || char.IsControl((char)rune.Value)))
                quoted.Append(CultureInfo.InvariantCulture, $"\\u{rune.Value:X4}");
            else
                quoted.Append(rune.ToString());
        }

        return quoted.Append('"').ToString();
    }

    private static bool EndsLine(char c) => c is '\n' or '\r' or '\u0085' or '\u2028' or '\u2029';
}
