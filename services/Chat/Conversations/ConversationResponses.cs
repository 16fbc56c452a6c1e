using System.Text.Json;

namespace NlSql.Chat.Conversations;

/// <summary>A page of a list; ask for the next one with its cursor.</summary>
internal sealed record Page<T>(IReadOnlyList<T> Items, string? NextCursor);

/// <summary>A conversation in a list.</summary>
internal sealed record ConversationSummary
{
    public Guid ConversationId { get; init; }

    /// <summary>The name; empty until the first question.</summary>
    public string Title { get; init; } = "";

    public bool Pinned { get; init; }

    public bool Archived { get; init; }

    /// <summary>The plugin of the first question.</summary>
    public string? Plugin { get; init; }

    public Guid? DatasetId { get; init; }

    public int MessageCount { get; init; }

    public DateTime CreatedAt { get; init; }

    public DateTime UpdatedAt { get; init; }

    /// <summary>The question in which the search was found; null without a search, or when the title has it.</summary>
    public string? Found { get; init; }
}

/// <summary>A conversation with a page of its messages, oldest first.</summary>
internal sealed record ConversationDetails(ConversationSummary Conversation, IReadOnlyList<MessageResponse> Messages, string? NextCursor);

/// <summary>A message with its answer as it was given.</summary>
internal sealed record MessageResponse
{
    public required Guid MessageId { get; init; }

    public required int Position { get; init; }

    public required string Question { get; init; }

    public required DateTime AskedAt { get; init; }

    public JsonElement? SemanticQuery { get; init; }

    public string? PluginVersion { get; init; }

    public Guid? DatasetId { get; init; }

    public int? DatasetVersion { get; init; }

    public string? PolicyFingerprint { get; init; }

    /// <summary>The day that relative periods were counted from.</summary>
    public DateOnly? AsOf { get; init; }

    public required JsonElement Answer { get; init; }
}
