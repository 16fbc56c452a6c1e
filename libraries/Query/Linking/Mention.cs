namespace NlSql.Query.Linking;

/// <summary>A proposal of a recogniser: these tokens may stand for one of these targets.</summary>
/// <param name="Start">Index of the first token.</param>
/// <param name="End">Index behind the last token.</param>
/// <param name="Candidates">Targets of one kind, strongest first.</param>
public sealed record Mention(int Start, int End, ValueList<MentionCandidate> Candidates)
{
    /// <summary>The strongest target.</summary>
    public MentionTarget Target => Candidates[0].Target;

    /// <summary>Strength of the strongest target, 0–1.</summary>
    public double Strength => Candidates[0].Strength;

    /// <summary>How the strongest target was found.</summary>
    public LinkKind Link => Candidates[0].Link;

    /// <summary>Number of its tokens, 0 for words without meaning; decides how much a longer mention outweighs shorter ones.</summary>
    public double Weight { get; init; }

    /// <summary>How a target was found; of none of the candidates, how the strongest was.</summary>
    internal LinkKind LinkTo(MentionTarget? target) => Candidates.FirstOrDefault(c => c.Target == target)?.Link ?? Link;

    /// <summary>The same words for the same targets, each as strong as is said.</summary>
    internal Mention As(double strength) => this with { Candidates = Candidates.Select(c => c with { Strength = strength }).ToValueList() };

    internal static Mention Of(int start, int end, MentionTarget target, double strength = 1, LinkKind link = LinkKind.Exact) =>
        new(start, end, [new(target, strength, link)]);
}

/// <summary>One target and how strongly the words point at it.</summary>
/// <param name="Target">The target.</param>
/// <param name="Strength">Strength, 0–1.</param>
/// <param name="Link">How it was found.</param>
public sealed record MentionCandidate(MentionTarget Target, double Strength, LinkKind Link);

/// <summary>How words were found to mean something, strongest first.</summary>
public enum LinkKind
{
    /// <summary>The same words, but for case and accents.</summary>
    Exact,

    /// <summary>The same words in another number or spelling.</summary>
    Stem,

    /// <summary>A synonym of the model.</summary>
    Synonym,

    /// <summary>A part of the name that says enough.</summary>
    Part,

    /// <summary>A word of general English for it, which the model does not say.</summary>
    General,

    /// <summary>A misspelling.</summary>
    Fuzzy,
}
