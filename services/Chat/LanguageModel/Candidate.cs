using NlSql.Query;
using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Queries;

namespace NlSql.Chat.LanguageModel;

/// <summary>What one dialogue with the model led to.</summary>
/// <param name="Outcome">Whether there is a query, and why not.</param>
internal sealed record Candidate(ModelOutcome Outcome)
{
    /// <summary>The query, guarded; null when there is none.</summary>
    public CompiledQuery? Query { get; init; }

    /// <summary>What was proposed, with its dates as they were said; null for SQL.</summary>
    public SemanticQuery? Meaning { get; init; }

    public AnswerTier Tier { get; init; }

    /// <summary>Its rows; null when nothing was to run.</summary>
    public ResultTable? Rows { get; init; }

    /// <summary>Replies that it took.</summary>
    public int Attempts { get; init; }

    /// <summary>Whether a second look agreed; null when there was none.</summary>
    public bool? Agreed { get; init; }
}
