using NlSql.Query;
using NlSql.Query.Linking;
using NlSql.Query.Reading;
using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Queries;

namespace NlSql.Chat.LanguageModel.Prompting;

/// <summary>What a prompt is made of. The same input gives the same prompt.</summary>
internal sealed record PromptInput
{
    public required string Question { get; init; }

    /// <summary>The model over the tables that have rows.</summary>
    public required ModelDefinition Model { get; init; }

    /// <summary>The values of the dataset; how many of them are told is the policy's.</summary>
    public required ValueCatalog Values { get; init; }

    /// <summary>The day that relative dates count back from.</summary>
    public required TimeAnchorDay Today { get; init; }

    /// <summary>How the planner read the words.</summary>
    public IReadOnlyList<SpanReading> Read { get; init; } = [];

    /// <summary>Queries that the planner thought of.</summary>
    public IReadOnlyList<SemanticQuery> Guesses { get; init; } = [];

    /// <summary>The query that the conversation answered last; null when there is none.</summary>
    public SemanticQuery? Previous { get; init; }

    /// <summary>Questions that somebody corrected, the most similar first.</summary>
    public IReadOnlyList<PromptExample> Corrections { get; init; } = [];

    /// <summary>Verified questions like this one, the most similar first; null to find them by their words.</summary>
    public IReadOnlyList<PromptExample>? Verified { get; init; }

    /// <summary>Whether the reply may be SQL.</summary>
    public bool SqlAllowed { get; init; }

    /// <summary>Most columns to tell of; null for all that fit.</summary>
    public int? MaximumColumns { get; init; }

    /// <summary>Most tokens, estimated.</summary>
    public int MaximumTokens { get; init; } = 8_000;
}

/// <summary>A question with what it means.</summary>
/// <param name="Question">The question.</param>
/// <param name="Meaning">The semantic query as JSON, or SQL.</param>
internal sealed record PromptExample(string Question, string Meaning);

/// <summary>A prompt.</summary>
/// <param name="System">What is the same for many questions, so that a provider's cache keeps it.</param>
/// <param name="User">What belongs to this question.</param>
internal sealed record Prompt(string System, string User);
