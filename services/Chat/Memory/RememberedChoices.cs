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
    /// <summary>What a choice teaches; null when the question did not offer it.</summary>
    public static MemoryContent.Choice? Learn(CompiledQuestion clarified, SemanticQuery chosen)
    {
        var text = SemanticQueryJson.Write(chosen);
        if (clarified is not { Outcome: QuestionOutcome.Clarification, Issues: [{ } issue, ..], Question: { } question }
            || clarified.Choices.FirstOrDefault(c => SemanticQueryJson.Write(c.Query) == text) is not { } choice)
            return null;
        var unclear = UnclearText(clarified, question);
        return new(issue.Code, Words(unclear), unclear, QueryParts.Distinguishing(chosen, [.. clarified.Choices.Select(c => c.Query)]), choice.Label);
    }

    /// <summary>The question as the user would read it; the same when nothing that was chosen decides.</summary>
    public static CompiledQuestion Apply(CompiledQuestion compiled, IReadOnlyList<MemoryEntry> memory, QueryContext context)
    {
        if (compiled is not { Outcome: QuestionOutcome.Clarification, Issues: [{ } issue, ..], Question: { } question })
            return compiled;
        var words = Words(question.Original).ToHashSet(StringComparer.Ordinal);
        foreach (var choice in memory.Select(m => m.Content).OfType<MemoryContent.Choice>())
        {
            if (choice.Code == issue.Code && choice.Words.All(words.Contains)
                && compiled.Choices.Where(c => choice.Parts.All(QueryParts.Of(c.Query).Contains)).ToList() is [{ Query: var query }]
                && QueryCompiler.Compile(query, context).Query is { } runs)
                return compiled with
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
        }

        return compiled;
    }

    // The words that were not understood; the whole question when it is unclear as a whole.
    private static string UnclearText(CompiledQuestion clarified, NormalizedQuestion question)
    {
        var places = clarified.Issues.Select(i => i.Span).Where(s => s.Length > 0 && s.End <= question.Original.Length).ToList();
        return places.Count > 0 ? string.Join(' ', places.Select(s => question.Original.Substring(s.Start, s.Length))) : question.Original.Trim().TrimEnd('?', '!', '.');
    }

    private static List<string> Words(string text) => [.. Tokenizer.Tokenize(text).Where(t => t.Kind != TokenKind.Symbol).Select(t => t.Stem).Distinct()];
}
