namespace NlSql.Query.Tokens;

/// <summary>
/// A light English stemmer: number of nouns and British spelling only. Stronger stemmers make one of words that mean different things
/// ("returns", "returned", "returning"), and here a wrong meeting is worse than a missed one.
/// </summary>
internal static class EnglishStemmer
{
    private static readonly Dictionary<string, string> Irregular = new(StringComparer.Ordinal)
    {
        ["people"] = "person",
        ["men"] = "man",
        ["women"] = "woman",
        ["children"] = "child",
        ["indices"] = "index",
        ["analyses"] = "analysis",
        ["criteria"] = "criterion",
        ["halves"] = "half",
        ["lives"] = "life",
        ["series"] = "series",
        ["news"] = "news",
        ["centre"] = "center",
        ["metre"] = "meter",
        ["litre"] = "liter",
        ["grey"] = "gray",
        ["cheque"] = "check",
        ["movies"] = "movie",
        ["cookies"] = "cookie",
        ["genera"] = "genus",
        ["taxa"] = "taxon",
        ["phyla"] = "phylum",
        ["strata"] = "stratum",
        ["bacteria"] = "bacterium",
        ["spectra"] = "spectrum",
        ["larvae"] = "larva",
        ["fungi"] = "fungus",
        ["cacti"] = "cactus",
        ["alumni"] = "alumnus",
        ["radii"] = "radius",
        ["syllabi"] = "syllabus",
        ["mice"] = "mouse",
        ["geese"] = "goose",
        ["feet"] = "foot",
        ["teeth"] = "tooth",
        ["oxen"] = "ox",
        ["wolves"] = "wolf",
        ["knives"] = "knife",
        ["shelves"] = "shelf",
        ["loaves"] = "loaf",
        ["calves"] = "calf",
        ["wives"] = "wife",
        ["phenomena"] = "phenomenon",
        ["matrices"] = "matrix",
        ["vertices"] = "vertex",
        ["crises"] = "crisis",
        ["diagnoses"] = "diagnosis",
        ["theses"] = "thesis",
        ["hypotheses"] = "hypothesis",
        ["heroes"] = "hero",
        ["potatoes"] = "potato",
        ["tomatoes"] = "tomato",
        ["volcanoes"] = "volcano",
        ["buses"] = "bus",
        ["gases"] = "gas",
        ["lens"] = "lens",
        ["lenses"] = "lens",
        ["campuses"] = "campus",
        ["statuses"] = "status",
        ["viruses"] = "virus",
        ["bonuses"] = "bonus",
        ["censuses"] = "census",
        ["circuses"] = "circus",
        ["choruses"] = "chorus",
        ["octopuses"] = "octopus",
        ["canvas"] = "canvas",
        ["canvases"] = "canvas",
        ["atlas"] = "atlas",
        ["atlases"] = "atlas",
        ["quizzes"] = "quiz",
    };

    /// <summary>The stems of a folded phrase, joined by spaces.</summary>
    public static string StemAll(string phrase) => string.Join(' ', phrase.Split(' ').Select(Stem));

    /// <summary>The stem of a folded word.</summary>
    public static string Stem(string word)
    {
        if (word == "ids")
            return "id";
        if (word.Length <= 3 || !char.IsAsciiLetterLower(word[0]))
            return word;
        return American(Irregular.GetValueOrDefault(word) ?? Singular(word));
    }

    private static string Singular(string word)
    {
        if (Ends(word, "ies"))
            return word.Length > 4 ? word[..^3] + "y" : word[..^1];
        if (Ends(word, "sses") || Ends(word, "shes") || Ends(word, "ches") || Ends(word, "xes") || Ends(word, "zzes"))
            return word[..^2];
        if (Ends(word, "us") || Ends(word, "ss") || Ends(word, "is") || !Ends(word, "s"))
            return word;
        return word[..^1];
    }

    private static string American(string word)
    {
        word = Irregular.GetValueOrDefault(word) ?? word;
        if (word.Length > 5 && Ends(word, "our"))
            return word[..^3] + "or";
        if (word.Length > 6 && Ends(word, "logue"))
            return word[..^2];
        if (word.Length > 6 && Ends(word, "ise"))
            return word[..^3] + "ize";
        if (word.Length > 8 && Ends(word, "isation"))
            return word[..^7] + "ization";
        return word.Length > 6 && Ends(word, "gramme") ? word[..^2] : word;
    }

    private static bool Ends(string word, string end) => word.EndsWith(end, StringComparison.Ordinal);
}
