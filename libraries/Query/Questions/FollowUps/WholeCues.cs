using System.Collections.Frozen;
using NlSql.Query.Linking.Words;

namespace NlSql.Query.Questions.FollowUps;

/// <summary>Texts that name no change but ask something of the previous query as a whole.</summary>
internal static class WholeCues
{
    private static readonly FrozenSet<string> Polite = Set("please", "ok", "okay", "so", "now", "then", "and", "but", "can", "could", "you", "me", "us", "we", "i", "let", "lets", "want", "there");

    private static readonly FrozenSet<string> Undo = Set(
        "go back", "back", "undo", "undo that", "undo it", "undo this", "go back one", "go back one step", "step back", "one back", "revert", "revert that", "previous one", "the previous one",
        "the one before", "back to the previous one", "back to previous", "go back to the previous one", "go back to the previous question", "go back to previous", "back to before", "return to the previous one");

    private static readonly FrozenSet<string> Rows = Set(
        "show the rows", "show rows", "the rows", "rows", "list them", "list the rows", "list rows", "list those", "list these", "list it", "show them", "show those", "show these", "which ones", "which ones are they", "which ones are those",
        "what are they", "what are those", "show the details", "show details", "the details", "details", "show the underlying rows", "the underlying rows", "show the underlying data", "show the records", "show records", "list the records",
        "see the rows", "see them", "see the details", "drill down", "drill through", "show what is behind it", "show the rows behind it", "show the rows behind that", "show the rows behind this number", "show the rows behind the number",
        "give the rows", "give the details", "show all of them", "list all of them", "display them", "display the rows", "name them");

    private static readonly FrozenSet<string> Who = Set("who are they", "who are those", "who are these", "who is it", "who is that", "who", "who exactly", "who were they", "name them all");

    private static readonly FrozenSet<string> Names = Set(
        "whats their name", "what are their names", "their names", "the names", "names", "who are these people", "who are those people", "who are the people", "who were these people", "who were those people", "who are these people names",
        "who are those people names", "give the names", "show the names", "show their names", "list the names", "list their names", "what are the names");

    private static readonly FrozenSet<string> Amount = Set(
        "how much was it", "how much is it", "how much was that", "how much is that", "how much", "how much exactly", "how much were they", "with how much", "show how much", "how many was it", "how many is it", "how many exactly", "what was the number", "what is the number", "show the number", "show the numbers");

    private static readonly FrozenSet<string> Reverse = Set(
        "the other way round", "the other way around", "other way round", "other way around", "reverse", "reverse it", "reversed", "reverse that", "reverse the order", "reverse order", "in reverse", "in reverse order", "flip it",
        "flip the order", "turn it around", "the opposite order", "opposite order", "in the opposite order", "reverse the sort", "reverse the sorting");

    private static readonly FrozenSet<string> Total = Set(
        "in total", "total", "the total", "whats the total", "what is the total", "overall", "altogether", "all together", "as a whole", "the grand total", "ungrouped", "in sum", "how much in total", "how much is that in total", "what is that in total");

    private static readonly FrozenSet<string> AllTime = Set("for all time", "of all time", "all time", "ever", "for the whole time", "since the beginning", "in all years", "for all years", "over all years", "over all time");

    private static readonly FrozenSet<string> All = Set("all of them", "all", "show all", "show everything", "all of those", "all of these", "without a limit", "without limit", "no limit");

    private static readonly FrozenSet<string> Why = Set(
        "why", "why is that", "why is this", "why that", "why so", "how come", "what happened", "what happened there", "what drove it", "what drove that", "what drove this", "what drives it", "what drives that", "what is behind it",
        "what is behind that", "what is behind this", "whats behind it", "whats behind that", "what caused it", "what caused that", "what caused this", "what explains it", "what explains that", "explain", "explain it", "explain that",
        "explain this", "explain the change", "what are the drivers", "what were the drivers", "key drivers", "drivers", "for what reason", "whats the reason", "what is the reason", "what is driving it", "what is driving that", "what changed");

    private static readonly FrozenSet<string> AfterWhy = Set(
        "did", "does", "is", "was", "are", "were", "has", "have", "it", "that", "this", "they", "them", "so", "the", "a", "change", "changed", "go", "gone", "went", "going", "up", "high", "higher", "more", "much", "rise", "rose",
        "risen", "increase", "increased", "grow", "grew", "grown", "happen", "happened", "improve", "improved", "by", "in", "there", "been", "become", "became", "different", "exactly");

    private static readonly FrozenSet<string> Pictures = Set("chart", "graph", "plot", "table", "diagram");

    private static readonly FrozenSet<string> Picturing = Set(
        "as", "in", "into", "make", "show", "draw", "plot", "give", "turn", "put", "display", "visualise", "visualize", "it", "that", "this", "them", "a", "an", "the", "bar", "line", "pie", "column", "chart", "graph", "table", "diagram", "form", "of");

    private static readonly FrozenSet<string> Filtering = Set("filter", "filters", "condition", "conditions", "unfiltered");

    private static readonly FrozenSet<string> Removing = Set("drop", "remove", "clear", "reset", "without", "no", "take", "out", "off", "the", "any", "all", "that", "this", "these", "those", "show", "it", "them");

    public static WholeCue? Of(IReadOnlyList<string> words)
    {
        var said = words.Where(w => !Polite.Contains(w)).ToList();
        var text = string.Join(' ', said);
        return Undo.Contains(text) ? WholeCue.Undo
            : Rows.Contains(text) ? WholeCue.Rows
            : Who.Contains(text) ? WholeCue.Who
            : Names.Contains(text) ? WholeCue.Names
            : Total.Contains(text) ? WholeCue.Total
            : AllTime.Contains(text) ? WholeCue.AllTime
            : All.Contains(text) ? WholeCue.All
            : IsUnfiltered(said) ? WholeCue.Unfiltered
            : Amount.Contains(text) ? WholeCue.Amount
            : IsDenied(said) ? WholeCue.Denied
            : Reverse.Contains(text) ? WholeCue.Reverse
            : Why.Contains(text) || IsWhy(said) ? WholeCue.Why
            : said.Exists(Pictures.Contains) && said.TrueForAll(Picturing.Contains) ? WholeCue.Presentation
            : null;
    }

    private static readonly FrozenSet<string> Not = Set("not", "isnt", "arent", "wasnt", "werent", "dont", "doesnt", "didnt", "hasnt", "havent", "hadnt");

    private static readonly FrozenSet<string> BeforeNot = Set("one", "ones", "of", "them", "those", "these", "is", "are", "was", "were", "do", "does", "did", "has", "have", "had");

    // "and which of them did not?": those that do not fulfil what was asked last.
    private static bool IsDenied(List<string> words) => words.Count > 1 && words[0] is "which" or "who" && Not.Contains(words[^1]) && words.Skip(1).SkipLast(1).All(BeforeNot.Contains);

    // "drop the filter", "without any filters".
    private static bool IsUnfiltered(List<string> words) =>
        words.Count > 0 && Filtering.Contains(words[^1]) && words.SkipLast(1).All(Removing.Contains) && (words.Count > 1 || words[0] == "unfiltered");

    // "why did it fall so much?": nothing but the change that was seen.
    private static bool IsWhy(List<string> words) =>
        words.Count > 1 && words[0] == "why" && words.Skip(1).All(w => AfterWhy.Contains(w) || ChangeWords.Fallen.Contains(w));

    private static FrozenSet<string> Set(params IEnumerable<string> phrases) => phrases.ToFrozenSet(StringComparer.Ordinal);
}
