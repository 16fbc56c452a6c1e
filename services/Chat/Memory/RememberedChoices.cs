using NlSql.Query;
using NlSql.Query.Questions;
using NlSql.Query.Reading;
using NlSql.Query.Tokens;
using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Queries;

namespace NlSql.Chat.Memory;

/// <summary>
/// What the user chose when a question was unclear. The same words that are unclear in the same way are read the same way, where exactly
/// one of the readings has what set the chosen one apart; else the user is asked again.
/// </summary>
internal static class RememberedChoices
{
    /// <summary>The issue of a question that a language model read in different ways.</summary>
    public const string OfModel = "reading.candidates-differ";

    /// <summary>What a choice teaches; null when the question did not offer it.</summary>
    public static MemoryContent.Choice? Learn(CompiledQuestion clarified, SemanticQuery chosen)
    {
        var text = SemanticQueryJson.Write(chosen);
        if (clarified is not { Outcome: QuestionOutcome.Clarification, Issues: [{ } issue, ..], Question: { } question }
            || clarified.Choices.FirstOrDefault(c => SemanticQueryJson.Write(c.Query) == text) is not { } choice)
            return null;
        var unclear = UnclearText(clarified, question);
        return new(issue.Code, Words(unclear), unclear, QueryParts.Distinguishing(chosen, [.. clarified.Choices.Select(c => c.Query)]), choice.Label, question.Original);
    }

    /// <summary>What the choice of one of a language model's readings teaches; null when the question did not offer it.</summary>
    public static MemoryContent.Choice? Learn(ClarifiedTurn asked, SemanticQuery chosen)
    {
        var text = SemanticQueryJson.Write(chosen);
        if (asked.Code != OfModel || asked.Choices.FirstOrDefault(c => SemanticQueryJson.Write(c.Query) == text) is not { } choice)
            return null;
        var unclear = Whole(asked.Question);
        return new(asked.Code, Words(unclear), unclear, QueryParts.Distinguishing(chosen, [.. asked.Choices.Select(c => c.Query)]), choice.Label, asked.Question, text);
    }

    /// <summary>The question as the user would read it; the same when nothing that was chosen decides.</summary>
    public static CompiledQuestion Apply(CompiledQuestion compiled, IReadOnlyList<MemoryEntry> memory, QueryContext context)
    {
        var choices = memory.Select(m => m.Content).OfType<MemoryContent.Choice>().ToList();
        if (choices.Count == 0 || compiled is not { Question: { } question, Verified: null })
            return compiled;
        return Again(compiled, question, choices, context) ?? Alike(compiled, question, choices, context) ?? compiled;
    }

    // The same question again, which the planner did not understand, or not surely.
    private static CompiledQuestion? Again(CompiledQuestion compiled, NormalizedQuestion question, IReadOnlyList<MemoryContent.Choice> choices, QueryContext context)
    {
        if (compiled.Outcome is not (QuestionOutcome.Ready or QuestionOutcome.Clarification or QuestionOutcome.Unsupported))
            return null;
        var words = Words(Whole(question.Original));
        return choices.FirstOrDefault(c => c.Query is not null && c.Words.SequenceEqual(words, StringComparer.Ordinal)) is { Query: { } json } choice
            && SemanticQueryJson.Read(json).Query is { } query
                ? Chosen(compiled, choice, query, context)
                : null;
    }

    private static CompiledQuestion? Alike(CompiledQuestion compiled, NormalizedQuestion question, IReadOnlyList<MemoryContent.Choice> choices, QueryContext context)
    {
        if (compiled is not { Outcome: QuestionOutcome.Clarification, Issues: [{ } issue, ..] })
            return null;
        var words = Words(question.Original).ToHashSet(StringComparer.Ordinal);
        return choices.Where(c => c.Code == issue.Code && c.Words.All(words.Contains))
            .Select(c => compiled.Choices.Where(o => c.Parts.All(QueryParts.Of(o.Query).Contains)).ToList() is [{ Query: var query }] ? Chosen(compiled, c, query, context) : null)
            .FirstOrDefault(c => c is not null);
    }

    private static CompiledQuestion? Chosen(CompiledQuestion compiled, MemoryContent.Choice choice, SemanticQuery query, QueryContext context) =>
        QueryCompiler.Compile(query, context).Query is not { } runs ? null : compiled with
        {
            Outcome = QuestionOutcome.Ready,
            Query = query,
            Tier = AnswerTier.Semantic,
            Compiled = runs,
            Assumptions = [$"“{choice.Text}” is read as you chose in this conversation: {choice.Label}.", .. runs.Assumptions],
            Confidence = ReadingConfidence.Of(0.9, ["You chose this reading in this conversation."]),
            Message = null,
            Choices = [],
            Issues = [],
        };

    // The words that were not understood; the whole question when it is unclear as a whole.
    private static string UnclearText(CompiledQuestion clarified, NormalizedQuestion question)
    {
        var places = clarified.Issues.Select(i => i.Span).Where(s => s.Length > 0 && s.End <= question.Original.Length).ToList();
        return places.Count > 0 ? string.Join(' ', places.Select(s => question.Original.Substring(s.Start, s.Length))) : Whole(question.Original);
    }

    private static string Whole(string question) => question.Trim().TrimEnd('?', '!', '.');

    private static List<string> Words(string text) => [.. Tokenizer.Tokenize(text).Where(t => t.Kind != TokenKind.Symbol).Select(t => t.Stem).Distinct()];
}
