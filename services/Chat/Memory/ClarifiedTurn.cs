using System.Text.Json;
using NlSql.Query.Reading;
using NlSql.SemanticModel.Queries;

namespace NlSql.Chat.Memory;

/// <summary>A question that was asked back, with what it offered.</summary>
/// <param name="Question">The question.</param>
/// <param name="Code">The issue that made it unclear; null when there was none.</param>
/// <param name="Choices">What could be chosen.</param>
internal sealed record ClarifiedTurn(string Question, string? Code, IReadOnlyList<ReadingChoice> Choices)
{
    /// <summary>The turn as its message keeps it. What an earlier release wrote in a form that is not known any more is no choice.</summary>
    public static ClarifiedTurn Of(string question, string? code, string? choices) => new(question, code, choices is null ? [] :
        [.. JsonElement.Parse(choices).EnumerateArray()
            .Select(c => (Label: c.GetProperty("label").GetString() ?? "", SemanticQueryJson.Read(c.GetProperty("semantic_query")).Query))
            .Where(c => c.Query is not null)
            .Select(c => new ReadingChoice(c.Label, c.Query!))]);
}
