using NlSql.Query.Tokens;

namespace NlSql.Query.Questions.FollowUps;

/// <summary>Words that can only speak of an answer before them: "how many of those are done?", "split that by region", "which shift is that person on?".</summary>
internal static class PointingWords
{
    // "break that down by year too": who says more asks a question.
    private const int Longest = 6;
    private const int FarthestThose = 3;

    private static readonly string[] Openings = ["and", "so", "ok"];
    private static readonly string[] Asking = ["how", "which", "what", "who"];
    private static readonly string[] Listing = ["list", "show", "give", "display", "find", "name"];
    private static readonly string[] Changing = ["split", "break", "group", "sort", "filter", "order"];
    private static readonly string[] Pronouns = ["that", "it", "them", "those", "this", "these"];
    private static readonly string[] BehindThose = ["are", "were", "have", "had", "did", "do", "was", "is", "in", "by", "per"];
    private static readonly string[] BehindPerson = ["on", "in", "at", "from"];

    private static readonly string[] Adding = ["show", "list", "give", "add", "include", "display", "tell", "and"];

    /// <summary>Whether words can only speak of an answer before them, where there is one: "the one with the most hours", "which ones …", "show the percentages too", "who got it?", "who in Easton is not?".</summary>
    public static bool InAnswered(ValueList<Token> tokens) => SaysTheOne(tokens) || EndsOpen(tokens) || AddsToIt(tokens);

    /// <summary>Whether several things are spoken of.</summary>
    public static bool OfSeveral(ValueList<Token> tokens) => tokens.Any(t => t.Folded is "their" or "they" or "them" or "those" or "these");

    /// <summary>Whether words can only speak of an answer before them, even where there is none.</summary>
    public static bool In(ValueList<Token> tokens)
    {
        List<Token> said = [.. tokens.Skip(tokens.Count > 0 && Openings.Contains(tokens[0].Folded) ? 1 : 0)];
        return OfThose(said) || EndsOnThem(said) || ChangesThat(said) || AsksOfThem(said) || Enumerable.Range(1, Math.Max(0, said.Count - 1)).Any(i => IsThatPerson(said, i));
    }

    // "those customers who …" names what they are.
    private static bool OfThose(List<Token> said)
    {
        var those = said.FindIndex(t => t.Folded is "them" or "those" or "these");
        return those is > 0 and <= FarthestThose && Asking.Contains(said[0].Folded) && said[those - 1].Folded == "of" && Ends(said, those + 1, BehindThose);
    }

    /// <summary>"list the names of these", but not "five of them".</summary>
    public static bool EndsOnThem(IEnumerable<Token> said)
    {
        List<Token> words = [.. said.Where(t => t.Kind != TokenKind.Symbol)];
        return words is [var first, .., { Number: null, Folded: not ("each" or "all" or "both" or "one" or "any" or "most" or "became" or "become") }, { Folded: "of" }, { Folded: "them" or "those" or "these" }]
            && (Asking.Contains(first.Folded) || Listing.Contains(first.Folded));
    }

    // "what industry are they in?", "where do they live?".
    private static bool AsksOfThem(List<Token> said) => said.Count is > 2 and <= Longest && said[0].Folded is "what" or "which" or "where" or "when" or "how" && said.FindIndex(t => t.Folded == "they") is > 1 and <= FarthestThose and var they
        && said[they - 1].Folded is "are" or "were" or "do" or "did" or "have";

    private static bool ChangesThat(List<Token> said) => said.Count is > 1 and <= Longest && Changing.Contains(said[0].Folded) && Pronouns.Contains(said[1].Folded);

    private static bool IsThatPerson(List<Token> said, int at) => said[at - 1].Folded == "that" && said[at].Folded is "person" or "one" && Ends(said, at + 1, BehindPerson);

    private static bool Ends(List<Token> said, int at, string[] behind) => at == said.Count || said[at].Kind == TokenKind.Symbol || behind.Contains(said[at].Folded);

    private static bool SaysTheOne(ValueList<Token> tokens) => tokens is [{ Folded: "which" }, { Folded: "one" or "ones" }, ..]
        || Enumerable.Range(0, Math.Max(0, tokens.Count - 2)).Any(i => tokens[i].Folded == "the" && tokens[i + 1].Folded is "one" or "ones" && tokens[i + 2].Kind == TokenKind.Word && tokens[i + 2].Folded is not "of");

    private static bool EndsOpen(ValueList<Token> tokens) => tokens.Count <= Longest && tokens is [.., { Folded: "it" or "not" or "isnt" or "arent" or "didnt" or "dont" or "doesnt" }];

    private static bool AddsToIt(ValueList<Token> tokens) => tokens.Count > 1 && Adding.Contains(tokens[0].Folded) && tokens is [.., { Folded: "too" }] or [.., { Folded: "as" }, { Folded: "well" }];
}
