using System.Text.Json.Nodes;
using NlSql.SemanticModel.Reading.Forms;

namespace NlSql.SemanticModel.Schemas;

/// <summary>Forms → JSON Schema. Each map becomes a definition of its own, so that errors and hovers name it.</summary>
internal sealed class SchemaWriter
{
    private const string TextDefinition = "text";
    private const string CellDefinition = "cell";

    private readonly SortedDictionary<string, JsonObject> definitions = new(StringComparer.Ordinal);

    /// <summary>The definitions that were referred to so far.</summary>
    public JsonObject Definitions() => new(definitions.Select(d => KeyValuePair.Create(d.Key, (JsonNode?)d.Value.DeepClone())));

    /// <summary>The schema of a map.</summary>
    public JsonObject Body(MapForm form) => Body(form, null);

    private JsonObject Body(MapForm form, (string Key, string Word)? variant)
    {
        var properties = new JsonObject();
        foreach (var key in form.Keys)
            properties[key.Name] = Property(key, variant is { } v && v.Key == key.Name ? new JsonObject { ["const"] = v.Word } : Of(key.Value, key.Required));
        var body = new JsonObject
        {
            ["description"] = form.Description,
            ["type"] = "object",
            ["properties"] = properties,
        };
        var required = form.Keys.Where(k => k.Required).Select(k => (JsonNode)k.Name).ToArray();
        if (required.Length > 0)
            body["required"] = new JsonArray(required);
        body["additionalProperties"] = false;
        return body;
    }

    private static JsonObject Property(KeyForm key, JsonObject value)
    {
        var property = new JsonObject { ["description"] = key.Description };
        foreach (var (name, part) in value)
            property[name] = part?.DeepClone();
        if (key.Default is not null)
            property["default"] = JsonNode.Parse(key.Default);
        if (key.Examples.Count > 0)
            property["examples"] = new JsonArray([.. key.Examples.Select(e => JsonNode.Parse(e))]);
        return property;
    }

    // An optional list or map may be left blank: "segments:" says that there are none.
    private JsonObject Of(ValueForm form, bool required = true) => form switch
    {
        ValueForm.Text { Pattern: null } or ValueForm.Sql => Reference(TextDefinition, () => new JsonObject
        {
            ["description"] = "A text; numbers and truth values without quotes are taken as texts.",
            ["type"] = new JsonArray("string", "number", "boolean"),
            ["maxLength"] = 4000,
        }),
        ValueForm.Text text => new JsonObject { ["type"] = "string", ["pattern"] = text.Pattern },
        ValueForm.Word word => new JsonObject { ["enum"] = Words(EnumWords.All(word.Enum)) },
        ValueForm.Fixed words => new JsonObject { ["enum"] = Words(words.Words) },
        ValueForm.Truth => new JsonObject { ["type"] = "boolean" },
        ValueForm.Whole whole => new JsonObject { ["type"] = "integer", ["minimum"] = whole.Min, ["maximum"] = whole.Max },
        ValueForm.Number => new JsonObject { ["type"] = "number" },
        ValueForm.Day => new JsonObject { ["type"] = "string", ["pattern"] = @"^\d{4}-\d{2}-\d{2}$" },
        ValueForm.List list => new JsonObject { ["type"] = Container("array", required), ["items"] = Of(list.Item) },
        ValueForm.ListOrOne list => new JsonObject { ["anyOf"] = new JsonArray(Of(list.Item), new JsonObject { ["type"] = "array", ["items"] = Of(list.Item) }) },
        ValueForm.Map map => Reference(map.Form.Name, () => Body(map.Form)),
        ValueForm.Named named => Named(named, required),
        ValueForm.OneOf several => new JsonObject { ["anyOf"] = new JsonArray([.. several.Forms.Select(f => Of(f))]) },
        ValueForm.Variants variants => new JsonObject
        {
            ["oneOf"] = new JsonArray([.. variants.Forms.Select(f => Reference(f.Form.Name, () => Body(f.Form, (variants.Key, f.Word))))]),
        },
        ValueForm.Cell => Reference(CellDefinition, () => new JsonObject { ["type"] = new JsonArray("string", "number", "boolean", "null") }),
        ValueForm.QueryPart part => Query(part.Definition),
        _ => throw new InvalidOperationException($"Unknown form {form}."),
    };

    private JsonObject Named(ValueForm.Named named, bool required)
    {
        var value = Of(named.Value);
        var schema = new JsonObject
        {
            ["type"] = Container("object", required),
            ["additionalProperties"] = named.Value is ValueForm.ListOrOne ? new JsonObject { ["anyOf"] = new JsonArray(value, new JsonObject { ["type"] = "null" }) } : value,
        };
        if (named.NamePattern is { } pattern)
            schema["propertyNames"] = new JsonObject { ["pattern"] = pattern };
        return schema;
    }

    // The part and what it refers to, by whatever detour.
    private JsonObject Query(string part)
    {
        var wanted = new Queue<string>([$"{SemanticQuerySchema.Prefix}{part}"]);
        while (wanted.TryDequeue(out var name))
        {
            if (definitions.TryAdd(name, SemanticQuerySchema.Definitions[name].DeepClone().AsObject()))
                SemanticQuerySchema.ReferencesOf(name).ToList().ForEach(wanted.Enqueue);
        }

        return new JsonObject { ["$ref"] = $"#/$defs/{SemanticQuerySchema.Prefix}{part}" };
    }

    private JsonObject Reference(string name, Func<JsonObject> make)
    {
        if (!definitions.ContainsKey(name))
        {
            // Taken before it is made, for forms that hold themselves.
            definitions[name] = [];
            definitions[name] = make();
        }

        return new JsonObject { ["$ref"] = $"#/$defs/{name}" };
    }

    private static JsonNode Container(string type, bool required) => required ? type : new JsonArray(type, "null");

    private static JsonArray Words(IEnumerable<string> words) => new([.. words.Select(w => (JsonNode)w)]);
}
