using NlSql.Query.Linking;
using NlSql.Query.Reading;
using NlSql.Query.Reading.Rules;

namespace NlSql.Query.Questions.FollowUps;

/// <summary>A question read as a change of the previous one: its cues, and the mentions of one cover of what is left.</summary>
internal sealed class Fragment
{
    public Fragment(LinkedQuestion question, Cover cover, Cues cues)
    {
        (Question, Cues) = (question, cues);
        Phrases = [.. cover.Mentions.Where(m => m.Target is not MentionTarget.Filler).Select((m, i) => new Phrase(m, i))];
    }

    public LinkedQuestion Question { get; }

    public Cues Cues { get; }

    /// <summary>The mentions that carry meaning, in order.</summary>
    public IReadOnlyList<Phrase> Phrases { get; }

    /// <summary>Whether all that matters was read.</summary>
    public bool AllUsed => Phrases.All(p => p.Used || IsConnection(p));

    /// <summary>Whether it measures something of its own.</summary>
    public bool HasMeasure => Phrases.Any(p => (p.Target is MentionTarget.Metric && Previous(p)?.Target is not MentionTarget.Order)
        || (p.Target is MentionTarget.Count or MentionTarget.Aggregate && Next(p)?.Target is MentionTarget.Column or MentionTarget.Table or MentionTarget.Segment)
        || (p.Target is MentionTarget.Column column && IsNumber(column) && !IsNamed(p) && Next(p)?.Target is not MentionTarget.Comparison)
        // "how much did we sell in Toys".
        || (Takings.IsSaid(Question, p.Mention) && Question.BehindHowMuch.Any())
        // "discounted sales by category": what is grouped is not only kept apart.
        || (p is { Index: 0, Target: MentionTarget.Segment } && Next(p)?.Target is MentionTarget.Grouping));

    /// <summary>Whether it names things of its own, rather than what to group, filter or order by.</summary>
    public bool HasThing => Phrases.Any(p => IsThing(p));

    /// <summary>Whether it says more of a question than what is measured.</summary>
    public bool HasParts => Phrases.Any(p => p.Target is MentionTarget.Grouping or MentionTarget.Grain or MentionTarget.Recurring or MentionTarget.Period or MentionTarget.Value or MentionTarget.Extreme or MentionTarget.Limit
        or MentionTarget.Comparison or MentionTarget.Growth or MentionTarget.Share or MentionTarget.Running or MentionTarget.Versus);

    public Phrase? Next(Phrase phrase) => phrase.Index + 1 < Phrases.Count ? Phrases[phrase.Index + 1] : null;

    public Phrase? Previous(Phrase phrase) => phrase.Index > 0 ? Phrases[phrase.Index - 1] : null;

    /// <summary>The phrases of a kind that no edit has used.</summary>
    public IReadOnlyList<Phrase> Unused<T>()
        where T : MentionTarget => [.. Phrases.Where(p => !p.Used && p.Target is T)];

    // "only Toys products": the value says which, and the noun is no question of its own.
    private bool IsThing(Phrase phrase) => !IsNamed(phrase) && Phrases[0].Target is not MentionTarget.Negation && !(phrase.Target is MentionTarget.Table && IsNoun(phrase))
        && (phrase.Target is MentionTarget.Table || IsWho(phrase) || (phrase.Target is MentionTarget.Column && !Cues.Includes && Previous(phrase)?.Target is MentionTarget.Listing or MentionTarget.Limit or MentionTarget.Extreme));

    // "gold customers who …": a value that has its noun within it.
    private bool IsWho(Phrase phrase) => phrase is { Index: 0, Target: MentionTarget.Value } && phrase.Mention.End > phrase.Mention.Start + 1 && Next(phrase)?.Target is MentionTarget.Listing { Which: true }
        && Question.Mentions.Any(m => m.Start == phrase.Mention.End - 1 && m.End == phrase.Mention.End && m.Target is MentionTarget.Table);

    // "only loans by post", "and how many loans?", "by country of the member": the noun beside a condition, a count to add or a column is no question of its own.
    private bool IsNoun(Phrase phrase) => (Cues.Only && Phrases.Any(p => p.Target is MentionTarget.Value or MentionTarget.Column or MentionTarget.Period or MentionTarget.Comparison))
        || (Cues.Adds && Phrases.Count == 2 && Previous(phrase)?.Target is MentionTarget.Count)
        // "and for the Italian hives?"
        || (Cues.Adds && Previous(phrase) is { Target: MentionTarget.Value } which && which.Mention.End == phrase.Mention.Start && Phrases.All(p => p == phrase || p == which || p.Target is MentionTarget.Grouping))
        || (Previous(phrase) is { Target: MentionTarget.Column column } before && column.TableName == ((MentionTarget.Table)phrase.Target).Name && IsNamed(before));

    // Behind "by", "sorted by", "without"… it only says what to group, order or filter by.
    private bool IsNamed(Phrase phrase)
    {
        var before = Previous(phrase);
        while (before?.Target is MentionTarget.And or MentionTarget.Or or MentionTarget.Count && before.Index > 0)
            before = Previous(before);
        if (before?.Target is MentionTarget.Number)
            return Previous(before)?.Target is MentionTarget.Comparison;
        return before?.Target is MentionTarget.Grouping or MentionTarget.Order or MentionTarget.Negation or MentionTarget.Comparison or MentionTarget.Missing;
    }

    private bool IsNumber(MentionTarget.Column column) =>
        Question.Lexicon.Model.FindTable(column.TableName)?.FindColumn(column.ColumnName) is { } definition && Columns.IsNumber(definition);

    private bool IsConnection(Phrase phrase) => phrase.Target is MentionTarget.And or MentionTarget.Or or MentionTarget.Listing or MentionTarget.Aggregate { Function: SemanticModel.Definitions.AggregateFunction.Sum }
        || (phrase.Target is MentionTarget.Activity or MentionTarget.Relation && (IsJoined(Next(phrase)) || IsJoined(Previous(phrase))));

    // A verb joins what stands beside it: "sold in Lyon". In "how many of them were delivered?" it is the condition itself.
    private static bool IsJoined(Phrase? phrase) => phrase is { Used: true, Target: not MentionTarget.Count and not MentionTarget.Listing };
}

/// <summary>A mention within a fragment.</summary>
internal sealed class Phrase(Mention mention, int index)
{
    public Mention Mention { get; } = mention;

    public int Index { get; } = index;

    public MentionTarget Target => Mention.Target;

    /// <summary>What it was taken for; null while unused.</summary>
    public MentionTarget? Taken { get; private set; }

    public bool Used => Taken is not null;

    /// <summary>Uses the phrase as its strongest target, or as the one given.</summary>
    public void Use(MentionTarget? target = null) => Taken = target ?? Target;
}
