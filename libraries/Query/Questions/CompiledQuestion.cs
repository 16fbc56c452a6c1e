using NlSql.Query.Issues;
using NlSql.Query.Questions.Intents;
using NlSql.Query.Reading;
using NlSql.Query.Tokens;
using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Queries;

namespace NlSql.Query.Questions;

/// <summary>A question with the product of every stage that it went through.</summary>
public sealed record CompiledQuestion
{
    /// <summary>What came of it.</summary>
    public required QuestionOutcome Outcome { get; init; }

    /// <summary>The normalized question; null when it was refused as text.</summary>
    public NormalizedQuestion? Question { get; init; }

    /// <summary>Its tokens.</summary>
    public ValueList<Token> Tokens { get; init; } = [];

    /// <summary>What it asks for; null when it was refused as text.</summary>
    public Intent? Intent { get; init; }

    /// <summary>The verified question that it is; null when it is none.</summary>
    public VerifiedMatch? Verified { get; init; }

    /// <summary>How its words were read; null when a verified question answers it or nothing was read.</summary>
    public QuestionReading? Reading { get; init; }

    /// <summary>What it means; null when no query runs, or when a verified question is written as SQL.</summary>
    public SemanticQuery? Query { get; init; }

    /// <summary>Where the answer comes from.</summary>
    public AnswerTier? Tier { get; init; }

    /// <summary>What runs; null when nothing does.</summary>
    public CompiledQuery? Compiled { get; init; }

    /// <summary>What each span of the question was taken for, places as typed.</summary>
    public ValueList<SpanReading> Interpretation { get; init; } = [];

    /// <summary>What was assumed, in sentences.</summary>
    public ValueList<string> Assumptions { get; init; } = [];

    /// <summary>How sure the understanding is; null when nothing runs and nothing is asked.</summary>
    public ReadingConfidence? Confidence { get; init; }

    /// <summary>What to tell or ask the user when no query runs.</summary>
    public string? Message { get; init; }

    /// <summary>What the user may choose, each with a query that compiles; at most four.</summary>
    public ValueList<ReadingChoice> Choices { get; init; } = [];

    /// <summary>What was refused or not understood, places as typed.</summary>
    public ValueList<Issue> Issues { get; init; } = [];
}

/// <summary>What came of a question.</summary>
public enum QuestionOutcome
{
    /// <summary>A query is ready to run.</summary>
    Ready,

    /// <summary>The user is asked to choose.</summary>
    Clarification,

    /// <summary>It is answered as text, from the model and the catalog.</summary>
    AboutTheData,

    /// <summary>It asks to change something or to reach outside, or the policy forbids it.</summary>
    Blocked,

    /// <summary>It asks for something else than answers from data.</summary>
    Unsupported,

    /// <summary>The text is no question: empty, too long, control characters.</summary>
    Invalid,
}
