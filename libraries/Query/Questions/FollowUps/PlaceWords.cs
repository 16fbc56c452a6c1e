using NlSql.Query.Linking.Words;
using NlSql.Query.Tokens;

namespace NlSql.Query.Questions.FollowUps;

/// <summary>"which one was second?", "and the third?", "the runner-up", "who came first": the place in an order that is already there.</summary>
internal static class PlaceWords
{
    /// <summary>Takes the place off the end of the words; null when they end in none.</summary>
    public static int? Take(List<Token> tokens)
    {
        var end = tokens.Count;
        while (end > 1 && (tokens[end - 1].Kind == TokenKind.Symbol || tokens[end - 1].Folded is "one" or "place" or "there"))
            end--;
        if (end > 1 && tokens[end - 2].Folded == "runner" && tokens[end - 1].Folded == "up")
            return Taken(tokens, end - 2, 2);
        return end > 0 && OrdinalWords.Place(tokens[end - 1].Folded) is { } place && (end == 1 || IsAnnounced(tokens[end - 2].Folded)) ? Taken(tokens, end - 1, place) : null;
    }

    // "biggest first" is an order, "per second" a length of time.
    private static bool IsAnnounced(string word) => word is "the" or "was" or "is" or "were" or "came" or "comes" or "ranked" or "ranks" or "who" or "which" or "whats" or "s";

    private static int Taken(List<Token> tokens, int start, int place)
    {
        tokens.RemoveRange(start, tokens.Count - start);
        while (tokens.Count > 0 && tokens[^1].Folded is "the" or "was" or "is" or "were" or "came" or "comes" or "in" or "on" or "ranked" or "ranks" or "s" or "whats")
            tokens.RemoveAt(tokens.Count - 1);
        return place;
    }
}
