using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Options;
using NlSql.Chat.Conversations;
using NlSql.Chat.Datasets;
using NlSql.Query;
using NlSql.Query.Charts;
using NlSql.Query.Narration;
using NlSql.Query.Questions;
using NlSql.Query.Reading;
using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Queries;
using NlSql.ServiceDefaults.Errors;
using NlSql.ServiceDefaults.Identity;
using Npgsql;

namespace NlSql.Chat.Asking;

/// <summary>
/// Answers one question: select the dataset, understand and compile, run, check, tell, remember. The understanding is the engine's;
/// this class does the I/O around it, one stage after the other.
/// </summary>
internal sealed class AskQuestion(
    DatasetSelection selection,
    RunQuery run,
    RememberAnswer remember,
    NpgsqlDataSource database,
    IOptions<ChatOptions> options,
    TimeProvider clock)
{
    private const int LongestAuditedQuestion = 2_000;

    public async Task<Result<Answer>> RunAsync(AskRequest request, Caller caller, CancellationToken cancellationToken)
    {
        var stages = new Stages();
        var asked = request.Query ?? "";
        var kept = Storable(asked.Length <= LongestAuditedQuestion ? asked : asked[..LongestAuditedQuestion]);
        var result = await AnswerAsync(request, caller, stages, cancellationToken);
        if (!result.TryGet(out var answer, out var failure))
        {
            await remember.KeepFailureAsync(failure.Code, kept, request, caller, stages.TotalMs, cancellationToken);
            return failure;
        }

        var remembered = await stages.RunAsync("remember", () => remember.KeepAsync(answer, kept, caller, stages.TotalMs, cancellationToken));
        return remembered with { TimingsMs = new Dictionary<string, double>(stages.Timings) { ["total"] = stages.TotalMs } };
    }

    private async Task<Result<Answer>> AnswerAsync(AskRequest request, Caller caller, Stages stages, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(request.Query) && request.Choice is null)
            return AskErrors.QuestionMissing;
        if (!(await ConversationAsync(request, caller, cancellationToken)).TryGet(out var conversation, out var refused))
            return refused;
        var selected = await stages.RunAsync("select", () => selection.SelectAsync(request, caller, cancellationToken));
        if (!selected.TryGet(out var subject, out var failure))
            return failure;

        var anchor = AnchorOf(request, subject);
        var context = ContextOf(subject, anchor, caller);
        var understood = stages.Run("understand", () => Understand(request, subject, context));
        if (!understood.TryGet(out var compiled, out failure))
            return failure;

        var answer = Describe(compiled, subject) with { ConversationId = conversation, MessageId = Guid.CreateVersion7(clock.GetUtcNow()) };
        if (compiled is not { Outcome: QuestionOutcome.Ready, Compiled: { } query } || request.DryRun)
            return answer;

        var ran = await stages.RunAsync("run", () => run.RunAsync(query, subject.Dataset.Scope.DatasetId, subject.Model.Policy.MaxCost, cancellationToken));
        return ran.TryGet(out var table, out failure)
            ? stages.Run("tell", () => Tell(answer, query, table, subject, anchor))
            : failure;
    }

    /// <summary>The conversation that the turn belongs to: the caller's own, or a new one.</summary>
    private async Task<Result<Guid>> ConversationAsync(AskRequest request, Caller caller, CancellationToken cancellationToken)
    {
        if (request.ConversationId is not { Length: > 0 } text)
            return options.Value.AutoCreateConversation ? Guid.CreateVersion7(clock.GetUtcNow()) : AskErrors.ConversationMissing;
        if (!Guid.TryParse(text, out var id))
            return AskErrors.ConversationIdMalformed;
        return await ConversationStore.ExistsAsync(database, caller.TenantId, caller.Subject, id, cancellationToken) ? id : AskErrors.ConversationUnknown;
    }

    private static Result<CompiledQuestion> Understand(AskRequest request, SelectedDataset subject, QueryContext context)
    {
        if (request.Choice is { } choice)
        {
            var read = SemanticQueryJson.Read(choice);
            return read.Query is { } query
                ? Chosen(query, QueryCompiler.Compile(query, context))
                : AskErrors.ChoiceMalformed($"{read.Errors[0].Path}: {read.Errors[0].Message}");
        }

        var asking = new QuestionContext(subject.Dataset.Lexicon, context)
        {
            MonthFirst = string.Equals(request.Locale, "en-US", StringComparison.OrdinalIgnoreCase),
        };
        var compiled = QuestionCompiler.Compile(request.Query!, asking);
        // Words for a table that was not uploaded may mean something in those that were: customers in sales, for example.
        if (subject.Dataset.LoadedLexicon is { } loaded && compiled.Issues.Any(i => i.Code == "compile.table-without-data")
            && QuestionCompiler.Compile(request.Query!, asking with { Lexicon = loaded }) is { Outcome: QuestionOutcome.Ready } other)
            compiled = other;
        return compiled.Outcome == QuestionOutcome.Invalid
            ? new Failure(FailureKind.Invalid, compiled.Issues[0].Code, compiled.Issues[0].Message)
            : compiled;
    }

    /// <summary>A choice of a clarification says exactly what is meant; it is compiled and guarded like anything else.</summary>
    private static CompiledQuestion Chosen(SemanticQuery query, CompileResult result) => new()
    {
        Outcome = result.Query is not null ? QuestionOutcome.Ready
            : result.Issues.Any(i => i.Code.StartsWith("policy.", StringComparison.Ordinal)) ? QuestionOutcome.Blocked : QuestionOutcome.Unsupported,
        Query = query,
        Tier = AnswerTier.Semantic,
        Compiled = result.Query,
        Assumptions = result.Query?.Assumptions ?? [],
        Confidence = result.Query is null ? null : ReadingConfidence.Of(1, ["You chose this reading."]),
        Message = result.Query is null ? string.Join(' ', result.Issues.Select(i => i.Message)) : null,
        Issues = result.Issues,
    };

    private TimeAnchorDay AnchorOf(AskRequest request, SelectedDataset subject) => request.AsOf is { } requested
        ? new(requested, TimeAnchorOrigin.Requested)
        : TimeAnchorDay.Of(subject.Model.Policy, subject.Dataset.NewestDay, DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime));

    private QueryContext ContextOf(SelectedDataset subject, TimeAnchorDay anchor, Caller caller) => new()
    {
        Model = subject.Dataset.Model,
        Scope = subject.Dataset.Scope,
        Anchor = anchor,
        DataDays = subject.Dataset.Days,
        Roles = [caller.Role],
        FallbackLimit = options.Value.DefaultRows,
    };

    /// <summary>Everything of an answer that is known before the query runs.</summary>
    private static Answer Describe(CompiledQuestion compiled, SelectedDataset subject) => new()
    {
        AnswerType = compiled.Outcome switch
        {
            QuestionOutcome.Blocked => AnswerType.Blocked,
            QuestionOutcome.Unsupported => AnswerType.Unsupported,
            QuestionOutcome.Clarification => AnswerType.Clarification,
            _ => AnswerType.Text,
        },
        Value = compiled.Message,
        Explanation = compiled.Compiled is { } query ? Explainer.Explain(query, subject.Dataset.Model) : compiled.Message,
        Sql = compiled.Compiled?.DisplaySql,
        SemanticQuery = (compiled.Compiled?.Query ?? compiled.Query) is { } meaning ? Json(meaning) : null,
        Tier = compiled.Compiled is null ? null : compiled.Tier,
        Interpretation = [.. compiled.Interpretation.Select(s => new AnswerSpan(s.Span.Start, s.Span.Length, s.Text, s.Kind, s.Meaning, s.Alternatives))],
        Assumptions = [.. new[] { subject.Assumption }.OfType<string>(), .. compiled.Assumptions],
        Confidence = compiled.Confidence is { } sure
            ? new(sure.Level.ToString().ToLowerInvariant(), Math.Round(sure.Score, 2), sure.Reasons)
            : null,
        PolicyApplied = [.. (compiled.Compiled?.PolicyApplied ?? []).Select(p => new AnswerPolicy(p.Rule, p.Effect))],
        RequiresClarification = compiled.Outcome == QuestionOutcome.Clarification,
        Choices = [.. compiled.Choices.Select(c => new AnswerChoice(c.Label, Json(c.Query)))],
        Issues = [.. compiled.Issues.Select(i => new AnswerIssue(i.Code, i.Message, i.Span.Start, i.Span.Length, i.Suggestions))],
        DataLastUpdated = subject.Dataset.Catalog.PublishedAt,
        Plugin = subject.Model.Plugin.Id,
        PluginVersion = subject.Model.Version,
        DatasetId = subject.Dataset.Catalog.DatasetId,
        DatasetVersion = subject.Dataset.Catalog.Version,
        Suggestions = Suggest(subject.Model),
        TraceId = Activity.Current?.TraceId.ToString(),
    };

    /// <summary>The answer with its rows: the number or the table, the sentence, the chart, and what to beware of.</summary>
    private static Answer Tell(Answer answer, CompiledQuery query, ResultTable table, SelectedDataset subject, TimeAnchorDay anchor)
    {
        var model = subject.Dataset.Model;
        var isNumber = table is { Columns: [{ Role: OutputRole.Metric }], Rows.Count: 1 };
        var narrative = Narrator.Narrate(query, table, model);
        var isExistence = query.Query?.Shape == QueryShape.Exists;
        var told = answer with
        {
            AnswerType = isExistence ? AnswerType.Text : isNumber ? AnswerType.Number : AnswerType.Table,
            Value = isExistence ? narrative : isNumber ? JsonValues.Of(table.Rows[0][0]) : JsonValues.Rows(table),
            Columns = [.. table.Columns.Select(c => new AnswerColumn(c.Name, c.Label, c.Type.ToString().ToLowerInvariant(), c.Currency ?? c.Unit, c.Format))],
            RowCount = table.Rows.Count,
            Truncated = table.RowBeyond is not null && !query.LimitAsked,
            Narrative = narrative,
            Chart = ChartBuilder.Build(table),
            Warnings = [.. ResultChecks.Check(query, table, model, anchor).Select(w => w.Message)],
        };
        var empty = query.ColumnsRead.Where(subject.Dataset.EmptyColumns.Contains).ToList();
        return empty.Count == 0 ? told : Doubt(told, $"This dataset has no values in {string.Join(", ", empty)}, so the answer may say nothing. Upload a file that has them.");
    }

    /// <summary>An answer that a warning takes the ground from is not one to be confident in.</summary>
    private static Answer Doubt(Answer answer, string warning) => answer with
    {
        Warnings = [warning, .. answer.Warnings],
        Confidence = new("low", Math.Min(answer.Confidence?.Score ?? 1, 0.3), [warning, .. answer.Confidence?.Reasons ?? []]),
    };

    private static List<string> Suggest(ModelDefinition model) =>
        [.. model.QuestionPacks.SelectMany(p => p.Questions).Where(q => q.Suggest && !q.Ask[0].Contains('{', StringComparison.Ordinal)).Select(q => q.Ask[0]).Take(3)];

    private static JsonElement Json(SemanticQuery query) => JsonElement.Parse(SemanticQueryJson.Write(query));

    /// <summary>Text for conversation and trail: neither a control character nor half of a surrogate pair may break what stores it.</summary>
    private static string Storable(string text) =>
        string.Concat(text.EnumerateRunes().Select(r => Rune.IsControl(r) && !Rune.IsWhiteSpace(r) ? Rune.ReplacementChar : r));
}
