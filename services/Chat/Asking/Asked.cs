namespace NlSql.Chat.Asking;

/// <summary>What was asked, for conversation and trail.</summary>
/// <param name="Action">The action in the trail: <c>question.asked</c>, <c>query.asked</c> or <c>sql.asked</c>.</param>
/// <param name="Text">The question, or the semantic query or SQL as text; short enough and safe to be stored.</param>
/// <param name="Plugin">The plugin as the caller named it.</param>
/// <param name="DatasetId">The dataset as the caller named it.</param>
internal sealed record Asked(string Action, string Text, string? Plugin, string? DatasetId);
