using NlSql.Query.Linking.Words;
using NlSql.Query.Tokens;

namespace NlSql.Query.Questions.FollowUps;

/// <summary>Tokens → cues. Openings and closings are taken off; pronouns anywhere.</summary>
internal static class CueReader
{
    public static Cues Read(ValueList<Token> tokens)
    {
        var words = tokens.Where(t => t.Kind != TokenKind.Symbol).Select(t => t.Folded).ToList();
        if (WholeCues.Of(words) is { } whole)
            return new() { Whole = whole, Rest = [], Falling = words.Exists(ChangeWords.Fallen.Contains) };

        var rest = tokens.ToList();
        var cues = new Cues { Rest = [] };
        while (Opening(rest) is { } opening)
        {
            rest.RemoveRange(0, opening.Length);
            cues = opening.Mark(cues);
        }

        // "by store instead of region": what stands behind says what goes.
        var instead = rest.FindIndex(t => t.Folded is "instead" or "rather");
        if (instead >= 0 && instead + 1 < rest.Count && rest[instead + 1].Folded is "of" or "than")
        {
            rest.RemoveRange(instead, rest.Count - instead);
            cues = cues with { Replaces = true };
        }

        while (Closing(rest) is { } closing)
        {
            rest.RemoveRange(rest.Count - closing.Length, closing.Length);
            cues = closing.Mark(cues);
        }

        if (Besides(rest) is >= 0 and var with)
        {
            rest.RemoveAt(with);
            cues = cues with { Adds = true, Only = false };
        }

        // "add up the values": their total.
        if (rest is [{ Folded: "up" } up, _, ..] && cues.Includes)
            (rest, cues) = ([.. Tokenizer.Tokenize("total").Select(t => t with { Span = up.Span }), .. rest.Skip(rest[1].Folded == "the" ? 2 : 1)], cues with { Adds = false, Includes = false, Asks = true });

        // "which year had more?": of what was told, the most.
        if (rest is [_, .., { Folded: "has" or "have" or "had" or "got" }, { Folded: "more" } more])
            rest = [.. rest.SkipLast(1), .. Tokenizer.Tokenize("the most").Select(t => t with { Span = more.Span })];

        rest = MostOf(rest);
        var leavesOut = LeavesOut(rest);
        cues = cues with { Ones = rest.Exists(t => t.Folded == "ones"), OfThem = IsOfThem(rest), Refers = Referring(rest) || leavesOut, Place = PlaceWords.Take(rest) };
        // The word before a number says whether it is a year, so it stays: "for 2024".
        if (rest is [{ Number: not null, Index: > 0 and var first }, ..])
            rest.Insert(0, tokens[first - 1]);
        return cues with { Rest = Percent.Contains(string.Join(' ', rest.Select(t => t.Folded))) ? AsShare(rest) : rest.ToValueList() };
    }

    // "which of the two is older?": the oldest of them.
    private static List<Token> MostOf(List<Token> said)
    {
        if (said is not [{ Folded: "which" or "who" }, ..] || said.Exists(t => t.Folded == "than") || !said.Exists(t => t.Folded is "two" or "them" or "those" or "these" or "both" or "one"))
            return said;
        var at = said.FindIndex(t => Comparatives.ContainsKey(t.Folded) || (t.Folded is "more" or "less"));
        if (at < 1 || (said[at].Folded is "more" or "less" && (at + 1 == said.Count || said[at + 1].Kind != TokenKind.Word)))
            return said;
        var most = Comparatives.TryGetValue(said[at].Folded, out var superlative) ? superlative : said[at].Folded == "more" ? "most" : "least";
        var of = said.FindIndex(t => t.Folded == "two");
        return [.. said.Select((t, i) => i == at ? t with { Text = most, Folded = most, Stem = most } : i == of ? t with { Text = "them", Folded = "them", Stem = "them", Number = null, NumberForm = NumberForm.None, Kind = TokenKind.Word } : t)
            .Where((t, i) => !(i == of - 1 && t.Folded is "the" or "those" or "these"))];
    }

