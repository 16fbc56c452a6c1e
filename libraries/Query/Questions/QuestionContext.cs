using NlSql.Query.Linking;
using NlSql.SemanticModel.Queries;

namespace NlSql.Query.Questions;

/// <summary>What the answer to a question depends on besides its text. Same question and context, same bytes out.</summary>
/// <param name="Lexicon">What words may refer to: the model and the values of the dataset version.</param>
/// <param name="Query">What compiling the query depends on: the same model, the scope, the day to count from, the caller's roles.</param>
public sealed record QuestionContext(Lexicon Lexicon, QueryContext Query)
{
    /// <summary>Whether 06/07/2025 is the 7th of June, as in the United States.</summary>
    public bool MonthFirst { get; init; }

    /// <summary>The queries that the conversation has answered, newest first: the first one is what a follow-up changes, the second to which "go back" leads, and any may have told what "that seller" means.</summary>
    public ValueList<AnsweredQuery> Earlier { get; init; } = [];

    /// <summary>The question that was asked last, where it was asked back and nothing was chosen; null where it was answered.</summary>
    public string? Unanswered { get; init; }

    /// <summary>The query that was answered last; null when there is none.</summary>
    public SemanticQuery? Previous => Earlier.Count > 0 ? Earlier[0].Query : null;

    /// <summary>The query before <see cref="Previous"/>; null when there is none.</summary>
    public SemanticQuery? BeforePrevious => Earlier.Count > 1 ? Earlier[1].Query : null;
}
