namespace NlSql.Chat.Conversations;

/// <summary>
/// What a caller who is granted single datasets sees of its own conversations: those without a message about another dataset. Grants may have been wider when it asked.
/// </summary>
internal static class GrantedConversations
{
    /// <summary>A condition on conversations <c>c</c> and <c>@granted</c>, the datasets of the caller.</summary>
    public const string Seen = """
        (@granted::uuid[] IS NULL OR NOT EXISTS (
            SELECT FROM messages other WHERE other.tenant_id = c.tenant_id AND other.conversation_id = c.conversation_id AND other.dataset_id <> ALL (@granted)))
        """;
}
