using NlSql.Chat.Learning;
using NlSql.SemanticModel.Definitions;

namespace NlSql.Chat.LanguageModel.Prompting;

/// <summary>Verified questions that are like the one asked, with what they mean.</summary>
internal static class VerifiedExamples
{
    /// <summary>The most similar ones that share a word, best first.</summary>
    public static IEnumerable<PromptExample> Of(ModelDefinition model, QuestionWords words, int most) =>
        (from question in WithoutSlots(model)
         let relevance = words.Relevance(question, question.Ask.Take(1), "")
         where relevance > 0
         orderby relevance descending
         let meaning = question.Query?.Json ?? question.Sql
         where meaning is not null
         select new PromptExample(question.Ask[0], meaning)).Take(most);

    /// <summary>All of them, to be compared by an embedding model.</summary>
    public static IEnumerable<PromptExample> All(ModelDefinition model) =>
        from question in WithoutSlots(model)
        let meaning = question.Query?.Json ?? question.Sql
        where meaning is not null
        select new PromptExample(question.Ask[0], meaning);

    /// <summary>The most similar of them in words and meaning, best first.</summary>
    public static IReadOnlyList<PromptExample> Like(IEnumerable<PromptExample> all, string question, Closeness closeness)
    {
        var words = Similarity.Words(question);
        return [.. all.Select(e => (Example: e, Score: closeness.With(e.Question, Similarity.Of(words, Similarity.Words(e.Question)))))
            .Where(e => e.Score >= Similarity.Enough)
            .OrderByDescending(e => e.Score)
            .Select(e => e.Example)];
    }

    private static IEnumerable<VerifiedQuestion> WithoutSlots(ModelDefinition model) => model.QuestionPacks.SelectMany(p => p.Questions).Where(q => q.Slots.Count == 0);
}
