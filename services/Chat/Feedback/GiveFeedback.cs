using System.Diagnostics;
using System.Text.Json;
using NlSql.Chat.Asking;
using NlSql.Chat.Datasets;
using NlSql.Contracts;
using NlSql.Contracts.Messages;
using NlSql.Query;
using NlSql.SemanticModel.Queries;
using NlSql.ServiceDefaults;
using NlSql.ServiceDefaults.Errors;
using NlSql.ServiceDefaults.Identity;
using NlSql.ServiceDefaults.Messaging;
using Npgsql;

namespace NlSql.Chat.Feedback;

/// <summary>Takes what a caller thinks of an answer. A correction is compiled first, by the rules of a question: what would not run is not taken.</summary>
internal sealed class GiveFeedback(DatasetSelection selection, AskQuestion ask, FeedbackStore store, NpgsqlDataSource database, Outbox outbox, TimeProvider clock)
{
    public async Task<Result<FeedbackResponse>> ExecuteAsync(FeedbackRequest request, Caller caller, CancellationToken cancellationToken)
    {
        if (request.Check() is { } malformed)
            return malformed;
        if (await store.FindMessageAsync(caller, Guid.Parse(request.MessageId!), cancellationToken) is not { } message)
            return FeedbackErrors.MessageUnknown;
        Correction? correction = null;
        if (request.Correction is { } sent)
        {
            if (!(await CompiledAsync(sent, message, caller, cancellationToken)).TryGet(out correction, out var failure))
                return failure;
        }

        var now = clock.GetUtcNow();
        var id = Guid.CreateVersion7(now);
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await FeedbackStore.SaveAsync(transaction, id, message, request, correction, caller, now, cancellationToken);
        await outbox.EnqueueAsync(transaction, $"audit:{caller.TenantId}", AuditOf(id, request, message, correction, caller, now), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return await store.FindAsync(caller.TenantId, id, cancellationToken) is { } kept ? kept : FeedbackErrors.MessageUnknown;
    }

    private async Task<Result<Correction>> CompiledAsync(FeedbackCorrection sent, FeedbackMessage message, Caller caller, CancellationToken cancellationToken)
    {
        if (message.DatasetId is not { } datasetId)
            return FeedbackErrors.CorrectionWithoutDataset;
        SemanticQuery? query = null;
        if (sent.SemanticQuery is { } json)
        {
            var reading = SemanticQueryJson.Read(json);
            if (reading.Query is null)
                return AskErrors.QueryMalformed(reading.Errors);
            query = reading.Query;
        }

        var selected = await selection.SelectAsync(new AskRequest { DatasetId = datasetId.ToString() }, caller, cancellationToken);
        if (!selected.TryGet(out var subject, out var failure))
            return failure;
        var context = ask.ContextOf(subject, ask.AnchorOf(new AskRequest(), subject), caller);
        var result = query is null ? QueryCompiler.CompileSql(sent.Sql!, context with { Tier = SemanticModel.Definitions.AnswerTier.GeneratedSql }) : QueryCompiler.Compile(query, context);
        if (result.Query is null)
            return query is null ? AskErrors.SqlRefused(result.Issues, sent.Sql!) : AskErrors.QueryRefused(result.Issues);
        return new Correction(message.Question, subject.Dataset.Catalog.PluginId, subject.Model.Version, datasetId, query, sent.Sql);
    }

    private static AuditRecorded AuditOf(Guid id, FeedbackRequest request, FeedbackMessage message, Correction? correction, Caller caller, DateTimeOffset now) => new()
    {
        TenantId = caller.TenantId,
        Actor = caller.Subject,
        At = now,
        Service = ServiceNames.Chat,
        Action = "feedback.given",
        Outcome = "succeeded",
        SubjectId = id.ToString(),
        PluginId = message.PluginId,
        DatasetId = message.DatasetId,
        Question = message.Question,
        Sql = correction?.Sql,
        DetailsJson = JsonSerializer.Serialize(
            new { message_id = message.MessageId, rating = request.Rating, has_comment = request.Comment is not null, semantic_query = correction?.Query is { } query ? JsonElement.Parse(SemanticQueryJson.Write(query)) : (JsonElement?)null },
            JsonOptions.Snake),
        TraceId = Activity.Current?.TraceId.ToString(),
    };
}
