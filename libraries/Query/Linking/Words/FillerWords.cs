using System.Collections.Frozen;

namespace NlSql.Query.Linking.Words;

/// <summary>Words without a meaning of their own in a question about data.</summary>
internal static class FillerWords
{
    private static readonly string[] Words =
    [
        "a", "an", "the", "of", "in", "on", "at", "to", "for", "from", "with", "within", "into", "is", "are", "was", "were", "be", "been", "being", "am", "do", "does", "did", "done", "has",
        "have", "had", "having", "will", "would", "can", "could", "should", "may", "might", "must", "shall", "i", "me", "my", "we", "us", "our", "ours", "you", "your", "they", "their", "them", "it",
        "its", "he", "she", "his", "her", "this", "that", "these", "those", "there", "here", "what", "whats", "how", "much", "please", "pls", "plz", "kindly", "hi", "hello", "hey", "thanks",
        "thank", "want", "need", "like", "know", "wondering", "tell", "just", "only", "really", "actually", "exactly", "about", "so", "as", "than", "if", "any", "some", "ever", "up", "out",
        "id", "im", "ive", "lets", "let", "say", "s", "t", "re", "ll", "ve", "value", "values", "figure", "figures", "data", "dataset", "result", "results", "info", "information", "details", "detail",
        "overview", "summary", "report", "statistics", "stats", "numbers", "number", "amount", "amounts", "level", "levels", "one", "ones", "thing", "things", "company", "business", "enterprise", "currently",
        "now", "right", "question", "answer", "total", "look", "looks", "looking", "go", "goes", "going", "went", "come", "comes", "came", "coming", "inclusive", "using", "use", "used", "via", "through", "during", "over", "under", "when",
        "who", "why", "whom", "each", "all", "but", "too", "well", "quick", "quickly", "many", "few", "lot", "lots", "kind", "type", "sort", "way", "terms", "term", "case", "respect", "regard",
        "regarding", "concerning", "considering", "update", "updated", "belong", "belonging", "belongs", "exist", "exists", "existing", "available", "contained", "included", "include", "includes", "including",
        "located", "based", "situated", "living", "live", "lives", "table", "chart", "graph", "plot", "breakdown", "split", "distribution", "overall", "respective", "corresponding", "given",
        "considered", "record", "whole", "entire", "full", "complete", "actual", "current", "back", "work", "works", "happen", "happening", "show", "list", "whatever", "anything", "something", "everything",
        "end", "start", "where", "period", "time", "whose", "which", "having", "doing", "fare", "fared", "database", "db", "compute", "calculate", "determine", "respectively", "recorded", "classified", "listed",
        "normally", "usually", "yet", "such", "showing", "times", "once", "roughly", "thru", "approximately", "approx", "ok", "okay", "hypothetically", "cheers", "still", "already", "very", "e", "everybody", "everyone", "anyone", "anybody", "people", "basically", "maybe", "perhaps",
        "weve", "etc", "itself", "themselves", "himself", "herself", "ourselves", "theyre", "whove", "theyve", "youve", "mainly", "primarily", "typically", "generally", "someone", "somebody", "single", "history", "stored", "altogether", "um", "uh", "stuff", "er", "erm", "hmm", "oh", "folks", "guys", "anyway", "simply", "mentioned", "presently", "possibly",
    ];

    private static readonly string[] Openings =
    [
        "all years", "over all years", "in all years", "across all years", "of all years", "all time", "of all time", "whole period", "the whole period", "over the whole period", "over the whole time",
        "did we carry", "name them", "name it", "list them", "show them", "did we get", "do we get", "have we got", "we get", "we got", "do we keep", "do we own", "do we operate", "do we employ", "do we offer", "do we serve", "do we manage", "did we serve", "did we handle", "did we treat", "how did", "how is", "how are", "do we have", "did we have", "are there", "is there", "were there", "was there", "how much", "how do", "how does", "for all", "across all", "over all", "of all", "in all", "in the database", "in the system", "in the data", "in the dataset", "in the table", "in the records", "on record", "in the world", "turned out to be", "turn out to be", "turns out to be", "side by side", "next to it", "i mean", "on file", "in the file", "in the whole file", "to date", "so far", "flagged as", "marked as", "tagged as", "ended as", "ended up as", "ended in", "turned out as", "fell under", "falls under", "fall under", "fell into", "resulted in", "because of", "due to", "caused by", "on account of", "without repeats", "without repetition", "without repetitions", "without repeating", "without duplicates", "no repeats", "no duplicates", "with no repeats", "with no duplicates", "that person", "the person", "is home to", "are home to", "in absolute terms", "in absolute numbers", "result set", "the result set",
    ];

    private static readonly string[] BeforeWholes = ["in the", "at the", "of the", "in our", "in this"];

    public static FrozenSet<string> All { get; } = Words.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>What people call that which the data is about as a whole, where the data itself has no such thing.</summary>
    public static IReadOnlyList<string> Wholes { get; } =
        ["store", "shop", "company", "business", "firm", "organization", "organisation", "hotel", "bank", "school", "university", "college", "hospital", "library", "club", "system", "database"];

    public static IEnumerable<(string Phrase, MentionTarget Target)> Phrases => PhraseList.Of(
        new MentionTarget.Filler(),
        Words.Distinct().Concat(Openings).Concat(from whole in Wholes from opening in BeforeWholes select $"{opening} {whole}"));
}
