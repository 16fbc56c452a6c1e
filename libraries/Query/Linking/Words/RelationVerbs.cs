using System.Collections.Frozen;

namespace NlSql.Query.Linking.Words;

/// <summary>
/// Verbs that tell how things belong together: "lessons taught by", "rooms where they stay". Where the data has no word for the verb, what stands
/// around it says the same. Verbs of states ("cancelled", "returned", "approved") are missing on purpose: they choose among rows.
/// </summary>
internal static class RelationVerbs
{
    private static readonly string[] Regular =
    [
        "handle", "manage", "use", "own", "visit", "attend", "treat", "prescribe", "serve", "work", "live", "stay", "play", "host", "operate", "produce", "release", "supply", "provide",
        "purchase", "order", "place", "file", "process", "issue", "assign", "contain", "include", "belong", "correspond", "associate", "link", "relate", "connect", "contact", "register",
        "enroll", "join", "study", "major", "publish", "author", "direct", "perform", "compose", "record", "compete", "participate", "coach", "train", "hire", "employ", "head",
        "supervise", "report", "help", "support", "assist", "cover", "insure", "offer", "receive", "transport", "carry", "travel", "depart", "arrive", "start", "end", "finish", "open",
        "locate", "base", "pick", "plant", "list", "charge", "earn", "complete", "require", "need", "request", "raise", "create", "design", "develop", "share", "appear", "name", "call", "title",
        "headquarter", "reside", "reserve", "book", "rent", "lend", "borrow", "apply", "occur", "happen", "incur", "cause", "involve", "consist", "represent", "describe", "specialize",
        "undergo", "examine", "diagnose", "affiliate", "stock", "collect", "possess", "reach", "last", "store", "track", "invest", "trade", "exchange", "deal", "match", "mention", "feature",
        "recommend", "conduct", "organize", "arrange", "engage", "fix", "repair", "maintain", "inspect", "install", "feed", "check", "move", "transfer", "load", "answer", "reply", "attach", "allocate", "dispatch", "rear", "harvest", "fetch", "enter", "present", "house", "accommodate", "observe",
        "construct", "erect", "assemble", "manufacture", "carve", "sculpt", "sew", "knit", "bake", "distil", "excavate", "explore", "finance", "establish", "invent", "restore", "curate", "choreograph", "narrate", "translate", "illustrate", "subscribe", "adopt", "foster", "tend", "breed",
        "oversee", "govern", "burn", "cite", "emit", "generate", "erupt", "tour", "migrate", "nest", "spawn", "hatch", "instruct", "occupy", "inhabit", "cultivate", "gather", "forage", "consume", "appoint", "yield", "salvage",
    ];

    // Verbs that are nouns, too: "judged by", while a judge is somebody.
    private static readonly string[] Nouns =
    [
        "craft", "forge", "paint", "brew", "cook", "roast", "bottle", "tune", "pass", "age", "mature", "score", "rate", "log", "stage", "film", "air", "shelve", "climb", "sail", "moor", "pilot", "captain", "judge", "sponsor", "fund", "exhibit", "display", "edit", "photograph", "broadcast", "groom", "guard", "patrol", "mentor", "tutor", "lecture", "steer",
    ];

    private static readonly string[] Irregular =
    [
        "burnt", "grown", "bred", "caught", "dug", "put", "puts", "putting",
        "come", "comes", "came", "coming", "go", "goes", "went", "gone", "take", "takes", "took", "taken", "taking", "teach", "teaches", "taught", "teaching", "hold", "holds", "held", "holding", "run", "runs", "ran", "running", "make", "makes", "made", "making",
        "sell", "sells", "sold", "selling", "buy", "buys", "bought", "buying", "pay", "pays", "paid", "payed", "paying", "write", "writes", "wrote", "written", "writing", "sing", "sings", "sang", "sung", "singing",
        "win", "wins", "won", "winning", "lead", "leads", "led", "leading", "fly", "flies", "flew", "flown", "flied", "flying", "drive", "drives", "drove", "driven", "driving", "send", "sends", "sent", "sending",
        "keep", "keeps", "kept", "keeping", "give", "gives", "gave", "given", "giving", "get", "gets", "got", "gotten", "getting", "find", "found", "begin", "begins", "began", "begun", "speak", "speaks", "spoke", "spoken", "speaking",
        "spend", "spends", "spent", "spending", "lie", "lies", "lay", "lain", "sit", "sits", "sat", "stand", "stands", "stood", "bring", "brings", "brought", "undergoes", "underwent", "undergone", "undergoing",
        "eat", "eats", "ate", "eaten", "eating", "drink", "drinks", "drank", "drunk", "wear", "wears", "wore", "worn", "wearing", "cost", "costs", "fit", "fits", "care", "cares", "caring", "acting", "choose", "chooses", "chose", "chosen", "choosing", "hang", "hangs", "hung", "hanging", "build", "builds", "built", "weave", "weaves", "wove", "woven", "bind", "binds", "bound", "ride", "rides", "rode", "ridden", "riding", "ring", "rings", "rang", "rung", "ringing", "swim", "swims", "swam", "draw", "draws", "drew", "drawn", "blow", "blew", "blown", "shoot", "shot", "cast", "casts", "see", "sees", "saw", "seen",
    ];

