using System.Collections.Frozen;
using NlSql.Query.Tokens;

namespace NlSql.Query.Linking.Words;

/// <summary>
/// Words of general English that stand for each other in names of columns. Always weaker than what a model says, and used only where
/// nothing else in the model owns the word.
/// </summary>
internal static class ColumnSynonyms
{
    private static readonly string[][] Groups =
    [
        ["birthday", "date of birth", "birth date", "birth day", "birthdate", "dob", "born"],
        ["phone", "telephone", "mobile", "cell", "cell phone", "mobile phone", "phone number", "telephone number", "contact number", "cell number", "mobile number"],
        ["kwh", "consumption", "usage", "energy consumption", "electricity consumption", "power consumption", "energy usage", "power usage", "energy use"],
        ["zip", "zip code", "zipcode", "postcode", "postal code", "post code"],
        ["state", "province"],
        ["county", "district"],
        ["country", "nation"],
        ["nationality", "citizenship", "country"],
        ["salary", "pay", "wage", "earning", "earn", "income", "paid"],
        ["cost", "price", "charge", "fee", "rate"],
        ["price", "cost", "costing", "rate", "charge", "unit price"],
        ["fee", "price", "charge", "cost", "costing"],
        ["freight", "cost", "charge", "shipping cost", "shipping"],
        ["title", "name"],
        ["name", "title"],
        ["email", "mail", "email address", "mail address", "e mail", "emails"],
        ["quantity", "amount", "unit", "number of unit", "piece", "number of piece"],
        ["amount", "value", "sum", "quantity", "revenue"],
        ["stock", "inventory", "on hand"],
        ["gender", "sex"],
        ["sex", "gender"],
        ["via", "channel"],
        ["pay", "payment", "payment method", "payment type", "method of payment", "pay method"],
        ["pay method", "payment method", "payment type", "method of payment"],
        ["bed", "bedroom"],
        ["report to", "manager", "boss", "supervisor", "line manager", "superior"],
        ["attending", "doctor", "physician", "attending doctor", "attending physician"],
        ["physician", "doctor"],
        ["doctor", "physician"],
        ["surname", "last name", "family name"],
        ["last name", "surname", "family name"],
        ["first name", "given name", "forename"],
        ["job", "occupation", "profession", "position", "role", "job title"],
        ["position", "role", "job title", "job"],
        ["role", "position", "job"],
        ["place", "location", "venue"],
        ["location", "place", "where", "locate", "site"],
        ["address", "location", "street address"],
        ["town", "city"],
        ["city", "town"],
        ["duration", "length", "last", "lasted"],
        ["length", "duration", "long"],
        ["distance", "length"],
        ["millisecond", "duration", "length", "time"],
        ["minute", "duration", "length", "time"],
        ["total", "size", "sum", "amount"],
        ["region", "area"],
        ["size", "area", "capacity"],
        ["area", "size", "space"],
        ["floor area", "floor space", "space", "size"],
        ["m2", "area", "floor area", "floor space", "space", "size"],
        ["sqm", "area", "floor area", "floor space", "space", "size"],
        ["receiver", "destination", "recipient", "addressee"],
        ["sender", "origin", "source"],
        ["csat", "rating", "satisfaction", "score", "satisfaction rating"],
        ["capacity", "seat", "seating", "size", "accommodate", "occupancy"],
        ["occupancy", "capacity", "accommodate", "sleep"],
        ["type", "kind", "category", "sort"],
        ["category", "type", "kind", "genre"],
        ["genre", "category", "kind", "type", "style"],
        ["brand", "make", "manufacturer", "maker"],
        ["rating", "score", "star", "review score"],
        ["score", "point", "mark", "grade", "result"],
        ["grade", "mark", "score"],
        ["point", "score"],
        ["start", "begin", "begun", "began", "beginning", "from"],
        ["end", "finish", "ending", "to", "until"],
        ["open", "establish", "found", "founded", "start"],
        ["founded", "established", "founding", "created"],
        ["create", "open", "made", "start"],
        ["join", "become", "register", "sign up", "became"],
        ["hire", "join", "employ", "employment"],
        ["expire", "expiry", "expiration", "end"],
        ["population", "inhabitant", "resident", "people living"],
        ["status", "condition"],
        ["id", "number", "code", "identifier"],
        ["rate", "price", "cost", "charge"],
        ["hourly rate", "price", "cost", "charge"],
        ["daily rate", "price", "cost", "charge"],
        ["nightly rate", "price", "cost", "charge"],
        ["day rate", "price", "cost", "charge"],
        ["room rate", "price", "cost", "charge"],
        ["creation", "established", "founded", "opened"],
        ["comment", "remark", "note", "feedback"],
        ["description", "detail", "information"],
        ["detail", "description", "information"],
        ["revenue", "sale", "turnover"],
        ["sale", "revenue", "turnover"],
        ["profit", "earning", "gain"],
        ["balance", "money"],
        ["budget", "funding"],
        ["headquarter", "head office", "headquartered", "base", "based", "city"],
        ["speed", "velocity"],
        ["weight", "mass"],
        ["color", "colour"],
        ["language", "tongue"],
        ["year", "date"],
        ["attendance", "attendee", "audience", "visitor", "spectator"],
        ["passenger", "rider"],
        ["seller", "vendor", "supplier"],
        ["boss", "manager", "head", "supervisor"],
        ["head", "boss", "manager", "chief", "leader"],
        ["manager", "boss", "head", "supervisor", "report to"],
        ["author", "writer"],
        ["writer", "author"],
        ["director", "directed by"],
        ["company", "firm"],
        ["movie", "film"],
        ["film", "movie"],
        ["hour", "time"],
        ["membership", "member"],
        ["method", "way", "means"],
        ["outcome", "result"],
        ["result", "outcome"],
        ["cause", "reason"],
        ["reason", "cause", "why"],
        ["frequency", "often"],
        ["party", "political party"],
        ["band", "group", "bracket", "range", "class"],
        ["group", "range", "line", "family", "category"],
    ];

