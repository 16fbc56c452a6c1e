using System.Collections.Frozen;
using NlSql.Query.Linking;

namespace NlSql.Query.Questions.Verified;

/// <summary>Phrases of general English that say what other words say elsewhere: "most popular" is what sells best, "at a glance" an overview.</summary>
internal static class Sayings
{
    // What is said instead, then the phrases; "~" before a word that may be missing, nothing for phrases that only carry a question.
    private static readonly string[] Rows =
    [
        "how: the most important figures|the most important numbers|key figures|key figure|key numbers|main figures|main numbers|most important figures|most important numbers|headline figures|headline numbers|top line figures|at a glance|kpi|kpis|key number|summary of|summary|summarise|summarize|overview of|overview",
        "now: right now|these days|at present|as of today",
        "most ~sell: best selling|top selling|most popular|most sold|most ordered|ordered most|ordered the most|order most|order the most|orders most|orders the most|sell best|sells best|sell the best|sells the best|selling best|sell most|sells most|sell the most|sells the most|sold most|sold the most|favourite|favourites|favorite|favorites|like best|likes best|like most|like the most",
        "most ~sell ~thing: best seller|best sellers|bestseller|bestsellers|top seller|top sellers",
        "least ~sell: worst selling|slowest selling|least sold|sold least|sold the least|sell least|sells least|sell the least|sells the least|hardly sold|hardly sell|hardly sells",
        "least ~sell ~thing: worst seller|worst sellers|slowest seller|slowest sellers|weakest seller|weakest sellers",
        "buy: place an order|places an order|placed an order|place orders|placed orders|place any order|placed any order",
        "to-date: since new year|from new year on|from new year onwards|since the start of the year|since the beginning of the year|from the start of the year|from the beginning of the year|from the start of the year on|from the beginning of the year on|since january|since january 1|year to date|year-to-date|ytd",
        "where ~come: what drives|whats driving|what is driving|source of|sources of|made of",
        "~sell ~thing: seller|sellers",
        "~how pay: pay with|pays with|paid with|use to pay|used to pay",
        "~take off: remove from|removed from|drop from|dropped from|delist from|delisted from",
        "not ~sell: unsold",
        "weekday: dow|when in the week|monday to sunday",
        "grow: go up|goes up|going up|went up|gone up",
        "decline: go down|goes down|going down|went down|gone down",
        "running: sum up|sums up|summed up",
        "remain: whats left|what s left|is left|are left|was left|is still left|are still left",
        "how large: of what size|of which size|what size",
        "how fast: at what speed|at what pace|at which speed|at which pace",
        "unreliable ~most: least reliable",
        "longer not: any more|anymore|any longer|no longer",
        "not: fail to|fails to|failed to|zero",
        "wrong: the matter with|up with|going wrong",
        "happen: went wrong|was wrong|was the matter|went on|going on|goes on",
        "compare: stack up|stacks up",
        "yoy: a year ago|one year ago|a year earlier|one year earlier|the year before|year before|the previous year|previous year|the prior year|prior year|last year|last yr|previous yr|prior yr",
        "dear ~more: dearer|dearer than|more expensive|more costly|costlier|pricier",
        "~how: look like|looks like|looked like|doing well|going well|doing ok|doing okay|what about|tell me about",
        "how long: how much time",
        "before: the one before|one before|the previous one|previous one|the prior one",
        "how: in what way|in which way|by what means|by which means|with what",
        ": by how much|one unit of|a unit of|one|coming along|come along|came along|turn up|turned up|turn out|turned out|turning out|show up|account for|accounts for|due to|because of|caused by|one by one|prefer to|prefers to|like to|likes to|want to|wants to|in the course of|over the course of|out of",
    ];

    private static readonly FrozenDictionary<string, (string[] Phrase, string[] Meant)[]> ByFirst = Build();

    /// <summary>The longest saying that begins at a word: where it ends and the words that say it; null when none does.</summary>
    public static (int End, IReadOnlyList<string> Meant)? At(IReadOnlyList<QuestionWord> words, int at)
    {
        foreach (var (phrase, meant) in ByFirst.GetValueOrDefault(words[at].Token.Folded) ?? [])
        {
            if (at + phrase.Length <= words.Count && phrase.Select((w, i) => words[at + i].Token.Folded == w).All(same => same))
                return (at + phrase.Length, meant);
        }

        return null;
    }

    private static FrozenDictionary<string, (string[] Phrase, string[] Meant)[]> Build() =>
        Rows.Select(r => r.Split(": ") is [var meant, var phrases] ? (meant, phrases) : ("", r[2..]))
            .SelectMany(r => r.Item2.Split('|').Select(p => (Phrase: p.Split(' '), Meant: r.Item1.Split(' ', StringSplitOptions.RemoveEmptyEntries))))
            .GroupBy(p => p.Phrase[0], StringComparer.Ordinal)
            .ToFrozenDictionary(g => g.Key, g => g.OrderByDescending(p => p.Phrase.Length).ToArray(), StringComparer.Ordinal);
}
