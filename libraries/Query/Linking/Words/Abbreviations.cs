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
        "mgr|manager", "temp|temperature", "pct|percent|percentage", "avg|average", "mean|average", "min|minimum", "max|maximum", "org|organization", "prod|product", "cat|category",
        "inv|invoice", "ord|order", "trans|transaction", "txn|transaction", "pop|population", "yr|year", "loc|location", "tot|total", "mins|minutes", "hrs|hours", "hum|humidity",
        "lang|language", "reg|region", "dist|distance|district", "dur|duration", "freq|frequency", "st|street", "stu|student", "prof|professor", "fac|faculty", "univ|university",
        "info|information", "msg|message", "img|image", "doc|document", "docs|documents", "src|source", "dest|destination", "dep|departure", "arr|arrival", "std|standard", "tech|technology",
        "stat|status", "ref|reference", "cnt|count", "lbl|label", "pwd|password", "usr|user", "grp|group", "lvl|level", "mfr|manufacturer", "mfg|manufacturing", "vol|volume", "wt|weight",
        "ht|height", "len|length", "wid|width", "sal|salary", "comm|commission", "apt|apartment", "bldg|building", "rm|room", "fl|floor", "cty|city", "ctry|country", "intl|international",
        "govt|government", "mgmt|management", "dir|direction|director", "eng|english", "gen|gender", "perf|performance", "sched|schedule", "seq|sequence", "spec|specification",
        "ssn|social security number", "dt|date", "ts|timestamp", "exp|expiry|experience", "mon|month", "mth|month|monthly", "cnty|county", "hd|head", "wx|weather", "gdp|gross domestic product", "ceo|chief executive officer", "pcp|primary care physician",
        "tv|television", "email|email address", "lic|license", "veh|vehicle", "pmt|payment", "pos|position", "opp|opportunity", "hq|headquarter", "ppl|person", "usd|dollar", "eur|euro", "gbp|pound", "sub|subscription", "del|delivery", "disc|discount", "acq|acquisition", "csat|customer satisfaction|satisfaction score|satisfaction", "nps|net promoter score", "mrr|monthly recurring revenue", "arr|annual recurring revenue", "ctr|click through rate",
        "roi|return on investment", "roas|return on ad spend", "cpc|cost per click", "cac|customer acquisition cost", "ltv|lifetime value", "aov|average order value", "arpu|average revenue per user", "eta|estimated arrival", "sla|service level", "sku|stock keeping unit", "hr|hour", "min|minute", "nm|name", "px|price", "prc|price", "wkly|weekly", "mthly|monthly", "dly|daily", "rtg|rating", "cxl|cancellation", "idx|index", "jp|japan", "eu|europe", "na|north america", "prio|priority", "rsn|reason", "pol|policy", "trng|training",
        "pax|passenger", "ac|aircraft|account", "ch|channel|chapter", "chnl|channel", "rt|route", "rte|route", "sz|size", "whse|warehouse", "wh|warehouse", "whs|warehouse",
        "crs|course", "cls|class", "hol|holiday", "pts|points", "pt|patient|point", "tmp|temperature", "kw|kilowatt", "rpm|revolutions per minute|speed",
        "kmh|kilometres per hour|speed", "mph|miles per hour|speed", "mpg|miles per gallon|fuel economy", "gm|gross margin", "cogs|cost of goods sold|cost of goods",
        "rrp|recommended retail price|list price|retail price", "msrp|list price|retail price", "po|purchase order", "ot|overtime", "pto|paid time off",
        "fte|full time equivalent", "los|length of stay", "bmi|body mass index", "bp|blood pressure", "dx|diagnosis", "rx|prescription", "tx|treatment|transaction",
        "hx|history", "appt|appointment", "pat|patient", "phys|physician", "sqft|square feet|floor area|area", "ba|bathroom", "br|bedroom|branch",
        "yob|year of birth|birth year", "dod|date of death", "etd|estimated departure", "otd|on time delivery", "rcvd|received", "recd|received", "cmpl|completed",
        "compl|completed", "cncl|cancelled", "canc|cancelled", "appr|approved", "rej|rejected", "subm|submitted", "upd|updated", "crt|created", "fname|first name",
        "lname|last name|surname", "fn|first name", "ln|last name|line", "nat|nationality", "occ|occupation|occupancy", "edu|education", "cap|capacity",
        "util|utilisation|utilization", "thru|through", "lt|lead time", "tat|turnaround time|turnaround", "mttr|mean time to repair|repair time", "res|resolution|resolved",
        "prob|problem|probability", "sev|severity", "pri|priority", "cmt|comment", "rem|remark", "obs|observation", "est|estimate|estimated", "tgt|target", "fcst|forecast",
        "bud|budget", "var|variance|variety", "orig|origin|original", "frm|from|frame", "clr|colour|color", "mat|material", "matl|material", "eq|equipment", "equip|equipment",
        "mach|machine", "shft|shift", "opr|operator", "op|operator|operation", "supv|supervisor", "sup|supplier|supervisor", "vend|vendor", "supp|supplier|support|suppression", "stk|stock",
        "cr|credit", "lim|limit", "prin|principal", "prem|premium", "ded|deductible|deduction", "cov|coverage|cover", "clm|claim", "bene|beneficiary",
        "qtr|quarter", "wk|week", "hh|household", "ea|each", "pc|piece", "pcs|pieces", "uom|unit of measure", "subs|subtitles|subscribers", "regn|registration|region",
        "odo|odometer|mileage", "ltr|litre|liter", "ltrs|litres", "gal|gallon", "cal|calories", "ingr|ingredient", "cuis|cuisine", "tkt|ticket", "tix|ticket", "flt|flight",
        "arpt|airport", "dpt|departure", "drv|driver", "drvr|driver", "trk|truck|track", "wrk|work", "proj|project", "mtg|meeting|mortgage", "evt|event", "sess|session",
        "att|attendance|attended", "enr|enrolment|enrollment", "cert|certificate|certification", "sem|semester", "gpa|grade point average", "subj|subject", "tch|teacher",
        "stud|student", "lrn|learner", "lrnr|learner", "inst|instructor|institution", "rep|representative|sales representative|salesperson|sales rep", "ae|account executive",
        "seg|segment", "mkt|market", "mktg|marketing", "camp|campaign", "impr|impressions", "conv|conversion", "cpm|cost per thousand", "os|operating system", "ver|version",
        "env|environment", "svc|service", "srv|service|server", "svr|server", "req|request|requested|required", "resp|response", "auth|author",
        "pub|publisher|published|publication", "pg|page", "pgs|pages", "rev|revenue|review", "spd|speed", "sp|species", "spp|species", "brd|breed", "brth|birth",
        "hm|home", "aw|away", "opp|opponent", "gls|goals", "plr|player", "tm|team|time", "lg|league|language", "pcode|postcode|postal code", "tg|tongue", "grd|grade", "ctr|centre|center", "cntr|centre|center", "cust|client", "wgt|weight",
        "dlv|delivery|delivered", "pu|pickup|pick up", "deliv|delivery|delivered", "snd|sender", "sndr|sender", "rcv|receiver|received", "rcvr|receiver", "recip|recipient",
        "dispt|dispatch", "disp|dispatch|dispatched", "desp|despatch|despatched", "mbr|member", "memb|member", "mem|member", "sbscr|subscription",
        "vst|visit", "vac|vacancy|vaccination", "vax|vaccination", "chk|check", "chkin|check in", "assg|assigned", "asgn|assigned", "assgn|assigned", "agt|agent",
        "tck|ticket", "rsv|reservation", "resv|reservation", "sat|satisfaction", "resol|resolution|resolved", "grd|grade|ground", "hrvst|harvest", "harv|harvest", "btl|bottle",
        "btls|bottles", "brl|barrel", "brls|barrels", "bbl|barrel", "prd|product|produced|period", "prodn|production", "ferm|fermentation", "alc|alcohol",
        "abv|alcohol by volume|alcohol|strength", "orch|orchard", "blk|block|black", "plt|plot|plant", "ownr|owner", "hsp|hospital", "hosp|hospital",
        "med|medicine|medication", "spec|specialty|speciality|specialisation|species", "phn|phone", "pymt|payment", "rcpt|receipt", "rcp|receipt|recipe",
        "insp|inspection|inspector", "viol|violation", "permt|permit", "applic|application|applicant", "apps|applications", "appl|application|applicant", "awd|award|awarded", "pcl|parcel", "pkg|package", "xfr|transfer|transferred", "tlk|talk", "outc|outcome", "lng|language", "categ|category", "depo|deposit", "furn|furnished|furniture", "cancld|cancelled", "dmg|damage", "bkd|booked", "purch|purchase", "heads|visitors|people|guests",
        "grnt|grant", "donr|donor", "vol|volunteer", "fndr|fundraiser", "evnt|event", "lctn|location", "brnch|branch", "dstr|district|distributor", "dsct|discount",
        "comp|company|completed|competition|complaint", "ind|industry|individual", "dom|domestic", "comm|commercial", "resid|residential", "resi|residential",
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
