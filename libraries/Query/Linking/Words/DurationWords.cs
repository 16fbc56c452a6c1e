using System.Collections.Frozen;
using NlSql.SemanticModel.Definitions;

namespace NlSql.Query.Linking.Words;

/// <summary>Words of time that passes: its units, and what is said around them.</summary>
internal static class DurationWords
{
    private static readonly FrozenDictionary<string, DurationUnit> Units = new (string Words, DurationUnit Unit)[]
    {
        ("second seconds sec secs", DurationUnit.Second), ("minute minutes min mins", DurationUnit.Minute), ("hour hours hr hrs", DurationUnit.Hour),
        ("day days night nights", DurationUnit.Day), ("week weeks wk wks", DurationUnit.Week), ("month months", DurationUnit.Month), ("year years yr yrs", DurationUnit.Year),
    }.SelectMany(u => u.Words.Split(' ').Select(w => (w, u.Unit))).ToFrozenDictionary(u => u.w, u => u.Unit, StringComparer.Ordinal);

    /// <summary>Nouns for time that passes.</summary>
    public static readonly FrozenSet<string> Times = Set("time times duration durations delay delays lag gap length turnaround");

    /// <summary>Verbs of things that go on: "took 5 days", "stayed two nights".</summary>
    public static readonly FrozenSet<string> Lasting = Set("take takes took taken taking last lasts lasted lasting stay stays stayed wait waits waited need needs needed pass passes passed elapse elapses elapsed go goes went spend spent remain remained");

    /// <summary>What the end of any course of events may be called.</summary>
    public static readonly FrozenSet<string> Ending = Set("resolve resolved resolution solve solved solving fix fixed close closed closing closure complete completed completion finish finished end ended handle handled handling process processed processing fulfil fulfill fulfillment settle settled settlement turn around turnaround cycle lead throughput");

    /// <summary>What the time from a beginning to its end is called, by itself.</summary>
    public static readonly FrozenSet<string> Whole = Set("duration durations turnaround tenure lifespan transit");

    private static FrozenSet<string> Set(string words) => words.Split(' ').ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The unit that a word names; null when it names none.</summary>
    public static DurationUnit? Unit(string word) => Units.TryGetValue(word, out var unit) ? unit : null;
}
