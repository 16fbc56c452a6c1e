namespace NlSql.Drafting.Models;

/// <summary>How far the name of a column says that it refers to the key of a table.</summary>
internal static class ReferenceNames
{
    private static readonly string[] SaysNothing = ["id", "code", "number", "name", "key"];

    // What a table of people who work somewhere is called, and what such people are called where they are referred to.
    private static readonly string[] StaffNouns = ["employee", "staff", "worker", "person", "people", "user"];
    private static readonly string[] StaffRoles = ["rep", "representative", "manager", "supervisor", "boss", "head", "leader", "director", "agent", "salesperson", "seller", "advisor", "adviser", "assistant", "officer", "owner", "contact", "coordinator"];

    // Who has a part in something: whatever a table of people is called, a column called so says which of them. None is a word for an amount.
    private static readonly HashSet<string> Persons = new(StringComparer.Ordinal)
    {
        "manager", "supervisor", "boss", "leader", "director", "officer", "owner", "coordinator", "representative", "adviser", "advisor", "host", "winner", "president", "chairman", "chairwoman", "chairperson", "captain", "coach", "referee", "umpire", "mentor", "mentee",
        "sponsor", "chief", "founder", "champion", "guide", "pilot", "tutor", "trainer", "superior", "deputy", "secretary", "treasurer", "mayor", "partner", "spouse", "referrer", "foreman", "steward", "curator", "organizer", "organiser", "instructor",
    };

    private static readonly string[] Places = ["workplace", "employer", "base", "home", "site", "location", "place", "venue", "residence"];
    private static readonly string[] OfPlaces = ["address", "street", "city", "town", "village", "district", "county", "region", "state", "postcode", "latitude"];
    private static readonly string[] OfPeople = ["age", "gender", "sex", "surname", "forename", "birth", "born", "nationality", "salary", "wage"];

    private const int ShortestDoer = 5;

    // What ends as somebody who does something and is a thing.
    private static readonly HashSet<string> NoDoers = new(StringComparer.Ordinal)
    {
        "order", "number", "letter", "paper", "water", "river", "tower", "power", "offer", "center", "chapter", "counter", "register", "folder", "header", "footer", "layer", "filter", "meter", "printer", "router", "server", "cluster", "semester", "quarter", "theater", "sensor", "motor",
        "color", "floor", "error", "vector", "sector", "factor", "reactor", "tractor", "door", "monitor", "elevator", "generator", "corridor", "harbor", "voucher", "master", "poster", "container", "trailer", "freezer", "cellar", "fee", "coffee", "degree", "committee", "playlist", "checklist", "wishlist", "list",
        "character", "matter", "newsletter", "chamber", "lever", "cover", "shelter", "transfer", "charger", "locker", "boiler", "barrier", "carrier", "border", "corner", "summer", "winter", "dinner", "weather", "feather", "leather", "liquor", "flavor", "mirror", "minor", "major", "honor", "labor", "tenor", "behavior", "razor",
    };

    // Words that only say that a table has rows.
    private static readonly string[] Records = ["header", "record", "master", "info", "information", "detail", "list", "data", "entry"];

    /// <summary>What names of keys end with.</summary>
    public static readonly string[] KeyWords = ["id", "code", "number", "key", "sku", "uuid", "guid"];

    /// <summary>What both names say: 0 for nothing, <see cref="RelationshipFinder"/> takes 3 and more as all.</summary>
    public static double Score(TableSketch source, ColumnSketch column, TableSketch target, ColumnSketch key)
    {
        var (own, other) = (Plain(column.Meaning), Plain(key.Meaning));
        var noun = Plain(target.Words);
        double score;
        if (source == target)
            score = column != source.Key && (column.Has("parent") || ((column.Has("manager", "supervisor", "boss", "reports", "mentor", "leader") || column.Words is [_, .., "by"] || IsPerson(column)) && IsOfPeople(source))) ? 1.5 : 0;
        else if (own.SequenceEqual(other) && !(other.Count == 1 && SaysNothing.Contains(other[0])))
            score = 2;
        else if (own.Count > other.Count && other.Count > 1 && EndsWith(own, other))
            score = 1.5;
        else if (Stem(own) is { Count: > 0 } stem && (EndsWith(stem, noun) || (noun.Count > 1 && EndsWith(stem, [noun[^1]]) && !column.IsKeyLike)) && (IsPlainKey(key, noun) || (key == target.Key && !column.IsKeyLike && stem.SequenceEqual(noun))))
            score = column.IsKeyLike || stem.SequenceEqual(noun) ? 1.6 : 1.2;
        // "asset_tag" of assets whose key is "tag".
        else if (key == target.Key && own.SequenceEqual([.. noun, .. other]))
            score = 1.6;
        // "prep_nurse" is a nurse, "company_id" an operating company, "claim_id" a claim header: a part of one name is the other, and the key is the table's own.
        else if (Stem(own) is { Count: > 0 } part && key == target.Key && (column.IsKeyLike ? EndsWith(noun, part) || StartsWith(noun, part) : EndsWith(part, noun)) && (IsPlainKey(key, noun) || !column.IsKeyLike))
            score = 1;
        // "sponsored_show" of podcasts whose key is "show_id".
        else if (key == target.Key && Stem(other) is { Count: > 0 } said && said.Count < other.Count && own.Count > said.Count && EndsWith(own, said))
            score = 1;
        else if (key == target.Key && (IsRoleOf(own, noun) || (column.IsKeyLike && column != source.Key && IsShortFor(Stem(own), noun)) || IsShortFor(own, noun) || IsSkeletonOf(own, noun) || IsSkeletonOf(own, Stem(other))))
            score = 0.8;
        else
            return 0;
        if (score == 0)
            return 0;
        return score
            + (EndsWith(Stem(other), noun) || (other.Count == 1 && IsPlainKey(key, noun)) ? 1.5 : 0)
            + (key.Place == 0 ? 0.3 : 0)
            + (column.IsUnique ? 0 : 0.4);
    }

