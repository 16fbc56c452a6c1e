using System.Collections.Frozen;
using NlSql.Query.Tokens;

namespace NlSql.Query.Linking.Words;

/// <summary>Short forms that names of columns use and people write out, or the other way round.</summary>
internal static class Abbreviations
{
    // The first of each row is the short form; the others are what it is short for.
    private static readonly string[] Rows =
    [
        "lat|latitude", "long|longitude", "lng|longitude", "lon|longitude", "acc|account", "acct|account", "bal|balance", "cust|customer", "no|number", "num|number", "nr|number",
        "nbr|number", "qty|quantity", "amt|amount", "addr|address", "tel|telephone", "ph|phone", "dept|department", "desc|description", "dob|date of birth|birth date", "emp|employee",
        "mgr|manager", "temp|temperature", "pct|percent|percentage", "avg|average", "min|minimum", "max|maximum", "org|organization", "prod|product", "cat|category",
        "inv|invoice", "ord|order", "trans|transaction", "txn|transaction", "pop|population", "yr|year", "loc|location", "tot|total", "mins|minutes", "hrs|hours", "hum|humidity",
        "lang|language", "reg|region", "dist|distance", "dur|duration", "freq|frequency", "st|street", "stu|student", "prof|professor", "fac|faculty", "univ|university",
        "info|information", "msg|message", "img|image", "doc|document", "docs|documents", "src|source", "dest|destination", "dep|departure", "arr|arrival", "std|standard", "tech|technology",
        "stat|status", "ref|reference", "cnt|count", "lbl|label", "pwd|password", "usr|user", "grp|group", "lvl|level", "mfr|manufacturer", "mfg|manufacturing", "vol|volume", "wt|weight",
        "ht|height", "len|length", "wid|width", "sal|salary", "comm|commission", "apt|apartment", "bldg|building", "rm|room", "fl|floor", "cty|city", "ctry|country", "intl|international",
        "govt|government", "mgmt|management", "dir|direction|director", "eng|english", "gen|gender", "perf|performance", "sched|schedule", "seq|sequence", "spec|specification",
        "ssn|social security number", "dt|date", "ts|timestamp", "exp|expiry|experience", "mon|month", "gdp|gross domestic product", "ceo|chief executive officer", "pcp|primary care physician",
        "tv|television", "email|email address", "lic|license", "veh|vehicle", "pmt|payment", "pos|position", "opp|opportunity", "hq|headquarter", "ppl|person", "usd|dollar", "eur|euro", "gbp|pound", "sub|subscription", "del|delivery", "disc|discount", "acq|acquisition", "csat|customer satisfaction|satisfaction score|satisfaction", "nps|net promoter score", "mrr|monthly recurring revenue", "arr|annual recurring revenue", "ctr|click through rate",
        "roi|return on investment", "roas|return on ad spend", "cpc|cost per click", "cac|customer acquisition cost", "ltv|lifetime value", "aov|average order value", "arpu|average revenue per user", "eta|estimated arrival", "sla|service level", "sku|stock keeping unit", "hr|hour", "min|minute", "nm|name", "px|price", "prc|price", "wkly|weekly", "mthly|monthly", "dly|daily", "rtg|rating", "cxl|cancellation", "idx|index", "prio|priority", "rsn|reason", "pol|policy", "trng|training",
    ];

    private static readonly FrozenDictionary<string, string[][]> Others = Build();

    /// <summary>What a word may also be written as: its long forms, or its short ones; each as words.</summary>
    public static IReadOnlyList<string[]> Of(string word) => Others.GetValueOrDefault(word) ?? Others.GetValueOrDefault(EnglishStemmer.Stem(word)) ?? [];

    /// <summary>Whether a word is a short form.</summary>
    public static bool Knows(string word) => Others.ContainsKey(word);

    private static FrozenDictionary<string, string[][]> Build()
    {
        Dictionary<string, List<string[]>> others = new(StringComparer.Ordinal);
        foreach (var forms in Rows.Select(r => r.Split('|')))
        {
            foreach (var longer in forms.Skip(1))
            {
                Add(forms[0], longer);
                // Of several words the short form is a word of its own; nobody shortens one of them to it.
                if (!longer.Contains(' ', StringComparison.Ordinal))
                    Add(longer, forms[0]);
            }
        }

        return others.ToFrozenDictionary(p => p.Key, p => p.Value.ToArray(), StringComparer.Ordinal);

        void Add(string word, string other)
        {
            if (!others.TryGetValue(word, out var list))
                others.Add(word, list = []);
            list.Add(other.Split(' '));
        }
    }
}
