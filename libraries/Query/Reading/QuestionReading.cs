using NlSql.Query.Issues;
using NlSql.SemanticModel.Queries;

namespace NlSql.Query.Reading;

/// <summary>How a question was understood, or why it was not.</summary>
public sealed record QuestionReading
{
    /// <summary>Whether a query may run, or the user has to choose first.</summary>
    public required ReadingOutcome Outcome { get; init; }

    /// <summary>What the question means; null when the user has to choose.</summary>
    public SemanticQuery? Query { get; init; }

    /// <summary>How each span was read, in the order of the question.</summary>
    public ValueList<SpanReading> Interpretation { get; init; } = [];

    /// <summary>What was assumed, in sentences.</summary>
    public ValueList<string> Assumptions { get; init; } = [];

    /// <summary>How sure the reading is.</summary>
    public required ReadingConfidence Confidence { get; init; }

    /// <summary>The question put to the user; null when none is.</summary>
    public string? Clarification { get; init; }

    /// <summary>What the user may choose, each with the query that it runs; at most four.</summary>
    public ValueList<ReadingChoice> Choices { get; init; } = [];

    /// <summary>What was not understood.</summary>
    public ValueList<Issue> Issues { get; init; } = [];
}

/// <summary>Whether a query may run.</summary>
public enum ReadingOutcome
{
    /// <summary>There is one reading that fits.</summary>
    Ready,

    /// <summary>The user has to choose or to say it otherwise.</summary>
    Clarification,
}

/// <summary>What a span of the question was taken for.</summary>
/// <param name="Span">The place in the question as typed.</param>
/// <param name="Text">The words.</param>
/// <param name="Kind">metric, column, table, value, segment, period, grain, aggregate, count, number, grouping, superlative, limit, order, comparison, negation, listing, change, word or unknown.</param>
/// <param name="Meaning">What they were taken for, in words.</param>
/// <param name="Alternatives">What else they may mean, in words.</param>
public sealed record SpanReading(TextSpan Span, string Text, string Kind, string Meaning, ValueList<string> Alternatives);

/// <summary>One thing the user may have meant.</summary>
/// <param name="Label">In plain words.</param>
/// <param name="Query">The query that it runs.</param>
public sealed record ReadingChoice(string Label, SemanticQuery Query);

/// <summary>How sure a reading is.</summary>
/// <param name="Score">0–1.</param>
/// <param name="Level">high from .85, medium from .6, else low.</param>
/// <param name="Reasons">Why it is not higher, in sentences.</param>
public sealed record ReadingConfidence(double Score, ConfidenceLevel Level, ValueList<string> Reasons)
{
    /// <summary>A confidence with the level that belongs to its score.</summary>
    public static ReadingConfidence Of(double score, ValueList<string> reasons) =>
        new(score, score >= 0.85 ? ConfidenceLevel.High : score >= 0.6 ? ConfidenceLevel.Medium : ConfidenceLevel.Low, reasons);
}

/// <summary>Levels of confidence.</summary>
public enum ConfidenceLevel { Low, Medium, High }
