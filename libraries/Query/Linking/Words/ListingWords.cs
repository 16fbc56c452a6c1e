namespace NlSql.Query.Linking.Words;

/// <summary>"list", "show me", "which"…</summary>
internal static class ListingWords
{
    public static IEnumerable<(string Phrase, MentionTarget Target)> Phrases =>
        PhraseList.Of(new MentionTarget.Listing(false), "list", "list all", "list the", "list of", "a list of", "list out", "show", "show me", "show all", "show me all", "display", "give me", "give me all", "give",
            "find", "find all", "get", "get me", "fetch", "retrieve", "return", "view", "see", "enumerate", "name the", "all the", "print", "pull", "pull up",
            "tell me", "provide", "report", "what are", "what are the", "what are all the", "what are all", "what are our", "present me", "let me see", "i want to see", "i need", "i want", "can you show me",
            "look up", "bring up", "output", "select", "give us", "show us", "tell us", "identify", "please state", "i would like to see", "id like to see", "all", "all our", "all of the", "all of our")
        .Concat(PhraseList.Of(new MentionTarget.Listing(true), "which", "who", "which of the", "which of our", "what kind of", "whose", "which are", "which is", "who is", "who are", "in which", "at which", "on which"));
}
