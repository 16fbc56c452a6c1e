using NlSql.ServiceDefaults.Errors;

namespace NlSql.Chat.Conversations;

/// <summary>Body of <c>POST /conversations</c> (a title at most) and <c>PUT /conversations/{id}</c>: what is left out stays.</summary>
public sealed record ConversationRequest
{
    internal const int LongestTitle = 200;

    /// <summary>The name; a new conversation without one takes its first question.</summary>
    public string? Title { get; init; }

    /// <summary>Whether it stands before the others.</summary>
    public bool? Pinned { get; init; }

    /// <summary>Whether it is left out of lists that do not ask for it.</summary>
    public bool? Archived { get; init; }

    internal Failure? Check() =>
        Title is null || (!string.IsNullOrWhiteSpace(Title) && Title.Length <= LongestTitle && !Title.Any(char.IsControl) && IsWellFormed(Title)) ? null : ConversationErrors.TitleInvalid;

    private static bool IsWellFormed(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsSurrogate(text[i]) && (!char.IsHighSurrogate(text[i]) || i + 1 == text.Length || !char.IsLowSurrogate(text[++i])))
                return false;
        }

        return true;
    }
}
