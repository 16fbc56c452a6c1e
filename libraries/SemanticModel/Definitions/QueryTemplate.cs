using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using NlSql.SemanticModel.Queries;

namespace NlSql.SemanticModel.Definitions;

/// <summary>
/// A semantic query in which texts may hold slots: <c>"{region}"</c> as a filter's value, <c>"{n}"</c> as the limit,
/// <c>"last {n} days"</c> as a range.
/// </summary>
/// <param name="Json">The query as JSON in the form of <see cref="SemanticQueryJson"/>, slots in braces.</param>
public sealed record QueryTemplate(string Json)
{
    /// <summary>The query with every slot replaced by its value; a slot that is left over stays as text.</summary>
    /// <param name="slots">The slots of the question.</param>
    /// <param name="values">Values by slot name; a whole number as decimal digits.</param>
    /// <returns>The query, or why the filled text is none: a number that is too large for a limit, say.</returns>
    public SemanticQueryReading Read(IReadOnlyList<QuestionSlot> slots, IReadOnlyDictionary<string, string> values)
    {
        var filled = Replace(JsonNode.Parse(Json), slots, values);
        return SemanticQueryJson.Read(filled.Deserialize<JsonElement>());
    }

    /// <summary>As <see cref="Read"/>, for values that are known to fit.</summary>
    /// <exception cref="JsonException">The filled text is not a semantic query.</exception>
    public SemanticQuery Fill(IReadOnlyList<QuestionSlot> slots, IReadOnlyDictionary<string, string> values)
    {
        var reading = Read(slots, values);
        return reading.Query ?? throw new JsonException($"{reading.Errors[0].Path}: {reading.Errors[0].Message}");
    }

    /// <summary>The query of a question without slots.</summary>
    /// <exception cref="JsonException">The text is not a semantic query.</exception>
    public SemanticQuery Fill() => Fill([], new Dictionary<string, string>());

    private static JsonNode? Replace(
        JsonNode? node, IReadOnlyList<QuestionSlot> slots, IReadOnlyDictionary<string, string> values) => node switch
        {
            JsonObject map => new JsonObject(map.Select(p => KeyValuePair.Create(p.Key, Replace(p.Value, slots, values)))),
            JsonArray list => new JsonArray([.. list.Select(item => Replace(item, slots, values))]),
            JsonValue value when value.GetValueKind() == JsonValueKind.String => ReplaceText(value.GetValue<string>(), slots, values),
            _ => node?.DeepClone(),
        };

    private static JsonValue ReplaceText(
        string text, IReadOnlyList<QuestionSlot> slots, IReadOnlyDictionary<string, string> values)
    {
        foreach (var slot in slots)
        {
            if (!values.TryGetValue(slot.Name, out var value))
                continue;
            var place = "{" + slot.Name + "}";
            // "{n}" alone becomes the number itself: a limit is no text.
            if (text == place)
            {
                return slot.Kind == SlotKind.WholeNumber && int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                    ? JsonValue.Create(number)
                    : JsonValue.Create(value);
            }

            text = text.Replace(place, value, StringComparison.Ordinal);
        }

        return JsonValue.Create(text);
    }
}
