using Microsoft.AspNetCore.Http.HttpResults;
using NlSql.Chat.Conversations;
using NlSql.ServiceDefaults.Auditing;
using NlSql.ServiceDefaults.Errors;
using NlSql.ServiceDefaults.Identity;
using Npgsql;

namespace NlSql.Chat.Memory;

/// <summary>What a conversation has learnt, and forgetting it.</summary>
internal static class MemoryEndpoints
{
    public static void MapMemory(this WebApplication app)
    {
        var group = app.MapGroup("/conversations/{id:guid}/memory").WithTags("Conversations").RequireAuthorization(Roles.Viewer).KeepsToGrants();
        group.MapGet("/", GetAsync).WithName("GetMemory").WithSummary("What the conversation has learnt.");
        group.MapDelete("/{memoryId:guid}", DeleteAsync).WithName("Forget").WithSummary("Forget one thing.");
    }

    private static async Task<Results<Ok<MemoryResponse>, ProblemHttpResult>> GetAsync(
        Guid id, Caller caller, ConversationSearch conversations, MemoryStore memory, CancellationToken cancellationToken)
    {
        if (await conversations.FindAsync(caller, id, cancellationToken) is not { } conversation)
            return ConversationErrors.Unknown.ToProblem();
        var rows = await memory.ListAsync(caller.TenantId, id, cancellationToken);
        var questions = await memory.QuestionsAsync(caller.TenantId, id, rows.Select(r => r.MessageId), cancellationToken);
        var learned = rows.Select(r => LearnedPreference.Of(r, questions.GetValueOrDefault(r.MessageId))).ToList();
        return TypedResults.Ok(new MemoryResponse(id, Summary(conversation, learned), learned));
    }

    [Audited("memory.deleted")]
    private static async Task<Results<NoContent, ProblemHttpResult>> DeleteAsync(
        Guid id, Guid memoryId, Caller caller, ConversationSearch conversations, NpgsqlDataSource database, AuditTrail audit, CancellationToken cancellationToken)
    {
        if (await conversations.FindAsync(caller, id, cancellationToken) is null)
            return ConversationErrors.Unknown.ToProblem();
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        if (!await MemoryStore.DeleteAsync(transaction, caller.TenantId, id, memoryId, cancellationToken))
            return ConversationErrors.MemoryUnknown.ToProblem();
        await audit.AddAsync(transaction, audit.Of(caller, "memory.deleted", new { conversation_id = id }) with { SubjectId = memoryId.ToString() }, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return TypedResults.NoContent();
    }

    private static string Summary(ConversationSummary conversation, List<LearnedPreference> learned)
    {
        var about = conversation.MessageCount == 1 ? "One message" : $"{conversation.MessageCount} messages";
        var title = conversation.Title.Length == 0 ? "" : $" about “{conversation.Title}”";
        return learned.Count == 0 ? $"{about}{title}. Nothing was learnt yet." : $"{about}{title}. {string.Join(' ', learned.Select(l => l.Description))}";
    }
}

/// <summary>What a conversation remembers.</summary>
internal sealed record MemoryResponse(Guid ConversationId, string Summary, IReadOnlyList<LearnedPreference> Preferences);

/// <summary>One thing that was learnt and where it came from.</summary>
/// <param name="MemoryId">Its id, to delete it by.</param>
/// <param name="Kind"><c>choice</c>, <c>favoured_metric</c>, <c>time_range</c>, <c>chart</c> or <c>number_format</c>.</param>
/// <param name="About">The words that it is about; null when it is about all questions.</param>
/// <param name="Description">In a sentence.</param>
/// <param name="MessageId">The message that taught it.</param>
/// <param name="Question">What that message said.</param>
/// <param name="LearnedAt">When.</param>
internal sealed record LearnedPreference(Guid MemoryId, string Kind, string? About, string Description, Guid MessageId, string? Question, DateTime LearnedAt)
{
    public static LearnedPreference Of(MemoryRow row, string? question)
    {
        var content = row.ToEntry().Content;
        var about = content is MemoryContent.Choice choice ? choice.Text : null;
        return new(row.MemoryId, content.KindName, about, content.Description, row.MessageId, question, row.LearnedAt);
    }
}
