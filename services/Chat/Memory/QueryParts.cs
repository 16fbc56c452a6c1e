using System.Text.Json;
using NlSql.SemanticModel.Queries;

namespace NlSql.Chat.Memory;

/// <summary>A semantic query as a set of parts: each metric, dimension and condition on its own, so that queries can be told apart by them.</summary>
internal static class QueryParts
{
    /// <summary>The parts, as text.</summary>
    public static HashSet<string> Of(SemanticQuery query)
    {
        HashSet<string> parts = new(StringComparer.Ordinal);
        foreach (var property in JsonElement.Parse(SemanticQueryJson.Write(query)).EnumerateObject())
        {
            foreach (var item in Items(property.Value))
                parts.Add($"{property.Name}:{item.GetRawText()}");
        }

        return parts;
    }

    /// <summary>What a choice has that not all of those offered with it have; all of it when it was the only one.</summary>
    public static IReadOnlyList<string> Distinguishing(SemanticQuery chosen, IReadOnlyList<SemanticQuery> offered)
    {
        var own = Of(chosen);
        var shared = offered.Select(Of).Aggregate(own.ToHashSet(StringComparer.Ordinal), (all, parts) => [.. all.Intersect(parts)]);
        var different = own.Except(shared).Order(StringComparer.Ordinal).ToList();
        return different.Count > 0 ? different : [.. own.Order(StringComparer.Ordinal)];
    }

    private static IEnumerable<JsonElement> Items(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Array => value.EnumerateArray(),
        JsonValueKind.Object when value.TryGetProperty("and", out var all) && all.ValueKind == JsonValueKind.Array => all.EnumerateArray(),
        _ => [value],
    };
}
