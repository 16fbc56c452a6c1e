using System.Text.Json;
using System.Text.Json.Nodes;
using NlSql.Chat.Asking;

namespace NlSql.Chat.Conversations;

/// <summary>A message answered again.</summary>
/// <param name="MessageId">The message.</param>
/// <param name="Same">Whether the answer is the one that was given.</param>
/// <param name="Answer">The answer from the version, the model and the day of then.</param>
/// <param name="Notes">What could not be as it was.</param>
/// <param name="Today">The same question today; null unless it was asked for.</param>
internal sealed record ReplayResponse(Guid MessageId, bool Same, Answer Answer, IReadOnlyList<string> Notes, ReplayedToday? Today);

/// <summary>The same question with today's data, model, policy and day.</summary>
/// <param name="Same">Whether today's answer is the one of then.</param>
/// <param name="Answer">Today's answer; null when the query cannot be answered today.</param>
/// <param name="Change">How a single number changed; null for other answers.</param>
/// <param name="OnlyThen">Rows that today's answer does not have.</param>
/// <param name="OnlyToday">Rows that the answer of then does not have.</param>
/// <param name="Reasons">What is not as it was then, whether or not the answer shows it.</param>
/// <param name="Problem">Why there is no answer today; null when there is one.</param>
internal sealed record ReplayedToday(
    bool Same, Answer? Answer, NumberChange? Change, RowDifference OnlyThen, RowDifference OnlyToday, IReadOnlyList<ReplayReason> Reasons, ReplayProblem? Problem);

/// <summary>A number then and today.</summary>
internal sealed record NumberChange(decimal Then, decimal Today, decimal Difference);

/// <summary>Rows of one side alone: how many, and the first of them.</summary>
internal sealed record RowDifference(int Count, IReadOnlyList<JsonNode?> Rows);

/// <summary>Something that is not as it was.</summary>
/// <param name="What"><c>dataset_version</c>, <c>plugin_version</c>, <c>policy</c> or <c>time_anchor</c>.</param>
/// <param name="Then">What it was.</param>
/// <param name="Today">What it is.</param>
/// <param name="Message">The same in a sentence.</param>
internal sealed record ReplayReason(string What, string Then, string Today, string Message);

/// <summary>Why something has no answer.</summary>
internal sealed record ReplayProblem(string Code, string Message);

/// <summary>Compares the values of answers.</summary>
internal static class AnswerComparison
{
    private const int MostRows = 20;

    /// <summary>Whether two answers say the same.</summary>
    public static bool Same(JsonNode? then, JsonNode? now) => JsonNode.DeepEquals(then, now);

    /// <summary>The change of a number; null when either is none.</summary>
    public static NumberChange? Change(JsonNode? then, JsonNode? now) =>
        Number(then) is { } before && Number(now) is { } after ? new(before, after, after - before) : null;

    /// <summary>Rows that only the first answer has, counting repeated ones.</summary>
    public static RowDifference Only(JsonNode? these, JsonNode? others)
    {
        var counts = Rows(others).GroupBy(Text).ToDictionary(g => g.Key, g => g.Count());
        List<JsonNode?> only = [];
        foreach (var row in Rows(these))
        {
            var text = Text(row);
            if (counts.GetValueOrDefault(text) > 0)
                counts[text]--;
            else
                only.Add(row);
        }

        return new(only.Count, [.. only.Take(MostRows).Select(r => r?.DeepClone())]);
    }

    private static IEnumerable<JsonNode?> Rows(JsonNode? answer) => answer as JsonArray ?? [];

    private static string Text(JsonNode? row) => row?.ToJsonString() ?? "null";

    private static decimal? Number(JsonNode? value) =>
        value is JsonValue && value.GetValueKind() == JsonValueKind.Number && value.AsValue().TryGetValue(out decimal number) ? number : null;
}
