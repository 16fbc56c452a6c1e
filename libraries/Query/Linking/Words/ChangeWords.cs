using System.Collections.Frozen;
using NlSql.Query.Tokens;

namespace NlSql.Query.Linking.Words;

/// <summary>Words for what becomes more or less.</summary>
internal static class ChangeWords
{
    /// <summary>Whatever compares: "than" has to follow, or a "why" to come before.</summary>
    public static readonly FrozenSet<string> Comparing = Set("high", "more", "better", "less", "low", "worse", "fewer", "different", "differ");

    /// <summary>Words that by themselves say that something became less.</summary>
    public static readonly FrozenSet<string> Fallen = Set("fall", "fell", "falling", "drop", "dropped", "dropping", "decrease", "decreased", "decreasing", "decline", "declined", "declining", "down", "lower", "less", "low", "worse", "sink", "sank", "shrink", "shrank");

    private static readonly FrozenSet<string> Rising = Set(
        "rise", "rises", "rose", "risen", "rising", "increase", "increases", "increased", "increasing", "grow", "grows", "grew", "grown", "growing", "growth", "up", "higher", "high", "more", "better", "improve", "improved", "improvement", "jump", "jumped", "spike", "spiked",
        "surge", "surged", "climb", "climbed", "gain", "gained", "change", "changes", "changed", "changing", "move", "moved", "differ", "different");

    private static readonly FrozenSet<string> Falling = Set([.. Fallen, "falls", "fallen", "drops", "decreases", "declines", "fewer", "loss", "lose", "lost", "collapse", "collapsed", "plunge", "plunged", "slump", "slumped", "dip", "dipped", "crash", "crashed"]);

    // What stands around a change and says nothing more.
    private static readonly FrozenSet<string> Beside = Set("so", "much", "that", "go", "goes", "went", "gone", "going", "been", "become", "became", "get", "got", "suddenly", "sharply", "strongly", "significantly", "again");

    /// <summary>Whether a word says that something changed.</summary>
    public static bool IsChange(Token word) => Rising.Contains(word.Folded) || Falls(word);

    /// <summary>Whether it became less.</summary>
    public static bool Falls(Token word) => Falling.Contains(word.Folded);

    /// <summary>Whether a word only stands beside one that does.</summary>
    public static bool IsBeside(Token word) => Beside.Contains(word.Folded);

    private static FrozenSet<string> Set(params IEnumerable<string> words) => words.ToFrozenSet(StringComparer.Ordinal);
}
