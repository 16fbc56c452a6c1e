using NlSql.Query.Issues;
using NlSql.Query.Linking;
using NlSql.SemanticModel.Queries;

namespace NlSql.Query.Questions.FollowUps;

/// <summary>What a follow-up makes of the previous query.</summary>
internal sealed record FollowUpReading
{
    /// <summary>The edited query; null when the user has to choose or when there is nothing to go back to.</summary>
    public SemanticQuery? Query { get; init; }

    /// <summary>What runs.</summary>
    public CompiledQuery? Compiled { get; init; }

    /// <summary>The phrases with what each was taken for.</summary>
    public IReadOnlyList<ReadPhrase> Phrases { get; init; } = [];

    /// <summary>What was assumed, in sentences.</summary>
    public ValueList<string> Assumptions { get; init; } = [];

    /// <summary>Queries to choose from, each with what tells it from the others.</summary>
    public IReadOnlyList<(string Label, SemanticQuery Query)> Choices { get; init; } = [];
}

/// <summary>A phrase as it was read.</summary>
/// <param name="Place">Where it stands in the normalized question.</param>
/// <param name="Target">What it was taken for.</param>
/// <param name="Link">How that was found.</param>
internal sealed record ReadPhrase(TextSpan Place, MentionTarget Target, LinkKind Link);
