using System.Text.Json;
using NlSql.Chat.Memory;
using NlSql.SemanticModel.Queries;

namespace NlSql.Chat.Conversations;

/// <summary>The conversation that a question belongs to, as far as the question may point back at it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Turns">The turns that understood something, newest first; not all of a long conversation.</param>
/// <param name="Memory">What was learnt in it, newest first.</param>
internal sealed record Conversation(Guid Id, IReadOnlyList<Turn> Turns, IReadOnlyList<MemoryEntry> Memory)
{
    /// <summary>The semantic queries about a dataset, newest first, up to the first turn that has none: at most two.</summary>
    public IReadOnlyList<SemanticQuery> QueriesOf(Guid datasetId) =>
        [.. Turns.Where(t => t.DatasetId == datasetId).Take(2).Select(t => t.Read()).TakeWhile(q => q is not null).OfType<SemanticQuery>()];
}

/// <summary>A turn of a conversation.</summary>
/// <param name="DatasetId">The dataset asked; a dataset has one plugin.</param>
/// <param name="Query">The semantic query as JSON; null when the turn ran SQL.</param>
internal sealed record Turn(Guid? DatasetId, string? Query)
{
    /// <summary>The query; null also when an earlier release wrote it in a form that is not known any more.</summary>
    public SemanticQuery? Read() => Query is null ? null : SemanticQueryJson.Read(JsonElement.Parse(Query)).Query;
}