    /// <summary>Whether a column is called after where something is or by whom it is done, whatever that table is called: "employed_at" or "workplace_id" of one with addresses, "led_by" or "leader_id" of one of people.</summary>
    public static bool SaysWhereOrWho(ColumnSketch column, TableSketch target) =>
        column.Words is [_, .., "by"] || SaysWho(column) ? IsOfPeople(target)
        : (column.Words is [_, .., "at"] || (Stem(Plain(column.Meaning)) is { Count: > 0 } stem && Places.Contains(stem[^1]))) && target.Columns.Any(c => c.Meaning is [var only] && OfPlaces.Contains(only));

    /// <summary>Whether a column is called after who does something: a key "finder_id", "author_id", a number "winner", "host".</summary>
    public static bool SaysWho(ColumnSketch column) => IsPerson(column) || (column.IsKeyLike && Stem(Plain(column.Meaning)) is [.., var doer] && IsDoer(doer));

    // "officer_id", "winner"; "winners" says how many.
    private static bool IsPerson(ColumnSketch column) => Stem([.. column.Meaning]) is [.., var person] && Persons.Contains(person);

    // "members" with an age or a surname, "employees", "keepers".
    private static bool IsOfPeople(TableSketch table) => table.Columns.Any(c => c.Has(OfPeople) || (c.Has("first", "last", "family", "given") && c.Has("name")))
        || (Plain(table.Words) is [.., var noun] && (StaffNouns.Contains(noun) || IsDoer(noun)));

    private static bool IsDoer(string noun) => noun.Length >= ShortestDoer && !NoDoers.Contains(noun) && (noun.EndsWith("er", StringComparison.Ordinal) || noun.EndsWith("or", StringComparison.Ordinal) || noun.EndsWith("ee", StringComparison.Ordinal) || noun.EndsWith("ist", StringComparison.Ordinal));

    // "support_rep_id", "head": a word for somebody who works there, in a table that is referred to by that word only.
    private static bool IsRoleOf(List<string> own, List<string> noun) =>
        noun.Count == 1 && StaffNouns.Contains(noun[0]) && Stem(own) is { Count: > 0 } stem && StaffRoles.Contains(stem[^1]);

    // "art" of artists, beside nothing else that begins so.
    private static bool IsShortFor(List<string> own, List<string> noun) =>
        own is [var shortForm] && noun is [var whole] && NameWords.IsShort(shortForm, whole);

    // "pdl" of paddles: the first letter and the consonants behind it, doubled ones once.
    private static bool IsSkeletonOf(List<string> own, List<string> noun)
    {
        if (own is not [{ Length: >= 3 } shortForm] || noun is not [{ } whole] || shortForm.Length >= whole.Length)
            return false;
        var consonants = whole.Where((c, i) => i == 0 || !"aeiouy".Contains(c, StringComparison.Ordinal)).ToList();
        return shortForm.SequenceEqual(consonants.Where((c, i) => i == 0 || c != consonants[i - 1]));
    }

    private static bool StartsWith(List<string> words, List<string> start) =>
        words.Count == start.Count + 1 && words[..start.Count].SequenceEqual(start) && Records.Contains(words[^1]);

    // "id", "code", or the table's noun with one of them.
    private static bool IsPlainKey(ColumnSketch key, List<string> noun)
    {
        var words = Plain(key.Meaning);
        return (words.Count == 1 && (KeyWords.Contains(words[0]) || key.Place == 0)) || EndsWith(Stem(words), noun) || EndsWith(noun, Stem(words));
    }

    /// <summary>Whether a column is called as the rows of a table are: "patient".</summary>
    public static bool IsCalledAfter(ColumnSketch column, TableSketch table) => Plain(column.Meaning).SequenceEqual(Plain(table.Words));

    /// <summary>Whether a key is called after its table: "customer_id" of customers.</summary>
    public static bool IsNamedAfter(ColumnSketch key, TableSketch table) => EndsWith(Stem(Plain(key.Meaning)), Plain(table.Words));

    private static List<string> Stem(List<string> words) => words.Count > 0 && KeyWords.Contains(words[^1]) ? words[..^1] : words;

    private static List<string> Plain(IEnumerable<string> words) => [.. words.Select(NameWords.Singular)];

    private static bool EndsWith(List<string> words, List<string> end) => end.Count > 0 && words.Count >= end.Count && words[^end.Count..].SequenceEqual(end);
}
