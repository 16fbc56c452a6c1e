using System.Collections.Frozen;

namespace NlSql.Query.Questions.FollowUps;

/// <summary>Words that point back at the previous question.</summary>
internal static class CueWords
{
    /// <summary>A sign before or behind everything: it says nothing.</summary>
    public static readonly Cue Sign = new([""], c => c);

    /// <summary>Longest first: "and also" before "and".</summary>
    public static readonly IReadOnlyList<Cue> Openings =
    [
        .. Of(c => c with { Replaces = true, Asks = true }, "do the same for", "do the same with", "and the same for", "the same for", "the same but", "the same with", "the same", "same for", "same with", "same but", "same thing for", "same",
            "and what about", "what about", "and how about", "how about", "what if"),
        .. Of(c => c with { Adds = true, Includes = true }, "and also", "also", "plus", "add", "and add", "also show", "include", "also include", "now add", "please add"),
        .. Of(c => c with { Adds = true }, "and", "and show", "and then", "with the", "with its", "with their", "and with the", "and with its", "and with their"),
        .. Of(c => c with { Widens = true }, "for all", "in all", "across all", "over all", "for every", "in every", "for any", "and for all", "now for all"),
        .. Of(c => c with { Replaces = true }, "now", "now show", "now show me", "switch to", "change to", "change it to", "change that to", "make it", "make that", "use", "try", "rather"),
        .. Of(c => c with { Replaces = true, Asks = true }, "i meant", "i mean", "i wanted", "what i meant was", "what i meant is", "i was after", "no i meant", "no i mean", "no i wanted"),
        .. Of(c => c with { Adds = true, Includes = true }, "put", "and put", "now put", "throw in"),
        .. Of(c => c with { Only = true }, "only", "just", "only show", "just show", "show only", "show just", "show me only", "show me just", "only the", "just the", "limit to", "limit it to", "restrict to", "restrict it to", "restrict that to", "narrow to", "narrow it down to", "just for", "just for the", "only for", "only for the", "keep only", "only keep", "keep", "just keep", "filter for", "filter by", "filter to"),
        .. Of(c => c, "but", "then", "so", "ok", "okay", "please", "well", "and now", "hm", "hmm", "but then", "or", "sorry", "great", "thanks", "cool", "nice"),
    ];

    /// <summary>"no, the average": what was asked before was not what was meant. "no returns" leaves something out.</summary>
    public static readonly Cue Correction = new(["no"], c => c with { Replaces = true, Asks = true });

    public static readonly IReadOnlyList<Cue> Closings =
    [
        .. Of(c => c with { Replaces = true }, "instead", "rather", "now"),
        .. Of(c => c with { Adds = true, Includes = true }, "too", "as well", "also", "in addition", "next to it", "next to that", "next to them", "beside it", "beside that", "alongside", "to it", "to that", "to the list", "to the table"),
        .. Of(c => c with { Only = true }, "only", "alone"),
        .. Of(c => c, "please", "then", "again", "though", "pls", "before", "earlier", "remain", "remains", "are left", "is left", "the previous period", "previous period", "the period before"),
    ];

    public static readonly FrozenSet<string> Pronouns = new[] { "them", "those", "these", "they", "their", "theirs", "it", "its", "ones" }.ToFrozenSet(StringComparer.Ordinal);

    private static IEnumerable<Cue> Of(Func<Cues, Cues> mark, params IEnumerable<string> phrases) =>
        phrases.Select(p => new Cue(p.Split(' '), mark)).OrderByDescending(c => c.Length);

    /// <summary>A phrase and what it says.</summary>
    internal sealed record Cue(string[] Words, Func<Cues, Cues> Mark)
    {
        public int Length => Words.Length;
    }
}
