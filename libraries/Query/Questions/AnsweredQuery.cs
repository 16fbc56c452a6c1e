using NlSql.SemanticModel.Queries;

namespace NlSql.Query.Questions;

/// <summary>A query that a conversation has answered.</summary>
/// <param name="Query">What was asked, in absolute days.</param>
/// <param name="Rows">How many rows the answer had; null where that was not kept.</param>
public sealed record AnsweredQuery(SemanticQuery Query, int? Rows = null);
