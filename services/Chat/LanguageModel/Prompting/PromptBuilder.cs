using System.Text;
using NlSql.Chat.LanguageModel.Endpoint;
using NlSql.Query;
using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Queries;

namespace NlSql.Chat.LanguageModel.Prompting;

/// <summary>
/// What the model is told: first what is the same for all questions, then the semantic model, then this question. Pure. Everything that
/// people or files wrote stands in blocks of data.
/// </summary>
internal static class PromptBuilder
{
    private const int MostExamples = 4;
    private const string Closing = "</data>\n";

    /// <summary>The prompt, within its budget: what matters least is left out first.</summary>
    public static Prompt Build(PromptInput input)
    {
        var words = new QuestionWords(input.Question);
        var told = new ToldColumns(input.Model);
        var model = new ModelLines(input.Model, input.Values, words, input.MaximumColumns);
        (string Title, List<PromptLine> Lines)[] blocks =
        [
            ("model", [.. model.All()]),
            ("policy", [.. PolicyLines(input.Model.Policy)]),
            ("values that the question may mean", [.. model.MatchingValues()]),
            ("similar questions with the right answer", [.. Examples(input.Corrections.Where(c => !told.MayHoldSilentValues(input.Model, c.Meaning)), PromptRank.Corrections), .. Examples(input.Verified ?? VerifiedExamples.Of(input.Model, words, MostExamples), PromptRank.Verified)]),
            ("how a parser without understanding read the question", [.. PlannerLines(input, told)]),
            ("what the conversation asked last; the question may refer to it", [.. PreviousLines(input, told)]),
        ];
        var instructions = PromptTexts.Instructions(input.SqlAllowed);
        var question = Question(input);
        var always = TokenCount.Estimate(instructions + question + string.Concat(blocks.Select(b => Opening(b.Title) + Closing)));
        var kept = Kept(blocks.SelectMany(b => b.Lines), input.MaximumTokens - always);
        var stable = new StringBuilder(instructions);
        var own = new StringBuilder();
        for (var at = 0; at < blocks.Length; at++)
            Append(at < 2 ? stable : own, blocks[at].Title, blocks[at].Lines.Where(kept.Contains));
        return new(stable.ToString(), own.Append(question).ToString());
    }

    private static HashSet<PromptLine> Kept(IEnumerable<PromptLine> lines, int tokens)
    {
        var kept = new HashSet<PromptLine>(ReferenceEqualityComparer.Instance);
        foreach (var line in lines.OrderBy(l => l.Rank))
        {
            tokens -= TokenCount.Estimate(line.Text) + 1;
            if (tokens < 0 && line.Rank > PromptRank.Needed)
                break;
            kept.Add(line);
        }

        return kept;
    }

    private static void Append(StringBuilder text, string title, IEnumerable<PromptLine> lines)
    {
        var any = false;
        foreach (var line in lines)
        {
            if (!any)
                text.Append(Opening(title));
            any = true;
            text.Append(line.Text).Append('\n');
        }

        if (any)
            text.Append(Closing);
    }

    private static string Opening(string title) => $"<data about=\"{title}\">\n";

    private static string Question(PromptInput input)
    {
        var origin = input.Today.Origin == TimeAnchorOrigin.LatestData ? " (the newest day in the data)" : "";
        return $"Today is {input.Today.Day:yyyy-MM-dd}{origin}.\n<data about=\"question\">\n{DataText.Of(input.Question, 2_000)}\n</data>\n";
    }

    private static IEnumerable<PromptLine> PolicyLines(PolicyDefinition policy)
    {
        if (policy.AllowedQuestionTypes.Count > 0)
            yield return new(PromptRank.Relevant, $"allowed kinds of questions: {string.Join(", ", policy.AllowedQuestionTypes)}");
        if (policy.RequiredFilters.Count > 0)
            yield return new(PromptRank.Relevant, $"columns that must be filtered: {string.Join(", ", policy.RequiredFilters)}");
        if (policy.MaxDateRangeDays is { } days)
            yield return new(PromptRank.Relevant, $"longest time range: {days} days");
    }

    private static IEnumerable<PromptLine> Examples(IEnumerable<PromptExample> examples, PromptRank rank) =>
        examples.Take(MostExamples).Select(e => new PromptLine(rank, $"{DataText.Of(e.Question)} => {DataText.OfQuery(e.Meaning)}"));

    // Values that the planner found belong to columns whose values may not be told; what the question says is in the question.
    private static IEnumerable<PromptLine> PlannerLines(PromptInput input, ToldColumns told)
    {
        foreach (var span in input.Read.Where(s => s.Kind is not "value"))
            yield return new(PromptRank.Planner, $"\"{DataText.Of(span.Text, 80)}\": {span.Kind}{(span.Kind == "unknown" ? "" : $", {DataText.Of(span.Meaning, 120)}")}");
        foreach (var guess in input.Guesses.Select(SemanticQueryJson.Write).Where(json => !told.MayHoldSilentValues(input.Model, json)).Take(MostExamples))
            yield return new(PromptRank.Planner, $"guess: {DataText.OfQuery(guess)}");
    }

    private static IEnumerable<PromptLine> PreviousLines(PromptInput input, ToldColumns told)
    {
        if (input.Previous is { } previous && SemanticQueryJson.Write(previous) is var json && !told.MayHoldSilentValues(input.Model, json))
            yield return new(PromptRank.Needed, DataText.OfQuery(json));
    }
}
