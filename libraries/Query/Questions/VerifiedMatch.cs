using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Queries;

namespace NlSql.Query.Questions;

/// <summary>A verified question that was asked, with its slots filled.</summary>
/// <param name="Question">The verified question.</param>
/// <param name="Phrasing">The phrasing that was met.</param>
/// <param name="Slots">Values by slot.</param>
/// <param name="Query">What it means; null when it is written as SQL.</param>
public sealed record VerifiedMatch(VerifiedQuestion Question, string Phrasing, IReadOnlyDictionary<string, string> Slots, SemanticQuery? Query);
