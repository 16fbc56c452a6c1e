using System.Globalization;
using NlSql.ServiceDefaults.Errors;

namespace NlSql.Chat.Conversations;

/// <summary>A place in the list: the conversation after which the next page begins.</summary>
internal readonly record struct ConversationCursor(bool Pinned, DateTime UpdatedAt, Guid Id)
{
    public const int DefaultPage = 50;
    public const int LargestPage = 200;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{(Pinned ? 1 : 0)}-{UpdatedAt.Ticks}-{Id:N}");

    public static Result<ConversationCursor> Parse(string text) =>
        text.Split('-') is [("0" or "1") and var pinned, var ticks, var id]
        && long.TryParse(ticks, NumberStyles.None, CultureInfo.InvariantCulture, out var at) && at <= DateTime.MaxValue.Ticks
        && Guid.TryParseExact(id, "N", out var guid)
            ? new ConversationCursor(pinned == "1", new DateTime(at, DateTimeKind.Utc), guid)
            : ConversationErrors.CursorInvalid;
}
