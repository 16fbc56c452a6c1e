using NlSql.Query.Linking;

namespace NlSql.Query.Questions.Verified;

/// <summary>
/// Finds the verified question that is asked in other words: every word of a phrasing is said, and every word of the question is in the
/// phrasing or, loosely, in what its query says anyway. Order does not count; numbers, periods, negations and values must agree.
/// </summary>
internal sealed class NearMatcher(LinkedQuestion question)
{
    private readonly AskedQuestion asked = new(question);

    /// <summary>The verified question that says word by word the same; null when none does, or several do.</summary>
    public VerifiedMatch? Same() =>
        // A period that the query adds by itself is meant only where the phrasing is said in full: "revenue by month" is not this year's alone.
        Only(Closeness.Same) is { } same && (same.Query?.Time is null || asked.Sketch.Periods > 0 || asked.Patterns.All.Any(p => p.Question == same.Question && Match(p, Closeness.Whole) is not null)) ? same : null;

    /// <summary>
    /// The verified question that says much the same, words that only carry a question aside: for what cannot be read by itself. Null when
    /// none does, or several do.
    /// </summary>
    public VerifiedMatch? Like() => Only(Closeness.Alike);

    private VerifiedMatch? Only(Closeness closeness)
    {
        var matches = asked.Patterns.All.Select(p => Match(p, closeness)).OfType<VerifiedMatch>().DistinctBy(m => m.Question).Take(2).ToList();
        return matches is [var only] ? only : null;
    }

    private VerifiedMatch? Match(VerifiedPattern pattern, Closeness closeness) =>
        !AsksForSame(pattern, closeness) || !MaySaySamePeriods(pattern, closeness) ? null
        : pattern.HasNumber ? asked.Numbers.Select(n => new PatternComparison(pattern, asked, n, closeness).Match()).FirstOrDefault(m => m is not null)
        : new PatternComparison(pattern, asked, null, closeness).Match();

    // "how do guests pay" is not "what do guests pay"; a question without a question word may be either.
    private bool AsksForSame(VerifiedPattern pattern, Closeness closeness) => (pattern.Sketch.Asking, asked.Sketch.Asking) switch
    {
        var (phrasing, question) when phrasing == question => true,
        (Asking.Nothing, _) or (_, Asking.Nothing) => true,
        (Asking.What, Asking.Much or Asking.Many) or (Asking.Much or Asking.Many, Asking.What) => true,
        // "how do the channels do" and "which channel does best", "how do people pay" and "which payment method do they use".
        (Asking.How, Asking.What) => (closeness == Closeness.Alike || asked.AsksUse) && asked.AsksHowBy(pattern.Group),
        // "how much does it grow"
        (Asking.How, Asking.Much) => closeness == Closeness.Alike && pattern.Sketch.Words.Any(w => w.Says(Concepts.Of("grow"))),
        // "what did it bring", "how did it go": the verb says nothing.
        (Asking.What, Asking.How) => closeness == Closeness.Alike && pattern.Sketch.Words.Any(w => w.Light),
        _ => false,
    };

    private bool MaySaySamePeriods(VerifiedPattern pattern, Closeness closeness) =>
        pattern.Sketch.Periods <= asked.Sketch.Periods
        || (closeness == Closeness.Alike && (pattern.Sketch.Periods, asked.Sketch.Periods) is (1, 0) && asked.Patterns.Timeless.Contains(pattern.Question));
}

/// <summary>How much of a phrasing a question must say.</summary>
internal enum Closeness
{
    /// <summary>All of it.</summary>
    Whole,

    /// <summary>All but words that only carry a question.</summary>
    Same,

    /// <summary>All that makes it another question than the rest.</summary>
    Alike,
}
