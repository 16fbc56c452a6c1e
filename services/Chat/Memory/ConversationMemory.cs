using System.Text.Json.Nodes;
using NlSql.Chat.Asking;
using NlSql.Chat.Conversations;
using NlSql.Query;
using NlSql.Query.Questions;
using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Queries;
using NlSql.ServiceDefaults.Identity;

namespace NlSql.Chat.Memory;

/// <summary>Uses what a conversation has learnt, and learns. Whatever it changes, the answer's assumptions say.</summary>
internal sealed class ConversationMemory(MemoryStore store)
{
    /// <summary>A wish for the rest of the conversation, confirmed; null when the text is a question.</summary>
    public static CompiledQuestion? Confirm(string? text) => StatedPreference.Read(text) is not { } wish ? null : new()
    {
        Outcome = QuestionOutcome.AboutTheData,
        Message = $"Noted for this conversation. {wish.Description}",
    };

    /// <summary>The question as this conversation reads it.</summary>
    public static CompiledQuestion Apply(CompiledQuestion compiled, Conversation conversation, QueryContext context) =>
        conversation.Memory.Count == 0 ? compiled : InUsualPeriod(RememberedChoices.Apply(compiled, conversation.Memory, context), conversation, context);

    /// <summary>The answer as this conversation shows it.</summary>
    public static Answer Show(Answer answer, Conversation conversation)
    {
        foreach (var content in conversation.Memory.Select(m => m.Content))
        {
            answer = content switch
            {
                MemoryContent.ChartKind chart => Drawn(answer, chart),
                MemoryContent.NumberFormat format => Formatted(answer, format),
                _ => answer,
            };
        }

        return answer;
    }

    /// <summary>What a turn teaches: a wish, or the choice of a clarification.</summary>
    /// <param name="request">The turn.</param>
    /// <param name="conversation">Its conversation.</param>
    /// <param name="compiled">What came of it.</param>
    /// <param name="read">Reads a question as this conversation would.</param>
    /// <param name="caller">Who asks.</param>
    /// <param name="cancellationToken">Cancels reading the clarified question.</param>
    public async Task<IReadOnlyList<MemoryContent>> LearnAsync(
        AskRequest request, Conversation conversation, CompiledQuestion compiled, Func<string, CompiledQuestion> read, Caller caller, CancellationToken cancellationToken)
    {
        if (request.Choice is null)
            return StatedPreference.Read(request.Query) is { } wish && compiled.Outcome == QuestionOutcome.AboutTheData ? [wish] : [];
        if (compiled is not { Outcome: QuestionOutcome.Ready, Query: { } chosen })
            return [];
        if (!string.IsNullOrWhiteSpace(request.Query) && RememberedChoices.Learn(read(request.Query), chosen) is { } known)
            return [known];
        if (await store.LastClarifiedAsync(caller.TenantId, conversation.Id, cancellationToken) is not { } asked || !IsOf(asked, request.Query))
            return [];
        return (RememberedChoices.Learn(asked, chosen) ?? RememberedChoices.Learn(read(asked.Question), chosen)) is { } choice ? [choice] : [];
    }

    private static bool IsOf(ClarifiedTurn asked, string? question) =>
        string.IsNullOrWhiteSpace(question) || string.Equals(asked.Question.Trim(), question.Trim(), StringComparison.OrdinalIgnoreCase);

    private static CompiledQuestion InUsualPeriod(CompiledQuestion compiled, Conversation conversation, QueryContext context)
    {
        if (conversation.Memory.Select(m => m.Content).OfType<MemoryContent.Period>().FirstOrDefault() is not { } period
            || compiled is not { Outcome: QuestionOutcome.Ready, Query: { Time: null, Union.Count: 0 } query }
            || compiled.Interpretation.Any(s => s.Kind == "period")
            || !TimeRangeText.TryParse(period.Range, out var range))
            return compiled;
        // A verified question about another period is not the verified one any more.
        var limited = query with { Time = new TimeFilter(range) };
        return QueryCompiler.Compile(limited, context).Query is not { } runs ? compiled : compiled with
        {
            Query = limited,
            Compiled = runs,
            Tier = AnswerTier.Semantic,
            Assumptions = [.. compiled.Assumptions.Except(compiled.Compiled!.Assumptions), $"No period was named, so the usual one of this conversation is meant: {period.Range}.", .. runs.Assumptions],
        };
    }

    private static Answer Drawn(Answer answer, MemoryContent.ChartKind chart)
    {
        if (answer.Chart is not JsonObject drawn || MarkOf(drawn) == chart.Mark)
            return answer;
        if (chart.Mark == "none")
            return answer with { Chart = null, Assumptions = [.. answer.Assumptions, "There is no chart, as you asked for in this conversation."] };
        // Bars of a chart over time lie along it; a line through names that have no order would say something untrue.
        var overTime = drawn["encoding"]?["x"]?["type"]?.GetValue<string>() == "temporal";
        if (!overTime && chart.Mark is "line" or "area")
            return answer;
        var changed = drawn.DeepClone().AsObject();
        changed["mark"] = chart.Mark;
        return answer with { Chart = changed, Assumptions = [.. answer.Assumptions, $"The chart is a {chart.Mark} chart, as you asked for in this conversation."] };
    }

    private static string? MarkOf(JsonObject chart) => chart["mark"] switch
    {
        JsonObject shape => shape["type"]?.GetValue<string>(),
        JsonValue mark => mark.GetValue<string>(),
        _ => null,
    };

    private static Answer Formatted(Answer answer, MemoryContent.NumberFormat format)
    {
        if (!answer.Columns.Any(IsAmount))
            return answer;
        return answer with
        {
            Columns = [.. answer.Columns.Select(c => IsAmount(c) ? c with { Format = format.Format } : c)],
            Assumptions = [.. answer.Assumptions, $"Numbers are meant to be shown {format.Words}, as you asked for in this conversation."],
        };
    }

    private static bool IsAmount(AnswerColumn column) => column is { Type: "decimal" or "integer", Unit: not "percent" };
}
