using Dapper;
using NlSql.Chat.Datasets;
using NlSql.Chat.Memory;
using NlSql.Query;
using NlSql.SemanticModel.Queries;
using NlSql.ServiceDefaults.Identity;
using Npgsql;

namespace NlSql.Chat.Learning;

/// <summary>What a confirmed correction, or the same choice again and again, teaches about a single word: a review for somebody to accept.</summary>
internal sealed class SynonymProposals(NpgsqlDataSource database, TimeProvider clock)
{
    // Conversations in which the same was chosen before.
    private const int ChoicesBefore = 2;

    /// <summary>The synonym that a question and its meaning teach; null for none.</summary>
    public Review? Of(string question, SemanticQuery meaning, SelectedDataset subject, QueryContext context, Caller caller, string reason)
    {
        if (SynonymFinder.Find(question, meaning, subject.Dataset, context) is not { } synonym)
            return null;
        var now = clock.GetUtcNow();
        return new Review
        {
            ReviewId = Guid.CreateVersion7(now),
            Kind = ReviewKind.Synonym,
            PluginId = subject.Dataset.Catalog.PluginId,
            DatasetId = subject.Dataset.Catalog.DatasetId,
            Question = question,
            SemanticQuery = SemanticQueryJson.Write(meaning),
            Synonym = synonym,
            Reason = $"“{synonym.Phrase}” means {synonym.MeaningIn(subject.Model)}: {reason}",
            CreatedBy = caller.Subject,
            CreatedAt = now,
        };
    }

    /// <summary>The same of a choice that was made in several conversations of the tenant.</summary>
    public async Task<Review?> OfChoiceAsync(
        IReadOnlyList<MemoryContent> learned, SemanticQuery? chosen, SelectedDataset subject, QueryContext context, Caller caller, CancellationToken cancellationToken)
    {
        if (chosen is null || learned is not [MemoryContent.Choice { Question: { } question } choice])
            return null;
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var before = await connection.ExecuteScalarAsync<int>(new CommandDefinition(
            """
            SELECT count(DISTINCT conversation_id)::int FROM memories
            JOIN messages USING (tenant_id, conversation_id, message_id)
            WHERE tenant_id = @TenantId AND about = @About AND content -> 'parts' = @parts::jsonb AND coalesce(answer ->> 'plugin', dataset_id::text) = @scope
            """,
            new
            {
                caller.TenantId,
                choice.About,
                parts = System.Text.Json.JsonSerializer.Serialize(choice.Parts),
                scope = Review.ScopeOf(subject.Dataset.Catalog.PluginId, subject.Dataset.Catalog.DatasetId),
            },
            cancellationToken: cancellationToken));
        return before < ChoicesBefore ? null : Of(question, chosen, subject, context, caller, "the same was chosen in several conversations.");
    }
}
