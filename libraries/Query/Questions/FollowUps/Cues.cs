using NlSql.Query.Tokens;

namespace NlSql.Query.Questions.FollowUps;

/// <summary>The words of a question that point back at the one before it, and the tokens that are left without them.</summary>
internal sealed record Cues
{
    /// <summary>What the whole text asks of the previous query; null when it names a change.</summary>
    public WholeCue? Whole { get; init; }

    /// <summary>The tokens without the words that only point back.</summary>
    public required ValueList<Token> Rest { get; init; }

    /// <summary>"and", "also": something comes to what is there.</summary>
    public bool Adds { get; init; }

    /// <summary>"also", "too", "as well": a value beside the one that is there.</summary>
    public bool Includes { get; init; }

    /// <summary>"instead", "what about": something takes the place of what is there.</summary>
    public bool Replaces { get; init; }

    /// <summary>"what about", "same for": whatever follows changes the previous question, also a measure with its period.</summary>
    public bool Asks { get; init; }

    /// <summary>"for all brands": whatever the value.</summary>
    public bool Widens { get; init; }

    /// <summary>"which one was second?", "the runner-up": the place in the order that is there; null when none is said.</summary>
    public int? Place { get; init; }

    /// <summary>"the ones in Austria": some of what was told, each of them.</summary>
    public bool Ones { get; init; }

    /// <summary>"only", "just".</summary>
    public bool Only { get; init; }

    /// <summary>"of them", "those", "their": the rows of the previous question.</summary>
    public bool Refers { get; init; }

    /// <summary>"how many of them": nothing but the rows of the previous question can be meant.</summary>
    public bool OfThem { get; init; }

    /// <summary>Whether a decrease is spoken of: "why did it fall?".</summary>
    public bool Falling { get; init; }
}

/// <summary>What a text asks of the previous query as a whole.</summary>
internal enum WholeCue
{
    /// <summary>"why?"</summary>
    Why,

    /// <summary>"go back"</summary>
    Undo,

    /// <summary>"show me the rows"</summary>
    Rows,

    /// <summary>"who are they?"</summary>
    Who,

    /// <summary>"who are these people?", "names"</summary>
    Names,

    /// <summary>"as a chart"</summary>
    Presentation,

    /// <summary>"the other way round"</summary>
    Reverse,

    /// <summary>"in total"</summary>
    Total,

    /// <summary>"for all time"</summary>
    AllTime,

    /// <summary>"all of them"</summary>
    All,

    /// <summary>"drop the filter"</summary>
    Unfiltered,

    /// <summary>"and which did not?"</summary>
    Denied,

    /// <summary>"how much was it?"</summary>
    Amount,
}
