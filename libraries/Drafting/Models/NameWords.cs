using System.Text;

namespace NlSql.Drafting.Models;

/// <summary>The words of a header or file name: <c>custAddrLine1</c> → cust addr line1 → customer address line1.</summary>
internal static class NameWords
{
    private static readonly Dictionary<string, string> Abbreviations = Pairs(
        """
        acc account, acct account, addl additional, addr address, adm admission, agt agent, amt amount, apt apartment, asgn assigned, avg average,
        bal balance, bdg budget, bgt budget, bkg booking, bldg building, cap capacity, cat category, cd code, chg charge, clm claim, cncl cancellation, cnt count, cntry country,
        compl completed, cov coverage, crtd created, ctry country, curr currency, cust customer, cxl cancellation, dept department, desc description,
        descr description, dest destination, diag diagnosis, disc discount, disch discharge, dist distance, dlv delivery, dlvd delivered, dlvry delivery,
        dly daily, dob date of birth, dt date, dur duration, dx diagnosis, ea each, edu education, emp employee, enr enrolment, equip equipment, fcst forecast, flg flag,
        flr floor, fmt format, fname first name, freq frequency, gend gender, grp group, hh household, hol holiday, hosp hospital, hrs hours,
        idx index, incid incident, insp inspection, inv invoice, lang language, lat latitude, len length, lic license, lname last name, lng longitude,
        loc location, lon longitude, lvl level, mach machine, maint maintenance, meth method, mfg manufacturing, mfr manufacturer, mgr manager, mins minutes,
        mkt market, mktg marketing, mrgn margin, mth month, mthly monthly, nbr number, nm name, no number, num number, occ occupation, ord order,
        org organization, orig origin, pat patient, pct percent, perf performance, phys physician, pmt payment, pol policy, pop population, prc price,
        prem premium, prio priority, proc procedure, prod product, promo promotion, prop property, pr price, pts points, px price, pymt payment, qtr quarter, qty quantity,
        readm readmission, ref reference, resp response, rev revenue, rsn reason, rtg rating, sal salary, sched scheduled, seg segment, sev severity, shft shift,
        spd speed, src source, stat status, stk stock, sts status, subcat subcategory, supp supplier, supv supervisor, svc service, tel telephone,
        tgt target, tix tickets, tkt ticket, tm time, tmp temperature, temp temperature, tot total, trng training, trx transaction, ttl total, txn transaction, typ type,
        unemp unemployment, val value, veh vehicle, vend vendor, vol volume, wgt weight, whse warehouse, wk week, wkly weekly, wt weight, yr year, yrs years,
        appt appointment, arpt airport, bene beneficiary, benef beneficiaries, canc cancelled, chnl channel, cls class, clr colour, crs course, drv driver, drvr driver,
        evt event, flt flight, lrn learner, lrnr learner, ltr litres, mat material, mbr member, obs observations, pax passengers, pcl parcel, pkg package, proj project,
        rcvd received, recd received, rte route, sess session, sz size, xfr transferred, tlk talk, categ category, depo deposit, dmg damage, bkd booked, purch purchase,
        cancld cancelled, doz dozen, hd head, cnty county, hndlr handler, wx weather, mname middle name
        """);

    private static readonly Dictionary<string, string> Latin = Pairs(
        """
        ä ae, ö oe, ü ue, ß ss, à a, á a, â a, ã a, å a, æ ae, ç c, è e, é e, ê e, ë e, ì i, í i, î i, ï i, ñ n, ò o, ó o,
        ô o, õ o, ø o, ù u, ú u, û u, ý y, ł l, ś s, š s, ž z, ż z, ź z, ć c, č c, ę e, ą a, ń n, ř r, ů u, ğ g, ş s, ı i,
        % percent, # number
        """);

    /// <summary>The words as written, lower case, Latin letters and digits only.</summary>
    public static IReadOnlyList<string> Split(string name)
    {
        var text = new StringBuilder();
        for (var i = 0; i < name.Length; i++)
        {
            var c = name[i];
            // "unitPrice", "XMLFile": a capital begins a word after a small letter, or before one within capitals. "kWh", "pH" and "eMail" are one word.
            var begins = char.IsUpper(c) && i > 0 && !(char.IsLower(name[i - 1]) && (i == 1 || !char.IsLetterOrDigit(name[i - 2])))
                && (char.IsLower(name[i - 1]) || (char.IsUpper(name[i - 1]) && i + 1 < name.Length && char.IsLower(name[i + 1])));
            if (begins)
                text.Append(' ');
            var lower = char.ToLowerInvariant(c);
            if (char.IsAsciiLetterOrDigit(lower))
                text.Append(lower);
            else if (lower is '%' or '#')
                text.Append(' ').Append(Latin[$"{lower}"]).Append(' ');
            else if (lower is not ('\'' or '’'))
                text.Append(Latin.GetValueOrDefault($"{lower}", " "));
        }

        var words = text.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words is ["e", "mail", .. var rest] ? ["email", .. rest] : words is [.. var before, ("f" or "l" or "m") and var initial, "name"] ? [.. before, initial + "name"] : words;
    }

