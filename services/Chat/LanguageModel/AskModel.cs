using Microsoft.Extensions.Options;
using NlSql.Chat.Asking;
using NlSql.Chat.LanguageModel.Budgets;
using NlSql.Chat.LanguageModel.Endpoint;
using NlSql.Chat.LanguageModel.Prompting;
using NlSql.Chat.Learning;
using NlSql.Chat.Memory;
using NlSql.Query;
using NlSql.Query.Issues;
using NlSql.Query.Narration;
using NlSql.Query.Questions;
using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Queries;

namespace NlSql.Chat.LanguageModel;

/// <summary>
/// Asks a language model what a question means where the planner is not sure. The model proposes; policy, compiler and guard decide. When
/// nothing comes of it, what the planner said stands.
/// </summary>
internal sealed class AskModel(ModelEndpoint endpoint, ModelBudget budget, LearnedQuestions learned, QuestionVectors vectors, RunQuery run, IOptions<LanguageModelOptions> options)
{
    // This near to being sure, the planner's reading has a voice of its own where voices are counted.
    private const double NearlySure = 0.2;

    private readonly LanguageModelOptions settings = options.Value;

    /// <summary>
    /// Whether a model may help: one is configured, the policy lets one answer, and the question was not understood, or not surely. What
    /// is refused is never asked.
    /// </summary>
    public bool CanHelp(CompiledQuestion planned, ModelDefinition model) => settings.Enabled
        && (Allows(model.Policy, AnswerTier.Semantic) || Allows(model.Policy, AnswerTier.GeneratedSql))
        && planned switch
        {
            { Outcome: QuestionOutcome.Clarification } => true,
            { Outcome: QuestionOutcome.Ready, Tier: AnswerTier.Semantic, Confidence: { } sure } => sure.Score < settings.AskBelow,
            { Outcome: QuestionOutcome.Unsupported } => planned.Issues.Any(i => i.Code == "intent.language"),
            _ => false,
        };

    /// <summary>The model's reading of the question, or the planner's with a note why it stands.</summary>
    public async Task<ModelAnswer> AskAsync(UnsureQuestion question, CancellationToken cancellationToken)
    {
        var spend = new ModelSpend(settings);
        if (!await budget.AllowsAsync(question.Caller.TenantId, cancellationToken))
            return Planned(question, spend, ModelOutcome.OverBudget);

        var sqlAllowed = Allows(question.Subject.Model.Policy, AnswerTier.GeneratedSql);
        var drawn = await DrawAsync(question, sqlAllowed, spend, cancellationToken);
        var chosen = CandidateVote.Choose(drawn, await OfPlannerAsync(question, cancellationToken));
        if (chosen is { Candidate: { Query: { } query } candidate })
            return new(Answered(question, candidate, query, chosen.Share)) { Rows = candidate.Rows, Model = spend.Told(ModelOutcome.Answered) };
        return DisagreeingReadings.Ask(question, chosen.Rivals) is { } asking
            ? new(ConversationMemory.Apply(asking, question.Conversation, question.Context)) { Model = spend.Told(chosen.Outcome) }
            : Planned(question, spend, chosen.Outcome);
    }

    /// <summary>The planner's own reading with its rows, where it was nearly sure and there is a vote.</summary>
    private async Task<Candidate?> OfPlannerAsync(UnsureQuestion question, CancellationToken cancellationToken)
    {
        if (settings.Candidates == 1 || question is not { DryRun: false, Planned: { Outcome: QuestionOutcome.Ready, Query: { } meaning, Compiled: { } query, Confidence: { } sure } }
            || sure.Score < settings.AskBelow - NearlySure)
            return null;
        var subject = question.Subject;
        var ran = await question.Stages.RunAsync(
            "run", () => run.RunAsync(query, question.Caller.TenantId, subject.Dataset.Scope.DatasetId, subject.Model.Policy, cancellationToken));
        return ran.TryGet(out var rows, out _) ? new Candidate(ModelOutcome.Answered) { Query = query, Meaning = meaning, Tier = AnswerTier.Semantic, Rows = rows } : null;
    }

