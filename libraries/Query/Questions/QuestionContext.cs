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

    /// <summary>The query that the conversation answered last, which a follow-up changes; null when there is none.</summary>
    public SemanticQuery? Previous { get; init; }

    /// <summary>The query before <see cref="Previous"/>, to which "go back" leads; null when there is none.</summary>
    public SemanticQuery? BeforePrevious { get; init; }
}
