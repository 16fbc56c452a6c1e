using NlSql.SemanticModel.Definitions;

namespace NlSql.Query.Questions.Verified;

/// <summary>A question as what each of its words may mean, whatever their order: two questions that say the same have sketches that cover each other.</summary>
/// <param name="Words">The words that say something.</param>
/// <param name="Asking">What kind of answer the question word asks for.</param>
internal sealed record Sketch(IReadOnlyList<SketchWord> Words, Asking Asking)
{
    /// <summary>How many ranges of time it says.</summary>
    public int Periods => Words.Count(w => w.IsPeriod);
}

/// <summary>A word, or several that mean one thing together.</summary>
/// <param name="Keys">Names of what it may mean; words that share one say the same.</param>
/// <param name="Light">Whether a question says the same without it.</param>
internal sealed record SketchWord(IReadOnlyList<string> Keys, bool Light = false)
{
    /// <summary>Whether it is a range of time.</summary>
    public bool IsPeriod => Keys.Any(Key.IsPeriod) && !Keys.Contains(Key.Now);

    /// <summary>Whether it only says who does what is asked for: the guests of "what do guests order".</summary>
    public bool IsSubject { get; init; }

    /// <summary>The slot of a phrasing that stands here; null for a word.</summary>
    public QuestionSlot? Slot { get; init; }

    /// <summary>Whether it may mean one of these.</summary>
    public bool Says(IEnumerable<string> keys) => Keys.Intersect(keys).Any();
}

/// <summary>What a question word asks for.</summary>
internal enum Asking { Nothing, What, How, Much, Many }
