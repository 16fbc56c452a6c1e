using System.Collections.Frozen;
using NlSql.Query.Tokens;

namespace NlSql.Query.Linking.Words;

/// <summary>What people call the rows of a table besides its name: nouns of one role, and verbs that speak of its rows.</summary>
internal static class RoleNouns
{
    // A word of a table's name, then nouns for its rows.
    private static readonly string[] Nouns =
    [
        "customer|client|buyer|owner|shopper|consumer|guest|account holder|purchaser", "client|customer|buyer", "buyer|customer|client|purchaser", "owner|proprietor|holder",
        "guest|customer|visitor|client", "employee|staff|headcount|staff member|worker|person|personnel|colleague", "staff|employee|headcount|worker|staff member|personnel", "worker|employee|staff",
        "supplier|vendor|provider|seller", "vendor|supplier|provider|seller", "manufacturer|company|firm|brand|maker|producer", "company|firm|business|corporation|manufacturer|enterprise",
        "firm|company|business", "person|people|individual|human", "individual|person", "user|person|account|member", "member|person|user|participant|sign up|signup|joiner", "student|pupil|learner",
        "teacher|instructor|lecturer|professor|tutor", "instructor|teacher|professor|lecturer", "professor|teacher|faculty member|instructor", "faculty|professor|instructor|faculty member", "crew|crew member|member of crew|cabin crew member", "cast|cast member|actor",
        "doctor|physician", "physician|doctor", "patient|person", "film|movie", "movie|film", "track|song", "song|track", "artist|musician|singer|performer|band", "singer|artist|performer",
        "book|title", "order|purchase", "purchase|order", "sale|transaction|purchase|deal", "transaction|payment|purchase|transfer", "invoice|bill", "payment|transaction", "booking|reservation",
        "reservation|booking", "stay|visit", "shop|store|outlet", "store|shop|outlet|branch", "branch|shop|store|location|office", "restaurant|place|eatery", "hotel|place",
        "car|vehicle|automobile", "vehicle|car", "aircraft|plane|airplane", "airplane|plane|aircraft", "flight|trip", "trip|ride|journey", "station|stop", "city|town", "town|city", "country|nation",
        "state|province", "county|district", "product|item|article|good|merchandise", "item|product|article", "good|product|item", "course|class", "class|course|lesson", "exam|test", "test|exam",
        "competition|contest|tournament|event", "match|game", "game|match", "player|athlete|sportsman|sportswoman", "team|club|squad", "club|team|society", "building|house|property",
        "apartment|flat|unit", "property|house|estate|home", "apartment building|building", "room|chamber", "department|division|unit|dept", "organization|organisation|institution|company",
        "school|college", "university|college|institution", "college|university|school", "policy|insurance policy", "claim|case", "problem|issue", "ticket|case|issue", "complaint|issue|problem",
        "document|paper|file", "paper|article|publication", "address|location|residence", "location|place|site", "party|person|people", "dog|pet|animal", "pet|animal", "animal|pet",
        "medication|medicine|drug", "medicine|medication|drug", "treatment|procedure|therapy", "procedure|treatment|operation", "asset|equipment", "part|component", "fault|defect|failure",
        "engineer|technician|maintenance engineer", "driver|motorist", "pilot|flyer", "author|writer", "editor|staff", "review|rating", "performance|show", "show|program|performance",
        "checkout|loan", "concert|show|event", "exhibition|show|exhibit", "cinema|theater|movie theater", "museum|gallery", "bank|branch", "loan|credit", "account|bank account", "card|bank card",
        "mailshot|mailing|campaign", "campaign|promotion", "schedule|timetable|showing|screening", "weather|forecast|climate", "call|phone call", "shipment|delivery|consignment|parcel|package", "parcel|package|shipment|delivery", "work order|job|repair|task", "unit|apartment|flat", "downtime|stop|outage|downtime event", "run|production run|batch",
    ];

    // A word of a table's name, then verbs that speak of its rows.
    private static readonly string[] Verbs =
    [
        "order|buy|bought|purchase|purchased|ordered|buys|order|placed", "purchase|buy|bought|purchased|buys", "sale|buy|bought|sold|sell|purchased", "invoice|buy|bought|purchased|billed",
        "transaction|buy|bought|made|paid", "payment|pay|paid|settle|settled|pays", "booking|sign up|signed up|book|booked|reserve|reserved", "reservation|reserve|reserved|book|booked",
        "stay|stayed|staying|stays", "rental|rent|rented|hire|borrow|borrowed", "membership|enroll|enrolled|enrol|enrolled|register|registered|join|joined|belong|belongs",
        "enrollment|sign up|signed up|enroll|enrolled|register|registered|take|took|taking", "registration|sign up|signed up|register|registered|enrolled|attend", "attendance|attend|attended|attends|attending",
        "visit|visited|attend|attended|went", "employment|work|works|worked|employ|employed|hire|hired|working", "hiring|hire|hired|work|works|employed", "checkout|lend|lent|borrow|borrowed|check out|checked out|lent out", "loan|lend|lent|borrow|borrowed|owe|owes|provide|provided", "account|hold|holds|held|own|owns", "card|hold|holds|held|own|owns", "lesson|teach|teaches|taught|teaching",
        "course|teach|teaches|taught|teaching",
        "claim|claimed|file|filed|settled", "prescription|prescribe|prescribed", "prescribe|prescription|prescribed", "treatment|treat|treated|undergo|undergone", "delivery|deliver|delivered|delivers",
        "shipment|ship|shipped|send|sent", "complaint|complain|complained", "call|called|contacted|phoned", "performance|perform|performed|play|played", "production|produce|produced|make|made|release|released",
        "supply|supplies|supplied|provide|provided|provides", "teach|teaches|taught|teaching|instruct", "manage|manages|managed|head|heads|lead|led|leads|run|runs", "review|rate|rated|rates",
        "address|live|lives|lived|living|reside|located", "rating|rate|rated|rates", "schedule|show|showed|shown|screened|scheduled", "trip|ride|travel|travelled|started|ended",
    ];

    private static readonly FrozenDictionary<string, string[][]> NounsOf = Build(Nouns);
    private static readonly FrozenDictionary<string, string[][]> VerbsOf = Build(Verbs);

    /// <summary>Nouns for the rows of a table whose name is, or ends with, a phrase; each as words.</summary>
    public static IReadOnlyList<string[]> Of(string stems) => NounsOf.GetValueOrDefault(stems) ?? [];

    /// <summary>Verbs that speak of such rows.</summary>
    public static IReadOnlyList<string[]> VerbsFor(string stems) => VerbsOf.GetValueOrDefault(stems) ?? [];

    private static FrozenDictionary<string, string[][]> Build(string[] rows) =>
        rows.Select(r => r.Split('|')).ToFrozenDictionary(
            r => EnglishStemmer.StemAll(r[0]), r => r.Skip(1).Select(o => o.Split(' ')).ToArray(), StringComparer.Ordinal);
}