    private static readonly Dictionary<string, string> Comparatives = "older oldest, younger youngest, taller tallest, higher highest, lower lowest, longer longest, shorter shortest, cheaper cheapest, heavier heaviest, lighter lightest, bigger biggest, larger largest, smaller smallest, faster fastest, slower slowest, newer newest, earlier earliest, later latest, better best, worse worst"
        .Split(", ").Select(p => p.Split(' ')).ToDictionary(p => p[0], p => p[1], StringComparer.Ordinal);

    // What is there, told as parts of the whole.
    private static readonly string[] Percent = ["in percent", "in %", "as percentages", "as percentage", "as a percentage", "in percentages", "as percent", "in per cent", "percentages", "as percents"];

    // The words that stand for others keep the place of these.
    private static ValueList<Token> AsShare(List<Token> said)
    {
        var (start, end) = (said[0].Span.Start, said[^1].Span.End);
        return Tokenizer.Tokenize("as a share").Select(t => t with { Span = new(start, end - start) }).ToValueList();
    }

    // "just the first one please, with its number of units": what is shown besides.
    private static int Besides(List<Token> tokens) => tokens.FindIndex(t => t.Folded == "with") is > 0 and var with && with + 1 < tokens.Count
        && (tokens[with + 1].Folded is "its" or "their" || (tokens[with - 1] is { Kind: TokenKind.Symbol } or { Folded: "please" or "one" or "ones" } && tokens[with + 1].Folded is "the" or "number")) ? with : -1;

    // "how many were finished?": of what is not said.
    private static bool LeavesOut(List<Token> tokens) => tokens is [{ Folded: "how" }, { Folded: "many" }, { Folded: "were" or "was" or "are" }, { Folded: not "there" }, ..];

    // "how many of them", "how many is that?".
    private static bool IsOfThem(List<Token> tokens) => tokens is [.., { Folded: "is" or "was" }, { Folded: "that" or "this" }]
        || (tokens.FindIndex(t => t.Folded is "them" or "those" or "these") is > 1 and <= 3 and var them && tokens[them - 1].Folded == "of");

    private static CueWords.Cue? Opening(List<Token> tokens) =>
        tokens.Count > 0 && tokens[0].Kind == TokenKind.Symbol ? CueWords.Sign
        : tokens is [{ Folded: "no" }, { Kind: TokenKind.Symbol } or { Folded: "sorry" }, _, ..] ? CueWords.Correction : CueWords.Openings.FirstOrDefault(c => Matches(tokens, 0, c.Words));

    private static CueWords.Cue? Closing(List<Token> tokens) => tokens.Count > 0 && tokens[^1] is { Kind: TokenKind.Symbol, Text: not "%" }
        ? CueWords.Sign
        : CueWords.Closings.FirstOrDefault(c => tokens.Count > c.Length && Matches(tokens, tokens.Count - c.Length, c.Words));

    // Takes pronouns out. "that" within a sentence joins a clause; only at its ends does it point back.
    private static bool Referring(List<Token> tokens)
    {
        var found = false;
        for (var i = tokens.Count - 1; i >= 0; i--)
        {
            var word = tokens[i].Folded;
            if (!CueWords.Pronouns.Contains(word) && !(word is "that" or "this" && (i == 0 || (i == 1 && i + 1 < tokens.Count && tokens[2].Folded is "by" or "from" or "down") || i == tokens.Count - 1 || tokens[i - 1].Folded == "of")))
                continue;
            // "stores whose sales are below their costs": of the stores that are named.
            if (word is "their" or "its" && tokens.Take(i).Any(t => t.Folded == "whose"))
                continue;
            // "this month" is a period; "sort this by" speaks of the answer.
            if (word is "this" or "these" && i + 1 < tokens.Count && !(i > 0 && tokens[i - 1].Folded == "of") && !(i == 1 && tokens[2].Folded is "by" or "from" or "down" or "in"))
                continue;
            found = true;
            tokens.RemoveAt(i);
            if (i > 0 && tokens[i - 1].Folded == "of" && word is "them" or "those" or "these" or "that")
                tokens.RemoveAt(--i);
        }

        return found;
    }

    private static bool Matches(List<Token> tokens, int start, string[] words) =>
        start + words.Length <= tokens.Count && words.Select((w, i) => tokens[start + i].Folded == w).All(same => same);
}
