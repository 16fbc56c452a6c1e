using NlSql.Chat.LanguageModel.Replies;
using NlSql.Query;
using NlSql.Query.Issues;
using NlSql.Query.Sql.Guarding;
using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Queries;

namespace NlSql.Chat.LanguageModel;

/// <summary>A proposal as the policy and the guard see it: a query that may run, or the reasons why not.</summary>
internal sealed record Judgement(CompiledQuery? Query, AnswerTier Tier, IReadOnlyList<string> Reasons)
{
    private const int MostReasons = 8;

    /// <summary>What was proposed, with its dates as they were said; null for SQL.</summary>
    public SemanticQuery? Meaning { get; init; }

    /// <summary>Holds a proposal to everything that any other query is held to.</summary>
    public static Judgement Of(Proposal proposal, QueryContext context, bool sqlAllowed) => proposal switch
    {
        Proposal.Meaning meaning => Of(QueryCompiler.Compile(meaning.Query, context with { Tier = AnswerTier.Semantic }), AnswerTier.Semantic) with { Meaning = meaning.Query },
        Proposal.Text when !sqlAllowed => new(null, AnswerTier.GeneratedSql, ["SQL is not allowed here. Reply with a semantic query."]),
        Proposal.Text text => Of(QueryCompiler.CompileSql(text.Sql, context with { Tier = AnswerTier.GeneratedSql }, JoinMode.DeclaredOnly), AnswerTier.GeneratedSql),
        Proposal.Unreadable unreadable => new(null, AnswerTier.Semantic, unreadable.Reasons),
        _ => new(null, AnswerTier.Semantic, []),
    };

    private static Judgement Of(CompileResult result, AnswerTier tier) => new(result.Query, tier, [.. result.Issues.Take(MostReasons).Select(Told)]);

    private static string Told(Issue issue) => issue.Suggestions.Count == 0
        ? issue.Message
        : $"{issue.Message} Did you mean {string.Join(" or ", issue.Suggestions)}?";
}