    private static readonly FrozenDictionary<string, string[][]> ByFirst = Groups
        .Select(g => (Key: EnglishStemmer.StemAll(g[0]), Others: g.Skip(1).Select(o => o.Split(' ')).ToArray()))
        .GroupBy(g => g.Key, StringComparer.Ordinal)
        .ToFrozenDictionary(g => g.Key, g => g.SelectMany(o => o.Others).ToArray(), StringComparer.Ordinal);

    // "birth date" and "date of birth" are as good a name as "birthday".
    private static readonly FrozenDictionary<string, string[][]> ByAny = Groups.Take(4)
        .SelectMany(g => g.Select(m => (Key: EnglishStemmer.StemAll(m), Others: g.Where(o => o != m).Select(o => o.Split(' ')).ToArray())))
        .GroupBy(g => g.Key, StringComparer.Ordinal)
        .ToFrozenDictionary(g => g.Key, g => g.SelectMany(o => o.Others).ToArray(), StringComparer.Ordinal);

    // A bounce rate is no price.
    private static readonly FrozenSet<string> WholeNames = new[] { EnglishStemmer.StemAll("rate") }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The most words of a phrase that has synonyms.</summary>
    public const int LongestPhrase = 3;

    /// <summary>What else a phrase of a name may be called, each as words.</summary>
    /// <param name="stems">The stems of the phrase, joined by spaces.</param>
    /// <param name="isName">Whether the phrase is the whole name.</param>
    public static IReadOnlyList<string[]> Of(string stems, bool isName) =>
        !isName && WholeNames.Contains(stems) ? [] : ByAny.GetValueOrDefault(stems) ?? ByFirst.GetValueOrDefault(stems) ?? [];
}
