using NlSql.SemanticModel.Queries;

namespace NlSql.Query.Questions.Intents;

/// <summary>What kind of request a text is.</summary>
public enum IntentKind
{
    /// <summary>A question that the data may answer.</summary>
    Analytics,

    /// <summary>A question about the data itself: its columns, metrics, values, freshness.</summary>
    AboutTheData,

    /// <summary>A request of another kind: a forecast, a poem, the weather.</summary>
    Unsupported,

    /// <summary>A request to change something or to reach what is not the asker's.</summary>
    Unsafe,
}

/// <summary>What a text asks for.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Code">Stable code of the reason: <c>intent.write</c>…; null for analytics.</param>
/// <param name="Message">What to tell the user; null for analytics.</param>
public sealed record Intent(IntentKind Kind, string? Code = null, string? Message = null)
{
    /// <summary>Whether it asks how recent the data is, of which the asker of this question knows more: when it was uploaded.</summary>
    public bool AsksFreshness { get; init; }

    /// <summary>What is asked, where the words say it without being read one by one; null to read them.</summary>
    public SemanticQuery? Query { get; init; }
}
