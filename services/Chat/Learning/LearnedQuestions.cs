using NlSql.Chat.LanguageModel;
using NlSql.Chat.LanguageModel.Prompting;
using NlSql.Contracts.Datasets;
using NlSql.Query;
using NlSql.Query.Issues;
using NlSql.Query.Questions;
using NlSql.Query.Reading;
using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Queries;
using NlSql.ServiceDefaults.Identity;

namespace NlSql.Chat.Learning;

/// <summary>Questions that people have said the meaning of: accepted they answer, and similar ones have them as examples.</summary>
internal sealed class LearnedQuestions(TaughtReviews taught)
{
    private const int MostExamples = 3;

    /// <summary>
    /// The question answered as it was accepted before; null when it was not, or when what was accepted cannot run here any more. What was
    /// blocked stays so, and a follow-up means something else each time.
    /// </summary>
    public async Task<CompiledQuestion?> AnswerAsync(UnsureQuestion question, CancellationToken cancellationToken)
    {
        var isOpen = question.Planned switch
        {
            { Outcome: QuestionOutcome.Ready or QuestionOutcome.Clarification } => question.Planned.Reading is not null,
            { Outcome: QuestionOutcome.Unsupported } => question.Planned.Issues.Any(i => i.Code == "intent.language"),
            _ => false,
        };
        if (!isOpen)
            return null;
        var known = await UsableAsync(question, cancellationToken);
        if (known.Count == 0)
            return null;
        var words = Similarity.Words(question.Text);
        return known.Where(k => k.Review.Status == ReviewStatus.Accepted && k.Words == words)
            .Select(k => (k.Review, Query: Compile(k.Review, question.Context)))
            .Where(found => found.Query is not null)
            .Select(found => Answered(question, found.Review, found.Query!))
            .FirstOrDefault();
    }

    /// <summary>Questions whose meaning may be an example: accepted for the tenant, or said by the asker.</summary>
    public async Task<IReadOnlyList<(Review Review, string Words)>> ExamplesAsync(UnsureQuestion question, CancellationToken cancellationToken) =>
        [.. (await UsableAsync(question, cancellationToken)).Where(k => k.Review.Status == ReviewStatus.Accepted || k.Review.CreatedBy == question.Caller.Subject)];

    /// <summary>Those of them that are like a question, with what they were said to mean; best first.</summary>
    public static IReadOnlyList<PromptExample> Similar(UnsureQuestion question, IReadOnlyList<(Review Review, string Words)> examples, Closeness closeness)
    {
        var words = Similarity.Words(question.Text);
        var plan = question.Planned.Query is { } planned ? SemanticQueryJson.Write(planned) : null;
        return [.. examples
            .Select(k => (k.Review, Score: closeness.With(k.Review.Question, Similarity.Of(words, k.Words, plan, k.Review.SemanticQuery ?? k.Review.Sql))))
            .Where(k => k.Score >= Similarity.Enough)
            .OrderByDescending(k => k.Score)
            .Where(k => Compile(k.Review, question.Context) is not null)
            .Take(MostExamples)
            .Select(k => new PromptExample(k.Review.Question, k.Review.SemanticQuery ?? k.Review.Sql!))];
    }

    /// <summary>What of it a caller's questions depend on: it changes when something is taught, accepted or rejected.</summary>
    public async Task<string> StampAsync(Caller caller, DatasetCatalog catalog, CancellationToken cancellationToken) => string.Join(',', (await taught.OfAsync(caller.TenantId, catalog, cancellationToken)).Questions
        .Where(k => k.Review.Status == ReviewStatus.Accepted || k.Review.CreatedBy == caller.Subject)
        .Select(k => $"{k.Review.ReviewId:N}{k.Review.Status}"));

    private async Task<IReadOnlyList<(Review Review, string Words)>> UsableAsync(UnsureQuestion question, CancellationToken cancellationToken) =>
        (await taught.OfAsync(question.Caller.TenantId, question.Subject.Dataset.Catalog, cancellationToken)).Questions;

    // Models and policies change: what was accepted once is held to those of today.
    private static CompiledQuery? Compile(Review review, QueryContext context)
    {
        var verified = context with { Tier = AnswerTier.Verified };
        return review.Read() is { } query ? QueryCompiler.Compile(query, verified).Query
            : review.Sql is { } sql ? QueryCompiler.CompileSql(sql, verified).Query
            : null;
    }

    private static CompiledQuestion Answered(UnsureQuestion question, Review review, CompiledQuery query) => question.Planned with
    {
        Outcome = QuestionOutcome.Ready,
        Query = review.Read(),
        Tier = AnswerTier.Verified,
        Compiled = query,
        Interpretation = [new(new TextSpan(0, question.Text.Length), question.Text, "verified_question", review.Question, [])],
        Assumptions = query.Assumptions,
        Confidence = ReadingConfidence.Of(1, []),
        Message = null,
        Choices = [],
        Issues = [],
    };
}
