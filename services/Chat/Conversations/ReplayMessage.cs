using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Dapper;
using NlSql.Chat.Asking;
using NlSql.Chat.Datasets;
using NlSql.Query;
using NlSql.Query.Questions;
using NlSql.Query.Reading;
using NlSql.SemanticModel.Definitions;
using NlSql.ServiceDefaults.Auditing;
using NlSql.ServiceDefaults.Errors;
using NlSql.ServiceDefaults.Identity;
using Npgsql;

namespace NlSql.Chat.Conversations;

/// <summary>
/// Answers a message again from the dataset version, the model and the day that it was answered from; and, when asked, from today's. The
/// policy is today's in both: what a caller may no longer see is not shown by asking for the past.
/// </summary>
internal sealed class ReplayMessage(
    DatasetSelection selection, PreparedDatasets prepared, AnsweredModels models, QueryContexts contexts, RunQuery run, NpgsqlDataSource database, AuditTrail audit)
{
    /// <summary>Replays a message of the caller's conversation.</summary>
    public async Task<Result<ReplayResponse>> ExecuteAsync(Guid conversationId, Guid messageId, bool compare, Caller caller, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        if (!(await FindAsync(conversationId, messageId, caller, cancellationToken)).TryGet(out var message, out var failure))
            return failure;
        if (message is not { BasisJson: { } basisJson, DatasetId: { } datasetId, DatasetVersion: { } version, PluginVersion: { } modelVersion, AsOf: { } asOf })
            return ConversationErrors.MessageWithoutQuery;

        var basis = AnswerBasis.Read(basisJson);
        var request = new AskRequest { DatasetId = datasetId.ToString(), DatasetVersion = version };
        if (!(await selection.SelectAsync(request, caller, cancellationToken)).TryGet(out var current, out failure))
            return failure;
        List<string> notes = [];
        var (then, policyChanged) = await AsItWasAsync(current, modelVersion, notes, caller, cancellationToken);
        var thenDay = new TimeAnchorDay(DateOnly.FromDateTime(asOf), basis.Anchor);
        if (!(await AnswerAsync(basis, then, thenDay, caller, cancellationToken)).TryGet(out var replayed, out failure))
            return failure;
        replayed = replayed with { ConversationId = conversationId, MessageId = messageId, PluginVersion = modelVersion };
        var given = JsonNode.Parse(message.AnswerJson)?["answer"];

        ReplayedToday? today = null;
        if (compare)
        {
            if (!(await selection.SelectAsync(request with { DatasetVersion = null }, caller, cancellationToken)).TryGet(out var newest, out failure))
                return failure;
            var day = contexts.AnchorOf(null, newest);
            var answered = await AnswerAsync(basis, newest, day, caller, cancellationToken);
            today = Compare(replayed, answered, Reasons(message, policyChanged, thenDay, newest, day, caller));
        }

        await RecordAsync(messageId, replayed, compare, caller, Stopwatch.GetElapsedTime(started).TotalMilliseconds, cancellationToken);
        return new ReplayResponse(messageId, AnswerComparison.Same(given, replayed.Value), replayed, notes, today);
    }

    /// <summary>The dataset version under the model of then, with the policy of today.</summary>
    private async Task<(SelectedDataset Subject, bool PolicyChanged)> AsItWasAsync(SelectedDataset current, string modelVersion, List<string> notes, Caller caller, CancellationToken cancellationToken)
    {
        if (current.Model.Version == modelVersion)
            return (current, false);
        var catalog = current.Dataset.Catalog;
        if (await models.FindAsync(catalog.PluginId, catalog.DatasetId, modelVersion, cancellationToken) is not { } kept)
        {
            notes.Add("The model of then is not kept, so today's is used.");
            return (current, false);
        }

        var policyChanged = PolicyOf(kept) != PolicyOf(current.Model);
        if (policyChanged)
        {
            notes.Add("The policy has changed since. What it allows today holds here too.");
            // A version of its own, because it is neither of the two.
            kept = kept with { Policy = current.Model.Policy, Version = $"{kept.Version}+{current.Model.Version}" };
        }

        return await prepared.GetAsync(caller.TenantId, catalog.DatasetId, catalog.Version, kept, cancellationToken) is { } dataset
            ? (new SelectedDataset(dataset, kept, null), policyChanged)
            : (current, policyChanged);
    }

    private async Task<Result<Answer>> AnswerAsync(AnswerBasis basis, SelectedDataset subject, TimeAnchorDay day, Caller caller, CancellationToken cancellationToken)
    {
        // The database's clock knows only today.
        var anchor = basis.Sql is null ? day : day with { Origin = TimeAnchorOrigin.Requested };
        var result = basis.Compile(contexts.Of(subject, anchor, caller));
        if (result.Query is not { } query)
            return basis.Sql is { } sql ? AskErrors.SqlRefused(result.Issues, sql) : AskErrors.QueryRefused(result.Issues);
        var compiled = new CompiledQuestion
        {
            Outcome = QuestionOutcome.Ready,
            Tier = basis.Tier,
            Compiled = query,
            Assumptions = query.Assumptions,
            Confidence = ReadingConfidence.Of(1, ["The query of the message was run again."]),
        };
        var ran = await run.RunAsync(query, caller.TenantId, subject.Dataset.Scope.DatasetId, subject.Model.Policy, cancellationToken);
        return ran.TryGet(out var table, out var failure)
            ? TellAnswer.Tell(TellAnswer.Describe(compiled, subject), query, table, subject, anchor)
            : failure;
    }

    private static ReplayedToday Compare(Answer then, Result<Answer> answered, IReadOnlyList<ReplayReason> reasons)
    {
        if (!answered.TryGet(out var now, out var failure))
            return new(false, null, null, new(0, []), new(0, []), reasons, new(failure.Code, failure.Message));
        return new(
            AnswerComparison.Same(then.Value, now.Value),
            now,
            AnswerComparison.Change(then.Value, now.Value),
            AnswerComparison.Only(then.Value, now.Value),
            AnswerComparison.Only(now.Value, then.Value),
            reasons,
            null);
    }

    private List<ReplayReason> Reasons(KeptMessage message, bool policyChanged, TimeAnchorDay thenDay, SelectedDataset newest, TimeAnchorDay day, Caller caller)
    {
        List<ReplayReason> reasons = [];
        var version = newest.Dataset.Catalog.Version;
        if (version != message.DatasetVersion)
            reasons.Add(new("dataset_version", Text(message.DatasetVersion!.Value), Text(version), $"The data is at version {version}; it was at version {message.DatasetVersion}."));
        if (newest.Model.Version != message.PluginVersion)
            reasons.Add(new("plugin_version", message.PluginVersion!, newest.Model.Version, "The model was changed since."));
        var fingerprint = contexts.Of(newest, day, caller).PolicyFingerprint;
        if (policyChanged || (newest.Model.Version == message.PluginVersion && fingerprint != message.PolicyFingerprint))
            reasons.Add(new("policy", message.PolicyFingerprint ?? "", fingerprint, "Policy or role differ from then."));
        if (day.Day != thenDay.Day)
            reasons.Add(new("time_anchor", Iso(thenDay.Day), Iso(day.Day), $"Periods are counted from {Iso(day.Day)}; they were counted from {Iso(thenDay.Day)}."));
        return reasons;
    }

    private async Task<Result<KeptMessage>> FindAsync(Guid conversationId, Guid messageId, Caller caller, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var found = await connection.QuerySingleOrDefaultAsync<KeptMessage>(new CommandDefinition(
            $"""
            SELECT m.message_id AS MessageId, m.basis::text AS BasisJson, m.dataset_id AS DatasetId, m.dataset_version AS DatasetVersion,
                   m.plugin_version AS PluginVersion, m.policy_fingerprint AS PolicyFingerprint, m.as_of::timestamp AS AsOf, m.answer::text AS AnswerJson
            FROM conversations c
            LEFT JOIN messages m ON m.tenant_id = c.tenant_id AND m.conversation_id = c.conversation_id AND m.message_id = @messageId
            WHERE c.tenant_id = @TenantId AND c.conversation_id = @conversationId AND c.subject = @Subject AND c.deleted_at IS NULL AND {GrantedConversations.Seen}
            """,
            new { caller.TenantId, conversationId, caller.Subject, granted = caller.Datasets?.ToArray(), messageId },
            cancellationToken: cancellationToken));
        return found switch
        {
            null => ConversationErrors.Unknown,
            { MessageId: null } => ConversationErrors.MessageUnknown,
            _ => found,
        };
    }

    private async Task RecordAsync(Guid messageId, Answer replayed, bool compare, Caller caller, double durationMs, CancellationToken cancellationToken)
    {
        var details = new { conversation_id = replayed.ConversationId, compared = compare, row_count = replayed.RowCount };
        await audit.AddAsync(
            audit.Of(caller, "message.replayed", details, "answered") with
            {
                SubjectId = messageId.ToString(),
                PluginId = replayed.Plugin,
                DatasetId = replayed.DatasetId,
                DatasetVersion = replayed.DatasetVersion,
                Sql = replayed.Sql,
                DurationMs = durationMs,
            },
            cancellationToken);
    }

    private static string PolicyOf(ModelDefinition model) => JsonSerializer.Serialize(model.Policy, ModelDefinitionJson.Options);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private sealed class KeptMessage
    {
        public Guid? MessageId { get; init; }

        public string? BasisJson { get; init; }

        public Guid? DatasetId { get; init; }

        public int? DatasetVersion { get; init; }

        public string? PluginVersion { get; init; }

        public string? PolicyFingerprint { get; init; }

        public DateTime? AsOf { get; init; }

        public string AnswerJson { get; init; } = "null";
    }
}
