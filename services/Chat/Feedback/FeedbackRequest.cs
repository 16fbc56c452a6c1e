using System.Text.Json;
using NlSql.ServiceDefaults.Errors;

namespace NlSql.Chat.Feedback;

/// <summary>Body of <c>POST /feedback</c>: what the caller thinks of an answer. Sent again for the same message, it replaces what was said.</summary>
public sealed record FeedbackRequest
{
    internal const int LongestComment = 2_000;

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
