using System.Text;
using Microsoft.Extensions.Options;
using NlSql.Chat.Caching;
using NlSql.Chat.Conversations;
using NlSql.Chat.Datasets;
using NlSql.Chat.LanguageModel;
using NlSql.Chat.Learning;
using NlSql.Chat.Memory;
using NlSql.Query;
using NlSql.Query.Questions;
using NlSql.Query.Reading;
using NlSql.Query.Suggestions;
using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Queries;
using NlSql.ServiceDefaults.Errors;
using NlSql.ServiceDefaults.Identity;
using Npgsql;

namespace NlSql.Chat.Asking;

/// <summary>
/// Answers one question or semantic query: select the dataset, understand and compile, run, check, tell, remember. The understanding is
/// the engine's; this class does the I/O around it, one stage after the other.
/// </summary>
internal sealed class AskQuestion(
    ConversationTurns turns,
    DatasetSelection selection,
    ConversationMemory memory,
    PlanCache plans,
    QueryContexts contexts,
    LearnedQuestions learned,
    SynonymProposals synonyms,
    AskModel model,
    NarrateAnswer narrate,
    NarrativeCache narratives,
    RunQuery run,
    RememberAnswer remember,
    NpgsqlDataSource database,
    IOptions<ChatOptions> options,
    TimeProvider clock)
{
    private const int LongestAuditedQuestion = 2_000;
    private const int LongestAuditedSql = 20_000;

    /// <summary>Answers a question in words, or a choice of a clarification.</summary>
    public Task<Result<Answer>> RunAsync(AskRequest request, Caller caller, CancellationToken cancellationToken) =>
        RunAsync(request, caller, new Stages(), cancellationToken);

    /// <summary>The same, told stage by stage.</summary>
    public Task<Result<Answer>> RunAsync(AskRequest request, Caller caller, Stages stages, CancellationToken cancellationToken) => RunAsync(
        new Asked("question.asked", Kept(request.Query ?? ""), request.Plugin, request.DatasetId),
        request,
        string.IsNullOrWhiteSpace(request.Query) && request.Choice is null ? AskErrors.QuestionMissing : null,
        (conversation, subject, context) => Understand(request, conversation, subject, context),
        caller,
        stages,
        cancellationToken);

    /// <summary>Answers a semantic query: like a question that has been understood, and held to the same rules.</summary>
    public Task<Result<Answer>> RunAsync(SemanticQueryRequest request, bool explain, Caller caller, CancellationToken cancellationToken)
    {
        var (query, malformed) = request.Read();
        return RunAsync(
            new Asked("query.asked", Kept(query is null ? request.Written : SemanticQueryJson.Write(query)), request.Plugin, request.DatasetId),
            request.ToAskRequest(explain),
            malformed,
            (_, _, context) => Given(query!, QueryCompiler.Compile(query!, context)),
            caller,
            new Stages(),
            cancellationToken);
    }

    /// <summary>Answers SQL that the caller wrote: guarded, scoped, and held to the same rules.</summary>
    public Task<Result<Answer>> RunAsync(SqlRequest request, bool explain, Caller caller, CancellationToken cancellationToken) => RunAsync(
        new Asked("sql.asked", Kept(request.Sql ?? "", LongestAuditedSql), request.Plugin, request.DatasetId),
        request.ToAskRequest(explain),
        string.IsNullOrWhiteSpace(request.Sql) ? AskErrors.SqlMissing : null,
        (_, _, context) => Written(request.Sql!, context),
        caller,
        new Stages(),
        cancellationToken);

    private async Task<Result<Answer>> RunAsync(
        Asked asked,
        AskRequest request,
        Failure? malformed,
        Func<Conversation, SelectedDataset, QueryContext, Result<CompiledQuestion>> understand,
        Caller caller,
        Stages stages,
        CancellationToken cancellationToken)
    {
        await using var turn = await turns.BeginAsync(caller, request.ConversationId, cancellationToken);
        var result = malformed ?? turn.Refused ?? await AnswerAsync(request, understand, caller, stages, cancellationToken);
        if (!result.TryGet(out var answer, out var failure))
        {
            await remember.KeepFailureAsync(failure, asked, caller, stages.TotalMs, cancellationToken);
            return failure;
        }

        var remembered = await stages.RunAsync("remember", () => remember.KeepAsync(answer, asked, caller, stages.TotalMs, cancellationToken));
        return remembered with { TimingsMs = new Dictionary<string, double>(stages.Timings) { ["total"] = stages.TotalMs } };
    }

    private async Task<Result<Answer>> AnswerAsync(
        AskRequest request,
        Func<Conversation, SelectedDataset, QueryContext, Result<CompiledQuestion>> understand,
        Caller caller,
        Stages stages,
        CancellationToken cancellationToken)
    {
        if (!(await ConversationAsync(request, caller, cancellationToken)).TryGet(out var conversation, out var refused))
            return refused;
        var selected = await stages.RunAsync("select", () => selection.SelectAsync(request, caller, cancellationToken));
        if (!selected.TryGet(out var subject, out var failure))
            return failure;

        var anchor = contexts.AnchorOf(request.AsOf, subject);
        var context = contexts.Of(subject, anchor, caller);
        Task<Result<QuestionPlan>> Plan() => PlanAsync(request, understand, conversation, subject, context, caller, stages, cancellationToken);
        var (planned, planOutcome) = request is { Query: not null, Choice: null, DryRun: false }
            ? await plans.GetAsync(request, conversation, subject, context, caller, Plan, cancellationToken)
            : (await Plan(), CacheOutcome.None);
        if (!planned.TryGet(out var plan, out failure))
            return failure;

        var (helped, compiled) = (plan.Answer, plan.Answer.Question);
        var answer = TellAnswer.Describe(compiled, subject) with
        {
            ConversationId = conversation.Id,
            MessageId = Guid.CreateVersion7(clock.GetUtcNow()),
            Basis = AnswerBasis.Of(compiled, anchor, subject.Model),
            Learned = await memory.LearnAsync(request, conversation, compiled, question => Read(question, request.Locale, conversation, subject, context), caller, cancellationToken),
            Model = helped.Model,
            Cache = new AnswerCache(planOutcome, CacheOutcome.None),
            Warnings = new[] { helped.Note }.OfType<string>().ToList(),
            Suggestions = plan.Suggestions,
        };
        answer = answer with { Proposed = await synonyms.OfChoiceAsync(answer.Learned, compiled.Query, subject, context, caller, cancellationToken) };
        if (compiled is not { Outcome: QuestionOutcome.Ready, Compiled: { } query })
            return answer;
        if (request.DryRun)
            return await ExplainedAsync(answer, query, subject, caller, stages, cancellationToken);

        (Result<ResultTable> ran, var outcome) = helped.Rows is { } rows
            ? (rows, CacheOutcome.None)
            : await stages.RunAsync("run", () => run.LookUpAsync(query, caller.TenantId, subject.Dataset.Scope.DatasetId, subject.Model.Policy, cancellationToken));
        answer = answer with { Cache = answer.Cache with { Result = outcome } };
        if (!ran.TryGet(out var table, out failure))
            return failure;
        Task<Answer> Narrate() => narrate.RunAsync(answer, request.Query ?? "", query, table, subject.Dataset.Model, caller, stages, cancellationToken);
        answer = stages.Run("tell", () => ConversationMemory.Show(TellAnswer.Tell(answer, query, table, subject, anchor), conversation));
        return request.UseModel && narrate.CanTell(query, table, subject.Dataset.Model)
            ? await stages.RunAsync("narrate", () => narratives.GetAsync(answer, request.Query ?? "", query, caller, Narrate, cancellationToken))
            : answer;
    }

    /// <summary>What a question means, and what to ask next.</summary>
    private async Task<Result<QuestionPlan>> PlanAsync(
        AskRequest request,
        Func<Conversation, SelectedDataset, QueryContext, Result<CompiledQuestion>> understand,
        Conversation conversation,
        SelectedDataset subject,
        QueryContext context,
        Caller caller,
        Stages stages,
        CancellationToken cancellationToken)
    {
        var understood = stages.Run("understand", () => understand(conversation, subject, context));
        if (!understood.TryGet(out var compiled, out var failure))
            return failure;
        var unsure = new UnsureQuestion(request.Query ?? "", compiled, conversation, subject, context, caller, stages, request.DryRun);
        var helped = request is { Query: not null, Choice: null } ? await HelpAsync(unsure, request.UseModel, cancellationToken) : new ModelAnswer(compiled);
        var suggestions = stages.Run("suggest", () => NextQuestions.After(helped.Question, new QuestionContext(subject.Dataset.LoadedLexicon ?? subject.Dataset.Lexicon, context)));
        return new QuestionPlan(helped, suggestions);
    }

    /// <summary>What people have taught comes before the planner's reading; a language model is asked where that is unsure.</summary>
    private async Task<ModelAnswer> HelpAsync(UnsureQuestion question, bool useModel, CancellationToken cancellationToken)
    {
        if (await learned.AnswerAsync(question, cancellationToken) is { } taught)
            return new(taught);
        return useModel && model.CanHelp(question.Planned, question.Subject.Model)
            ? await question.Stages.RunAsync("model", () => model.AskAsync(question, cancellationToken))
            : new(question.Planned);
    }

    /// <summary>The answer without rows. The types of text SQL are what the database says: it reads the query and does not run it.</summary>
    private async Task<Result<Answer>> ExplainedAsync(Answer answer, CompiledQuery query, SelectedDataset subject, Caller caller, Stages stages, CancellationToken cancellationToken)
    {
        if (query.Query is not null)
            return answer;
        var described = await stages.RunAsync("describe", () => run.DescribeAsync(query, caller.TenantId, subject.Dataset.Scope.DatasetId, cancellationToken));
        return described.TryGet(out var columns, out var failure) ? TellAnswer.WithColumns(answer, columns) : failure;
    }

    /// <summary>The conversation that the turn belongs to: the caller's own, or a new one.</summary>
    private async Task<Result<Conversation>> ConversationAsync(AskRequest request, Caller caller, CancellationToken cancellationToken)
    {
        if (request.ConversationId is not { Length: > 0 } text)
            return options.Value.AutoCreateConversation ? new Conversation(Guid.CreateVersion7(clock.GetUtcNow()), [], null, []) : AskErrors.ConversationMissing;
        if (!Guid.TryParse(text, out var id))
            return AskErrors.ConversationIdMalformed;
        return await ConversationStore.FindAsync(database, caller, id, cancellationToken) is { } known ? known : AskErrors.ConversationUnknown;
    }

    private static Result<CompiledQuestion> Understand(AskRequest request, Conversation conversation, SelectedDataset subject, QueryContext context)
    {
        if (request.Choice is { } choice)
        {
            var read = SemanticQueryJson.Read(choice);
            return read.Query is { } query
                ? Chosen(query, QueryCompiler.Compile(query, context))
                : AskErrors.ChoiceMalformed($"{read.Errors[0].Path}: {read.Errors[0].Message}");
        }

        if (ConversationMemory.Confirm(request.Query) is { } confirmed)
            return confirmed;
        var compiled = ConversationMemory.Apply(Read(request.Query!, request.Locale, conversation, subject, context), conversation, context);
        return compiled.Outcome == QuestionOutcome.Invalid
            ? new Failure(FailureKind.Invalid, compiled.Issues[0].Code, compiled.Issues[0].Message)
            : compiled;
    }

    private static CompiledQuestion Read(string question, string? locale, Conversation conversation, SelectedDataset subject, QueryContext context)
    {
        var asking = new QuestionContext(subject.Dataset.Lexicon, context)
        {
            Earlier = conversation.QueriesOf(subject.Dataset.Scope.DatasetId),
            Unanswered = conversation.UnansweredOf(subject.Dataset.Scope.DatasetId),
            MonthFirst = string.Equals(locale, "en-US", StringComparison.OrdinalIgnoreCase),
        };
        var compiled = QuestionCompiler.Compile(question, asking);
        // Words for a table that was not uploaded may mean something in those that were: customers in sales, for example.
        if (subject.Dataset.LoadedLexicon is { } loaded && compiled.Issues.Any(i => i.Code == "compile.table-without-data")
            && QuestionCompiler.Compile(question, asking with { Lexicon = loaded }) is { Outcome: QuestionOutcome.Ready } other)
            compiled = other;
        return LearnedSynonym.Say(compiled, subject.Dataset.Synonyms, subject.Model);
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

    private static Result<CompiledQuestion> Given(SemanticQuery query, CompileResult result) => result.Query is null
        ? AskErrors.QueryRefused(result.Issues)
        : new CompiledQuestion
        {
            Outcome = QuestionOutcome.Ready,
            Query = query,
            Tier = AnswerTier.Semantic,
            Compiled = result.Query,
            Assumptions = result.Query.Assumptions,
            Confidence = ReadingConfidence.Of(1, ["The query was given as it is."]),
        };

    private static Result<CompiledQuestion> Written(string sql, QueryContext context)
    {
        var result = QueryCompiler.CompileSql(sql, context with { Tier = AnswerTier.GeneratedSql });
        return result.Query is null
            ? AskErrors.SqlRefused(result.Issues, sql)
            : new CompiledQuestion
            {
                Outcome = QuestionOutcome.Ready,
                Tier = AnswerTier.GeneratedSql,
                Compiled = result.Query,
                Assumptions = result.Query.Assumptions,
                Confidence = ReadingConfidence.Of(1, ["The SQL was given as it is."]),
            };
    }

    private static string Kept(string text, int longest = LongestAuditedQuestion) => Storable(text.Length <= longest ? text : text[..longest]);

    /// <summary>Text for conversation and trail: neither a control character nor half of a surrogate pair may break what stores it.</summary>
    private static string Storable(string text) =>
        string.Concat(text.EnumerateRunes().Select(r => Rune.IsControl(r) && !Rune.IsWhiteSpace(r) ? Rune.ReplacementChar : r));
}
