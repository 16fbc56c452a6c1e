using NlSql.Query.Tokens;

namespace NlSql.Query.Questions.FollowUps.Told;

/// <summary>Words that stand for something told before.</summary>
/// <param name="Start">Index of the first token.</param>
/// <param name="End">Index behind the last token that is no noun.</param>
/// <param name="Nouns">How many tokens behind it name what it is; 0 for a pronoun.</param>
/// <param name="Kind">What they can stand for.</param>
/// <param name="OfPerson">Whether it is somebody.</param>
internal sealed record PointingPhrase(int Start, int End, int Nouns, PointingKind Kind, bool OfPerson = false);

/// <summary>What words that point back can stand for.</summary>
internal enum PointingKind
{
    /// <summary>"that seller", "it", "she": one.</summary>
    One,

    /// <summary>"those sellers", "they": several, or one.</summary>
    Several,

    /// <summary>"her shows", "their prices": whose.</summary>
    Owner,

    /// <summary>"there": where.</summary>
    Place,

    /// <summary>"in that year", "then": when.</summary>
    Time,
}

/// <summary>Tokens → the words that point back.</summary>
internal static class PointingPhrases
{
    private const int Most = 3;

    private static readonly string[] Before = ["in", "on", "at", "of", "for", "from", "with", "by", "to", "about", "than", "is", "was", "does", "did", "do", "has", "have", "had", "are", "were", "and", "as", "during", "within", "among", "into", "per", "under", "over", "can", "will", "list", "show", "give", "name", "tell", "display", "find", "count", "sort", "me"];
    private static readonly string[] NoNouns = ["are", "were", "have", "has", "had", "did", "do", "does", "was", "is", "in", "by", "per", "with", "who", "that", "which", "from", "of", "to", "for", "at", "on", "whose", "where", "and", "or", "too", "as", "please", "also", "be", "been", "ever", "not", "never", "the", "a", "each"];
    private static readonly string[] Clauses = ["who", "that", "which", "whose", "where", "with"];
    private static readonly string[] Persons = ["person", "people", "persons", "guy", "guys", "man", "men", "woman", "women", "lady", "ladies", "fellow", "fellows"];
    private static readonly string[] Times = ["year", "month", "week", "quarter", "day", "years", "months", "weeks", "quarters", "days", "time", "period", "morning", "afternoon", "evening", "night", "season", "decade", "summer", "winter", "spring", "autumn", "fall"];

    /// <summary>The words that point back, in order; too many for one question are none.</summary>
    /// <param name="tokens">The question.</param>
    /// <param name="firm">Whether only those are meant that can mean nothing else, "that seller" rather than "them".</param>
    public static IReadOnlyList<PointingPhrase> Of(ValueList<Token> tokens, bool firm)
    {
        List<PointingPhrase> found = [];
        for (var i = 0; i < tokens.Count; i++)
        {
            if (At(tokens, i, firm) is not { } phrase)
                continue;
            found.Add(phrase);
            i = phrase.End - 1;
        }

        return found.Count > Most ? [] : found;
    }

    // "those plays with the year": what is shown beside.
    private static bool SaysWhich(string word) => word != "with" && Clauses.Contains(word);

    private static PointingPhrase? At(ValueList<Token> tokens, int at, bool firm)
    {
        string Word(int index) => index >= 0 && index < tokens.Count && tokens[index].Kind == TokenKind.Word ? tokens[index].Folded : "";
        var word = Word(at);
        switch (word)
        {
            case "those" or "these" or "that" when Clauses.Contains(Word(at + 1)):
                return null;
            case "that" when Word(at + 1) is "year" or "month" or "day" or "week" or "quarter" && Word(at + 2) is not ("s" or "of"):
                return new(at, at + 2, 0, PointingKind.Time);
            case "then" when at > 1 && at + 1 == tokens.Count && Word(at - 1) is not ("and" or "so" or "but"):
                return new(at, at + 1, 0, PointingKind.Time);
            case "this" or "that" or "these" or "those":
                var noun = at + 1 < tokens.Count && tokens[at + 1].Number is >= 1 ? at + 2 : at + 1;
                if (Word(noun) is "same")
                    noun++;
                if (Word(noun) is "" || NoNouns.Contains(Word(noun)) || Times.Contains(Word(noun)))
                    return firm || word == "this" || Word(at - 1) is "" && word == "that" || (word == "that" && Word(noun) is not "") ? null : new(at, noun == at + 2 ? noun : at + 1, 0, word == "that" ? PointingKind.One : PointingKind.Several);
                // "stations that play jazz", "those customers who …": what they are is said.
                if (word == "that" && at > 0 && !Before.Contains(Word(at - 1)) && Word(noun + 1) is not "" && !tokens[noun].Possesses)
                    return null;
                if (word is "those" && (SaysWhich(Word(noun + 1)) || SaysWhich(Word(noun + 2))))
                    return null;
                return new(at, noun, Word(noun + 1) is "" || NoNouns.Contains(Word(noun + 1)) ? 1 : 2, word is "this" or "that" ? PointingKind.One : PointingKind.Several, Persons.Contains(Word(noun)));
            case "he" or "she" or "him":
                return new(at, at + 1, 0, PointingKind.One, OfPerson: true);
            case "his" or "her":
                return new(at, at + 1, 0, Word(at + 1) is "" || NoNouns.Contains(Word(at + 1)) ? PointingKind.One : PointingKind.Owner, OfPerson: true);
            case "its" or "their" when !firm && Word(at + 1) is not "":
                return new(at, at + 1, 0, PointingKind.Owner);
            case "it" when !firm:
                return new(at, at + 1, 0, PointingKind.One);
            case "they" or "them" or "theirs" when !firm:
                return new(at, at + 1, 0, PointingKind.Several);
            case "there" when at > 0 && Word(at - 1) is not ("is" or "are" or "was" or "were" or "be" or "been" or "" or "who") && Word(at + 1) is not ("is" or "are" or "was" or "were"):
                return new(at, at + 1, 0, PointingKind.Place);
            default:
                return null;
        }
    }
}
