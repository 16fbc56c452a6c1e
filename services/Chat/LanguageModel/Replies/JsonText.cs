using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace NlSql.Chat.LanguageModel.Replies;

/// <summary>Finds the JSON object in a reply: models think aloud, fence it, explain it, and leave brackets out at its end.</summary>
internal static partial class JsonText
{
    private const int LongestReply = 200_000;
    private const int MostStarts = 20;

    private static readonly JsonDocumentOptions Lenient = new()
    {
        AllowTrailingCommas = true,
        CommentHandling = JsonCommentHandling.Skip,
        AllowDuplicateProperties = false,
        MaxDepth = 40,
    };

    /// <summary>The first object that satisfies a condition; null when there is none.</summary>
    public static JsonElement? FindObject(string reply, Func<JsonElement, bool> isWanted)
    {
        var text = reply.Length > LongestReply ? reply[..LongestReply] : reply;
        // What is thought aloud may hold drafts of the reply.
        var end = text.LastIndexOf("</think>", StringComparison.Ordinal);
        if (end >= 0)
            text = text[end..];
        foreach (var start in Starts(text))
        {
            if (Parse(Balanced(text, start)) is { ValueKind: JsonValueKind.Object } found && isWanted(found))
                return found;
        }

        return null;
    }

    private static IEnumerable<int> Starts(string text)
    {
        var at = -1;
        for (var found = 0; found < MostStarts && (at = text.IndexOf('{', at + 1)) >= 0; found++)
            yield return at;
    }

    /// <summary>The text from an opening brace to its closing one; what is still open at the end is closed.</summary>
    private static string Balanced(string text, int start)
    {
        var open = new Stack<char>();
        bool inString = false, escaped = false;
        for (var at = start; at < text.Length; at++)
        {
            var character = text[at];
            if (inString)
            {
                (inString, escaped) = (character != '"' || escaped, character == '\\' && !escaped);
                continue;
            }

            switch (character)
            {
                case '"':
                    inString = true;
                    break;
                case '{':
                    open.Push('}');
                    break;
                case '[':
                    open.Push(']');
                    break;
                case '}' or ']' when open.Pop() != character:
                    return "";
                case '}' or ']' when open.Count == 0:
                    return text[start..(at + 1)];
            }
        }

        // Half of a text is a wrong value; a missing bracket is only a missing bracket.
        return inString ? "" : new StringBuilder(Fence().Replace(text[start..], "").TrimEnd()).AppendJoin("", open).ToString();
    }

    private static JsonElement? Parse(string json)
    {
        if (json.Length == 0)
            return null;
        try
        {
            using var document = JsonDocument.Parse(json, Lenient);
            // Written anew it is strict: without comments and commas that nobody after this would read.
            return JsonElement.Parse(JsonSerializer.Serialize(document.RootElement));
        }
        catch (JsonException)
        {
            return null;
        }
        catch (ArgumentException)
        {
            // Half of a surrogate pair.
            return null;
        }
    }

    [GeneratedRegex(@"```\s*$")]
    private static partial Regex Fence();
}
