using System.Text.Json.Serialization;

namespace NlSql.ServiceDefaults.Errors;

/// <summary>An expected failure: what kind it is, its stable code and what to tell the caller. Mapped once to problem details.</summary>
/// <param name="Kind">Decides the HTTP status.</param>
/// <param name="Code">Stable code, <c>feature.kebab-case</c>; never renamed.</param>
/// <param name="Message">What went wrong, where, and how to fix it, in a sentence or two.</param>
public sealed record Failure(FailureKind Kind, string Code, string Message)
{
    /// <summary>Single problems behind the failure, such as rejected rows or unknown names.</summary>
    public IReadOnlyList<FailureIssue> Issues { get; init; } = [];

    /// <summary>What the database said of a query, for whoever can write another one; null when it said nothing. Never sent to callers.</summary>
    public string? Diagnosis { get; init; }

    /// <summary>After how many seconds a retry makes sense; null when it does not.</summary>
    public int? RetryAfterSeconds { get; init; }
}

/// <summary>One problem behind a failure.</summary>
public sealed record FailureIssue(string Code, string Message)
{
    /// <summary>0-based position of the place in the text that was sent; null when there is none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Start { get; init; }

    /// <summary>Length of that place.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Length { get; init; }

    /// <summary>Name of the file among those that were sent; null when there is one or none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? File { get; init; }

    /// <summary>Line in the file that was sent, 1-based; null when there is none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? Line { get; init; }

    /// <summary>Column name, or place in the line.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Column { get; init; }

    /// <summary>Property in the JSON that was sent, such as <c>$.metrics[0].agg</c>; null when there is none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Path { get; init; }

    /// <summary>What to write instead.</summary>
    public IReadOnlyList<string> Suggestions { get; init; } = [];
}

/// <summary>Kinds of expected failure, by who can mend them and how.</summary>
public enum FailureKind
{
    /// <summary>The request is malformed: 400.</summary>
    Invalid,

    /// <summary>No or wrong credential: 401.</summary>
    Unauthenticated,

    /// <summary>Not allowed: 403.</summary>
    Forbidden,

    /// <summary>Unknown, deleted, or someone else's: 404.</summary>
    NotFound,

    /// <summary>Not now, because of the state of the thing: 409.</summary>
    Conflict,

    /// <summary>Somebody else changed it meanwhile: 412.</summary>
    Stale,

    /// <summary>Larger than allowed: 413.</summary>
    TooLarge,

    /// <summary>Of a kind that is not supported: 415.</summary>
    UnsupportedMedia,

    /// <summary>Well-formed, but cannot be done: 422.</summary>
    Unprocessable,

    /// <summary>Too many requests: 429.</summary>
    TooMany,

    /// <summary>Something that is needed does not answer: 503.</summary>
    Unavailable,

    /// <summary>It took longer than allowed: 504.</summary>
    TimedOut,

    /// <summary>No room left: 507.</summary>
    OutOfSpace,
}
