using NlSql.Chat.Asking;
using NlSql.Chat.Conversations;
using NlSql.Chat.Datasets;
using NlSql.Query;
using NlSql.Query.Questions;
using NlSql.ServiceDefaults.Identity;

namespace NlSql.Chat.LanguageModel;

/// <summary>A question that the planner is not sure of.</summary>
/// <param name="Text">The question.</param>
/// <param name="Planned">What the planner made of it.</param>
/// <param name="Conversation">The conversation that it belongs to.</param>
/// <param name="Subject">The dataset asked.</param>
/// <param name="Context">What compiling depends on.</param>
/// <param name="Caller">Who asks.</param>
/// <param name="Stages">Where the time goes.</param>
/// <param name="DryRun">Whether nothing is to run.</param>
internal sealed record UnsureQuestion(
    string Text, CompiledQuestion Planned, Conversation Conversation, SelectedDataset Subject, QueryContext Context, Caller Caller, Stages Stages, bool DryRun);

/// <summary>What the question turned out to mean.</summary>
/// <param name="Question">The model's reading, or the planner's where there is none.</param>
internal sealed record ModelAnswer(CompiledQuestion Question)
{
    /// <summary>The rows, when the query has run already.</summary>
    public ResultTable? Rows { get; init; }

    /// <summary>The model's part; null when it was not asked.</summary>
    public AnswerModel? Model { get; init; }

    /// <summary>What to tell the asker of it; null for nothing.</summary>
    public string? Note { get; init; }
}
