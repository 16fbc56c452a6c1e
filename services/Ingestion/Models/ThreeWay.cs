using System.Text.Json.Nodes;

namespace NlSql.Ingestion.Models;

/// <summary>
/// Merges JSON in three ways: what was said differently from what was drafted before stays, everything else follows the new draft. Objects
/// are merged key by key, and lists of named things by name.
/// </summary>
internal static class ThreeWay
{
    public static JsonNode? Merge(JsonNode? before, JsonNode? said, JsonNode? now, string key = "") => (said, now) switch
    {
        (JsonObject s, JsonObject n) => Objects(before as JsonObject, s, n),
        (JsonArray s, JsonArray n) when key == "forbidden_columns" => Sets(before as JsonArray ?? [], s, n),
        (JsonArray s, JsonArray n) when NameOf(key) is { } name && IsNamed(s) && IsNamed(n) => Lists(before as JsonArray ?? [], s, n, name, key),
        _ => (JsonNode.DeepEquals(before, said) ? now : said)?.DeepClone(),
    };

    private static JsonObject Objects(JsonObject? before, JsonObject said, JsonObject now)
    {
        var merged = new JsonObject();
        foreach (var key in said.Select(p => p.Key).Union(now.Select(p => p.Key)))
        {
            if (Merge(before?[key], said[key], now[key], key) is { } value)
                merged[key] = value;
        }

        return merged;
    }

    // In the order in which they were said; what is new comes last. What was drafted before and is not said was taken away.
    private static JsonArray Lists(JsonArray before, JsonArray said, JsonArray now, Func<JsonObject, string> name, string key)
    {
        var (old, fresh) = (ByName(before, name), ByName(now, name));
        var merged = new JsonArray();
        foreach (var item in said.OfType<JsonObject>())
        {
            old.TryGetValue(name(item), out var drafted);
            if (fresh.Remove(name(item), out var next))
                merged.Add(Merge(drafted, item, next));
            // What the draft no longer has and nobody has touched goes with it; metrics stay, as others may be made of them.
            else if (key == "metrics" || !JsonNode.DeepEquals(drafted, item))
                merged.Add(item.DeepClone());
        }

        foreach (var item in now.OfType<JsonObject>().Where(i => fresh.ContainsKey(name(i)) && !old.ContainsKey(name(i))))
            merged.Add(item.DeepClone());
        return merged;
    }

    private static JsonArray Sets(JsonArray before, JsonArray said, JsonArray now)
    {
        var (old, kept) = (before.Select(Text).ToHashSet(), said.Select(Text).ToList());
        return new JsonArray([.. kept.Union(now.Select(Text).Where(t => !old.Contains(t))).Select(t => JsonValue.Create(t))]);
    }

    private static Dictionary<string, JsonObject> ByName(JsonArray list, Func<JsonObject, string> name) =>
        list.OfType<JsonObject>().DistinctBy(name).ToDictionary(name);

    private static bool IsNamed(JsonArray list) => list.All(i => i is JsonObject);

    private static Func<JsonObject, string>? NameOf(string key) => key switch
    {
        "tables" or "columns" or "metrics" or "segments" or "question_packs" or "insights" => item => Text(item["name"]),
        "questions" => item => Text((item["ask"] as JsonArray)?.FirstOrDefault()),
        "glossary" => item => Text(item["term"]),
        "column_masks" => item => Text(item["column"]),
        "relationships" => item => $"{Text(item["from_table"])}.{item["from_columns"]?.ToJsonString()} {Text(item["to_table"])}.{item["to_columns"]?.ToJsonString()}",
        _ => null,
    };

    private static string Text(JsonNode? node) => node?.GetValue<string>() ?? "";
}
