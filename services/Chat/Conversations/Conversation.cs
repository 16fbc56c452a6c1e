using System.Text.Json;
using NlSql.Chat.Memory;
using NlSql.Query.Questions;
using NlSql.SemanticModel;
using NlSql.SemanticModel.Queries;

namespace NlSql.Chat.Conversations;

/// <summary>The conversation that a question belongs to, as far as the question may point back at it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Turns">The turns that understood something, newest first; not all of a long conversation.</param>
/// <param name="Open">The newest question, where it was asked back.</param>
/// <param name="Memory">What was learnt in it, newest first.</param>
internal sealed record Conversation(Guid Id, IReadOnlyList<Turn> Turns, UnansweredQuestion? Open, IReadOnlyList<MemoryEntry> Memory)
{
    private const int ReferredTurns = 4;

    /// <summary>The queries answered about a dataset, newest first, up to the first turn that has none: at most four.</summary>
    public ValueList<AnsweredQuery> QueriesOf(Guid datasetId) =>
        [.. Turns.Where(t => t.DatasetId == datasetId).Take(ReferredTurns).Select(t => t.Read()).TakeWhile(q => q is not null).OfType<AnsweredQuery>()];

    /// <summary>The newest question, where it was about a dataset and asked back.</summary>
    public string? UnansweredOf(Guid datasetId) => Open is { } open && open.DatasetId == datasetId ? open.Question : null;
}

/// <summary>A question that was asked back.</summary>
/// <param name="DatasetId">The dataset asked.</param>
/// <param name="Question">What was asked.</param>
internal sealed record UnansweredQuestion(Guid? DatasetId, string Question);

/// <summary>A turn of a conversation.</summary>
/// <param name="DatasetId">The dataset asked; a dataset has one plugin.</param>
/// <param name="Query">The semantic query as JSON; null when the turn ran SQL.</param>
/// <param name="Rows">How many rows the answer had.</param>
internal sealed record Turn(Guid? DatasetId, string? Query, int? Rows)
{
    private readonly Lazy<AnsweredQuery?> read = new(() => Query is not null && SemanticQueryJson.Read(JsonElement.Parse(Query)).Query is { } query ? new(query, Rows) : null);

    /// <summary>The query; null also when an earlier release wrote it in a form that is not known any more.</summary>
    public AnsweredQuery? Read() => read.Value;
}
