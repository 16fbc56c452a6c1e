using System.Text.Json;
using NlSql.SemanticModel.Queries;
using NlSql.ServiceDefaults.Errors;

namespace NlSql.Chat.Feedback;

/// <summary>Body of <c>POST /feedback</c>: what the caller thinks of an answer. Sent again for the same message, it replaces what was said.</summary>
public sealed record FeedbackRequest
{
    internal const int LongestComment = 2_000;
    internal const int LongestSql = 20_000;

    /// <summary>The message, as its answer named it.</summary>
    public string? MessageId { get; init; }

    /// <summary>Whether the answer was good.</summary>
    public FeedbackRating? Rating { get; init; }

    /// <summary>Anything else, up to 2,000 characters.</summary>
    public string? Comment { get; init; }

    /// <summary>The query that would have been right.</summary>
    public FeedbackCorrection? Correction { get; init; }

    internal Failure? Check()
    {
        if (!Guid.TryParse(MessageId, out _))
            return FeedbackErrors.MessageIdMalformed;
        if (Rating is null && string.IsNullOrWhiteSpace(Comment) && Correction is null)
            return FeedbackErrors.Missing;
        if (Comment?.Length > LongestComment || Comment?.Contains('\0', StringComparison.Ordinal) == true)
            return FeedbackErrors.CommentInvalid;
        return Correction is { } correction && (correction.Sql is null) == (correction.SemanticQuery is null) ? FeedbackErrors.CorrectionMalformed : null;
    }
}

/// <summary>A query that would have been right: one of the two.</summary>
public sealed record FeedbackCorrection
{
    /// <summary>As SQL over the tables of the dataset.</summary>
    public string? Sql { get; init; }

    /// <summary>As a semantic query.</summary>
    public JsonElement? SemanticQuery { get; init; }
}

/// <summary>Whether an answer was good.</summary>
public enum FeedbackRating { Up, Down }

/// <summary>A correction that compiles for the dataset that was asked: what others may learn from.</summary>
/// <param name="Question">The question that it answers.</param>
/// <param name="PluginId">The plugin of the dataset; null when it has none.</param>
/// <param name="PluginVersion">The version of the model that it was compiled with.</param>
/// <param name="DatasetId">The dataset.</param>
/// <param name="Query">The semantic query; null for SQL.</param>
/// <param name="Sql">The SQL as it was sent; null for a semantic query.</param>
internal sealed record Correction(string Question, string? PluginId, string PluginVersion, Guid DatasetId, SemanticQuery? Query, string? Sql);
