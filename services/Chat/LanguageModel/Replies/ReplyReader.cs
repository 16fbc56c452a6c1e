using System.Text.Json;
using System.Text.Json.Nodes;
using NlSql.Chat.LanguageModel.Endpoint;
using NlSql.SemanticModel.Queries;

namespace NlSql.Chat.LanguageModel.Replies;

/// <summary>Reads what a model replied, as tolerantly as is safe: the form may be loose, the meaning may not.</summary>
internal static class ReplyReader
{
    private const int MostReasons = 8;

    private static readonly string[] Envelope = ["semantic_query", "sql", "unclear", "agreed"];
    private static readonly string[] QueryKeys = ["metrics", "dimensions", "from", "return", "filters", "shape", "union"];

    /// <summary>The proposal in a reply.</summary>
    public static Proposal Read(ModelReply reply)
    {
        // What is missing at the end may be a condition: an answer without it would be wrong.
        if (reply.IsCut)
            return new Proposal.Unreadable(["The reply was cut off because it was too long. Reply with a shorter object, and nothing else."]);
        if (JsonText.FindObject(reply.Text, IsReply) is not { } found)
            return new Proposal.Unreadable(["The reply holds no JSON object of the form that was asked for."]);
        if (Of(found, "semantic_query") is { ValueKind: JsonValueKind.Object } query)
            return Meaning(query);
        if (Of(found, "sql") is { ValueKind: JsonValueKind.String } sql && sql.GetString() is { } text && !string.IsNullOrWhiteSpace(text))
            return new Proposal.Text(text.Trim().TrimEnd(';'));
        if (Of(found, "agreed") is { ValueKind: JsonValueKind.True })
            return new Proposal.Agreed();
        if (Of(found, "unclear") is { ValueKind: JsonValueKind.String })
            return new Proposal.Unclear();
        return QueryKeys.Any(key => Of(found, key) is not null)
            ? Meaning(found)
            : new Proposal.Unreadable(["The object has none of the properties that were asked for, or an empty one."]);
    }

    private static Proposal Meaning(JsonElement query)
    {
        var reading = SemanticQueryJson.Read(WithoutNothing(query));
        return reading.Query is { } read
            ? new Proposal.Meaning(read)
            : new Proposal.Unreadable([.. reading.Errors.Take(MostReasons).Select(e => $"{e.Path}: {e.Message}")]);
    }

    private static bool IsReply(JsonElement found) => Envelope.Concat(QueryKeys).Any(key => Of(found, key) is not null);

    private static JsonElement? Of(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind is not JsonValueKind.Null ? value : null;

    // Models that fill in a schema write null for what they leave out, or an empty list.
    private static JsonElement WithoutNothing(JsonElement query)
    {
        var kept = new JsonObject();
        foreach (var property in query.EnumerateObject())
        {
            if (property.Value.ValueKind != JsonValueKind.Null && !IsEmpty(property.Value))
                kept[property.Name] = Full(JsonNode.Parse(property.Value.GetRawText()));
        }

        return JsonSerializer.SerializeToElement(kept);
    }

    private static bool IsEmpty(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Array => value.GetArrayLength() == 0,
        JsonValueKind.Object => !value.EnumerateObject().Any(),
        JsonValueKind.String => value.GetString() == "",
        _ => false,
    };

    private static JsonNode? Full(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject owner:
                foreach (var (name, value) in owner.ToList())
                {
                    if (value is null)
                        owner.Remove(name);
                    else
                        Full(value);
                }

                break;
            case JsonArray list:
                foreach (var item in list)
                    Full(item);
                break;
        }

        return node;
    }
}
