using System.Collections.Frozen;

namespace NlSql.Query.Tokens;

/// <summary>
/// The root that forms of a word share: "opened", "opening" and "opens"; "located" and "location". It takes too much for one meaning, so
/// it serves only where nothing closer is known.
/// </summary>
internal static class WordRoots
{
    private const int ShortestRoot = 3;

    // Forms that no rule leads back, with the first of each row.
    private static readonly string[] Irregular =
    [
        "pay paid payed payment", "sell sold sale", "buy bought", "teach taught", "lead led leader", "hold held", "build built", "make made maker", "win won winner", "bear born birth", "fly flew flown flight",
        "drive drove driven", "write wrote written writer", "grow grew grown growth", "spend spent", "lend lent", "choose chose chosen choice", "begin began begun beginning", "run ran", "send sent",
        "leave left", "meet met meeting", "take took taken", "give gave given", "die died death", "live lived life", "weigh weight weighed", "high height", "long length", "wide width", "deep depth",
        "prescribe prescription", "describe description", "subscribe subscription", "register registration", "deliver delivery", "arrive arrival", "depart departure", "enroll enrolled enrollment enrolment",
        "populous population", "receive received receipt", "produce product production", "see seen saw", "know knew known", "break broke broken", "steal stole stolen", "lose lost loss", "cost costing",
        "expense expensive", "warm warmth", "strong strength", "old age aged", "hot heat", "fast speed", "refer reference", "differ difference", "available availability", "visible visibility", "humid humidity",
        "able ability", "speak spoke spoken", "wear wore worn", "find found", "catch caught", "feel felt", "fall fell fallen", "rise rose risen", "analyze analysis", "decide decision", "divide division",
        "discover discovery", "invest investor investment", "direct director", "own owner ownership", "member membership", "complain complaint", "apply application", "supply supplies supplied supplier",
        "treat treatment", "serve service", "use usage user", "ride rode ridden rider", "rent rental", "survive survival", "approve approval", "propose proposal", "think thought", "bring brought", "fraud fraudulent", "resolve resolution", "cancel cancellation cancelled canceled cancelling", "consume consumption", "satisfy satisfaction satisfied", "retain retention", "acquire acquisition", "convert conversion", "expire expiry expiration",
        "withdraw withdrew withdrawn withdrawal", "occupy occupied occupancy", "transmit transmission", "submit submission", "admit admission", "renew renewal", "dispute disputed", "promise promised", "vacant vacancy", "absent absence", "shear sheared shorn", "sweep swept", "weave wove woven", "spin spun", "dig dug", "breed bred", "lay laid", "mow mown mowed", "saw sawn sawed", "respond response",
    ];

    private static readonly string[] Endings =
    [
        "ments", "ment", "ings", "ing", "ances", "ance", "ences", "ence", "ions", "ion", "ers", "er", "ors", "or", "ives", "ive", "ity", "ally", "al", "ous", "ly", "ed", "able",
        "es", "s", "e", "y",
    ];

    private static readonly FrozenDictionary<string, string> Roots = Irregular.Select(r => r.Split(' '))
        .SelectMany(r => r.Select(form => (form, r[0])))
        .GroupBy(p => p.form, StringComparer.Ordinal)
        .ToFrozenDictionary(g => g.Key, g => g.First().Item2, StringComparer.Ordinal);

    /// <summary>The root of a folded word; not a word itself.</summary>
    public static string Of(string word)
    {
        var stem = EnglishStemmer.Stem(word);
        if (Roots.TryGetValue(word, out var known) || Roots.TryGetValue(stem, out known))
            return Cut(known);
        return Cut(stem);
    }

    private static string Cut(string word)
    {
        if (word.Length <= ShortestRoot || !word.All(char.IsAsciiLetterLower))
            return word;
        foreach (var ending in Endings)
        {
            if (!word.EndsWith(ending, StringComparison.Ordinal) || word.Length - ending.Length < ShortestRoot)
                continue;
            var rest = word[..^ending.Length];
            // "sing" and "red" are no forms of others.
            if (ending.Length > 1 && !rest.Any(c => c is 'a' or 'e' or 'i' or 'o' or 'u' or 'y'))
                continue;
            word = rest.Length > ShortestRoot && rest[^1] == 'e' ? rest[..^1] : rest;
            break;
        }

        // "confirmation" and "confirm"; "location" keeps its own.
        if (word.Length >= ShortestRoot + 4 && word.EndsWith("at", StringComparison.Ordinal))
            word = word[..^2];
        if (word.Length > ShortestRoot && word[^1] == 'i')
            word = word[..^1];
        return word.Length > ShortestRoot && word[^1] == word[^2] && word[^1] is not ('l' or 's' or 'e') ? word[..^1] : word;
    }
}