    // Verbs whose last letter is written twice: "incurred".
    private static readonly string[] DoubledVerbs = ["incur", "occur", "transfer", "distil", "patrol"];

    private static readonly FrozenSet<string> Pasts = new[]
    {
        "took", "taken", "taught", "held", "ran", "made", "sold", "bought", "paid", "written", "wrote", "sang", "sung", "won", "led", "flew", "flown", "drove", "driven", "sent", "kept", "gave", "given",
        "got", "found", "began", "begun", "spoke", "spoken", "spent", "sat", "stood", "brought", "underwent", "undergone", "ate", "eaten", "drank", "wore", "worn", "fed", "seen", "done", "known", "drawn", "chosen", "cast", "hung", "built", "woven", "bound", "ridden", "rung", "blown", "shot",
    }.ToFrozenSet(StringComparer.Ordinal);

    // What happens to some of the rows only: who says it chooses them.
    private static readonly FrozenSet<string> Choosing = new[]
    {
        "transfer", "answer", "reply", "fix", "repair", "finish", "end", "complete", "attend", "dispatch", "install", "inspect", "check", "move", "match", "recommend", "allocate", "assign", "attach", "insure", "process", "file", "load", "track", "undergo",
    }.SelectMany(Forms).Concat(["come", "came", "gone", "found"]).ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> All = Regular.Concat(Regular.Where(v => v.EndsWith("ize", StringComparison.Ordinal)).Select(v => v[..^3] + "ise")).SelectMany(Forms).Concat(Nouns.SelectMany(Forms).Where(f => f.EndsWith("ed", StringComparison.Ordinal) || f.EndsWith("ing", StringComparison.Ordinal))).Concat(Irregular).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Whether a folded word is a form of such a verb.</summary>
    public static bool Contains(string word) => All.Contains(word);

    /// <summary>Whether a folded word is a form of a verb that holds of some rows only: of all calls, some were transferred.</summary>
    public static bool ChoosesRows(string word) => Choosing.Contains(word);

    /// <summary>Whether a folded word is a form that only a verb has: "made", "placed", "staying".</summary>
    public static bool IsParticiple(string word) =>
        All.Contains(word) && (word.EndsWith("ed", StringComparison.Ordinal) || word.EndsWith("ing", StringComparison.Ordinal) || Pasts.Contains(word));

    private static readonly FrozenSet<string> Having = new[] { "include", "contain", "involve" }.SelectMany(Forms).Concat(["lead to", "leads to", "led to", "result in", "results in", "resulted in", "end in", "ends in", "ended in"]).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Whether folded words say no more than that something has something: "led to", "includes".</summary>
    public static bool Holds(string words) => Having.Contains(words);

    /// <summary>Whether a folded word looks like what was done: "graded", "shorn", "driven".</summary>
    public static bool IsPast(string word) => word.EndsWith("ed", StringComparison.Ordinal) || Pasts.Contains(word) || word is "shorn" or "driven" or "drove" or "swept" or "grown" or "bred" or "dug";

    private static IEnumerable<string> Forms(string verb)
    {
        yield return verb;
        if (verb.EndsWith('e'))
        {
            yield return verb + "s";
            yield return verb + "d";
            yield return verb[..^1] + "ing";
        }
        else if (verb.EndsWith('y') && !"aeou".Contains(verb[^2], StringComparison.Ordinal))
        {
            yield return verb[..^1] + "ies";
            yield return verb[..^1] + "ied";
            yield return verb + "ing";
        }
        else
        {
            yield return verb + (verb.EndsWith("ch", StringComparison.Ordinal) || verb.EndsWith('x') || verb.EndsWith("sh", StringComparison.Ordinal) ? "es" : "s");
            var stem = DoubledVerbs.Contains(verb) ? verb + verb[^1] : verb;
            yield return stem + "ed";
            yield return stem + "ing";
        }
    }
}