    private async Task<Candidate[]> DrawAsync(UnsureQuestion question, bool sqlAllowed, ModelSpend spend, CancellationToken cancellationToken)
    {
        try
        {
            var prompt = PromptBuilder.Build(await WithExamplesAsync(InputOf(question, sqlAllowed), question, spend, cancellationToken));
            return await Task.WhenAll(Enumerable.Range(0, question.DryRun ? 1 : settings.Candidates).Select(_ =>
                new ModelDialogue(endpoint, run, settings, question, sqlAllowed, spend).RunAsync(prompt, cancellationToken)));
        }
        finally
        {
            // What was used was used, even when nobody waits for the answer any more.
            budget.Spend(question.Caller.TenantId, spend.Told(ModelOutcome.Answered));
        }
    }

    /// <summary>The input with similar questions. Those about values that may not be told are told to no model, not even to be compared.</summary>
    private async Task<PromptInput> WithExamplesAsync(PromptInput input, UnsureQuestion question, ModelSpend spend, CancellationToken cancellationToken)
    {
        var corrections = await learned.ExamplesAsync(question, cancellationToken);
        if (settings.EmbeddingModel is not { Length: > 0 })
            return input with { Corrections = LearnedQuestions.Similar(question, corrections, Closeness.Unknown) };

        var told = new ToldColumns(input.Model);
        var mayBeTold = corrections.Where(c => !told.MayHoldSilentValues(input.Model, c.Review.SemanticQuery ?? c.Review.Sql!)).ToList();
        var verified = VerifiedExamples.All(input.Model).ToList();
        var closeness = await vectors.CompareAsync(
            question.Caller.TenantId, question.Text, [.. mayBeTold.Select(c => c.Review)], [.. verified.Select(v => v.Question)], spend, cancellationToken);
        return input with
        {
            Corrections = LearnedQuestions.Similar(question, mayBeTold, closeness),
            Verified = closeness.IsKnown ? VerifiedExamples.Like(verified, question.Text, closeness) : null,
        };
    }

    private PromptInput InputOf(UnsureQuestion question, bool sqlAllowed)
    {
        var lexicon = question.Subject.Dataset.LoadedLexicon ?? question.Subject.Dataset.Lexicon;
        var planned = question.Planned;
        var earlier = question.Conversation.QueriesOf(question.Subject.Dataset.Scope.DatasetId);
        return new()
        {
            Question = question.Text,
            Model = lexicon.Model,
            Values = lexicon.Values,
            Today = question.Context.Anchor,
            Read = planned.Interpretation,
            Guesses = [.. new[] { planned.Query }.OfType<SemanticQuery>(), .. planned.Choices.Select(c => c.Query)],
            Previous = earlier.Count > 0 ? earlier[0].Query : null,
            SqlAllowed = sqlAllowed,
            MaximumColumns = question.Subject.Dataset.Catalog.PluginId is null ? settings.DynamicColumns : null,
            MaximumTokens = settings.PromptTokens,
        };
    }

    private static CompiledQuestion Answered(UnsureQuestion question, Candidate candidate, CompiledQuery query, double share)
    {
        var planned = question.Planned;
        var meaning = Explainer.Explain(query, question.Subject.Dataset.Model);
        return planned with
        {
            Outcome = QuestionOutcome.Ready,
            Query = candidate.Meaning,
            Tier = candidate.Tier,
            Compiled = query,
            Interpretation = [new(new TextSpan(0, question.Text.Length), question.Text, "language_model", meaning, [])],
            Assumptions = query.Assumptions,
            Confidence = ModelConfidence.Of(candidate, share, planned.Query is { } own && query.Query is not null && Same(own, query, question.Context)),
            Message = null,
            Choices = [],
            Issues = [],
        };
    }

    private static bool Same(SemanticQuery planned, CompiledQuery query, QueryContext context) =>
        QueryCompiler.Compile(planned, context).Query?.CanonicalText == query.CanonicalText;

    private static ModelAnswer Planned(UnsureQuestion question, ModelSpend spend, ModelOutcome outcome) => new(question.Planned)
    {
        Model = spend.Told(outcome),
        Note = outcome switch
        {
            ModelOutcome.OverBudget => "The budget for the language model is used up for today, so this is answered without it.",
            ModelOutcome.Failed => "The language model does not answer at the moment, so this is answered without it.",
            ModelOutcome.Disagreed => "The language model gave different answers, so none of them is used.",
            ModelOutcome.Unclear => "The language model found no single meaning either.",
            _ => "The language model gave no answer that can be used.",
        },
    };

    private static bool Allows(PolicyDefinition policy, AnswerTier tier) => policy.AnswerTiersAllowed.Count == 0 || policy.AnswerTiersAllowed.Contains(tier);
}