    /// <summary>The words with abbreviations written out.</summary>
    public static IReadOnlyList<string> Expand(IEnumerable<string> words) =>
        [.. words.Select((w, i) => Expand(w, i, words.Count())).SelectMany(w => w.Split(' '))];

    /// <summary>The words of a column's name, the first of which is written out where it is short for what the rows of its table are: <c>Tel_Name</c> of telescopes.</summary>
    public static IReadOnlyList<string> WithNoun(IReadOnlyList<string> words, string table) =>
        words is [var first, _, ..] && Abbreviations.ContainsKey(first) && Split(table) is [.., var rows] && Singular(rows) is var noun && IsShort(first, noun)
            ? [noun, .. words.Skip(1)] : words;

    /// <summary>Whether a word is the beginning of a longer one: <c>art</c> of artist.</summary>
    public static bool IsShort(string word, string longer) => word.Length >= 3 && longer.Length >= word.Length + 2 && longer.StartsWith(word, StringComparison.Ordinal);

    /// <summary>Whether some of the words are of another language, and <see cref="Expand(IEnumerable{string})"/> says what they mean.</summary>
    public static bool AreForeign(IEnumerable<string> words) => words.Any(w => !Abbreviations.ContainsKey(w) && GermanWords.Meaning(w) is not null);

    // "no" is a number only behind what is numbered: order no, but no show; "n" only before what is counted.
    private static string Expand(string word, int place, int count) =>
        word == "n" && place == 0 && count > 1 ? "number" : word == "no" && (place == 0 || place < count - 1) && count > 1 ? word : Abbreviations.TryGetValue(word, out var full) ? full
        // "txns" are transactions.
        : word.Length > 3 && word[^1] == 's' && Abbreviations.TryGetValue(word[..^1], out var one) && !one.Contains(' ', StringComparison.Ordinal) ? Plural(one)
        : GermanWords.Meaning(word) ?? word;

    /// <summary>A phrase for people: "Customer address line1".</summary>
    public static string Label(IReadOnlyList<string> words)
    {
        var text = string.Join(' ', words.Select(w => w == "id" ? "ID" : w));
        return text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];
    }

    /// <summary>One of several: orders → order, categories → category, boxes → box.</summary>
    public static string Singular(string word) => word switch
    {
        "people" => "person",
        "children" => "child",
        "staff" or "status" or "series" or "news" or "address" or "business" or "bus" => word,
        _ when word.Length > 4 && word.EndsWith("ies", StringComparison.Ordinal) => $"{word[..^3]}y",
        _ when word.EndsWith("sses", StringComparison.Ordinal) || word.EndsWith("xes", StringComparison.Ordinal) || word.EndsWith("ches", StringComparison.Ordinal) || word.EndsWith("shes", StringComparison.Ordinal) => word[..^2],
        _ when word.Length > 3 && word.EndsWith('s') && !word.EndsWith("ss", StringComparison.Ordinal) && !word.EndsWith("us", StringComparison.Ordinal) && !word.EndsWith("is", StringComparison.Ordinal) => word[..^1],
        _ => word,
    };

    /// <summary>Several: order → orders, category → categories.</summary>
    public static string Plural(string word) => Singular(word) switch
    {
        "person" => "people",
        "staff" => "staff",
        "child" => "children",
        "series" or "news" => word,
        var one when one.Length > 2 && one.EndsWith('y') && !"aeiou".Contains(one[^2], StringComparison.Ordinal) => $"{one[..^1]}ies",
        var one when one.EndsWith('s') || one.EndsWith('x') || one.EndsWith("ch", StringComparison.Ordinal) || one.EndsWith("sh", StringComparison.Ordinal) => $"{one}es",
        var one => $"{one}s",
    };

    // "qty quantity, dob date of birth"
    private static Dictionary<string, string> Pairs(string text) => text.Split([',', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .Select(pair => pair.Split(' ', 2)).ToDictionary(pair => pair[0], pair => pair[1]);
}
