namespace NlSql.Query.Issues;

/// <summary>Something that a stage could not accept or understand: an expected failure, as a value.</summary>
/// <param name="Code">Stable code, <c>stage.kebab-case</c>; never renamed.</param>
/// <param name="Message">A sentence for the user.</param>
/// <param name="Span">The place in the text that the stage read.</param>
public sealed record Issue(string Code, string Message, TextSpan Span)
{
    /// <summary>What the user may have meant or can write instead, best first.</summary>
    public ValueList<string> Suggestions { get; init; } = [];
}
