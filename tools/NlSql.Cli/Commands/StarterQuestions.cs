using NlSql.Query;
using NlSql.Query.Model;
using NlSql.Query.Sql.Rewriting;
using NlSql.SemanticModel.Definitions;

namespace NlSql.Cli.Commands;

/// <summary>Whether the questions of a plugin can be answered: each is compiled, with any values in its slots.</summary>
internal static class StarterQuestions
{
    private static readonly DateOnly AnyDay = new(2025, 12, 31);

    /// <summary>Those that cannot, and why.</summary>
    public static IReadOnlyList<string> Problems(ModelDefinition model)
    {
        var context = new QueryContext
        {
            Model = new ModelIndex(model),
            Scope = new DatasetScope(Guid.Empty, [.. model.Tables.Select(t => new DatasetTable(t.Name, $"{model.Plugin.Id}__{t.Name}", [Guid.Empty]))]),
            Anchor = new TimeAnchorDay(AnyDay),
            Tier = AnswerTier.Verified,
        };
        return
        [
            .. from pack in model.QuestionPacks
               from question in pack.Questions
               where question.Query is not null
               let values = question.Slots.ToDictionary(s => s.Name, s => s.Kind == SlotKind.WholeNumber ? "1" : "x")
               let result = QueryCompiler.Compile(question.Query!.Fill(question.Slots, values), context)
               where result.Query is null
               select $"'{question.Ask[0]}' cannot be answered: {string.Join(" ", result.Issues.Select(i => i.Message))}",
        ];
    }
}
