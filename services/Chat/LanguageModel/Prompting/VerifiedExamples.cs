using NlSql.SemanticModel.Definitions;

namespace NlSql.Chat.LanguageModel.Prompting;

/// <summary>Verified questions that are like the one asked, with what they mean.</summary>
internal static class VerifiedExamples
{
    /// <summary>The most similar ones that share a word, best first.</summary>
    public static IEnumerable<PromptExample> Of(ModelDefinition model, QuestionWords words, int most) =>
        (from pack in model.QuestionPacks
         from question in pack.Questions
         where question.Slots.Count == 0
         let relevance = words.Relevance(question, question.Ask.Take(1), "")
         where relevance > 0
         orderby relevance descending
         let meaning = question.Query?.Json ?? question.Sql
         where meaning is not null
         select new PromptExample(question.Ask[0], meaning)).Take(most);
}
