using System.Collections.Frozen;
using NlSql.Query.Linking.Words;
using NlSql.Query.Tokens;

namespace NlSql.Query.Questions.Verified;

/// <summary>
/// What words of general English say, for comparing two ways to ask: words of one row say the same, empty ones say nothing. The words of a
/// business are the plugin's.
/// </summary>
internal static class Concepts
{
    // Never counted, beside the words that say nothing in any question.
    private const string MoreEmptyWords =
        "across alone along always among and both by contain containing contains d display dose eur euro euros every gave get gets getting give gives giving got grant grants kinds name names or other others per present print "
        + "put receive received receives same saw see seen sorry sorts teh whos wich youre tend tends draw drawn";

    // Words that say nothing where a question is read, and something where two ways to ask are compared.
    private const string SaidWords =
        "back breakdown business but company current currently distribution enterprise everything few full how level levels live lives living now once only people respect right split start table time times type use used using when "
        + "where who why way whole work works";

    // Verbs that only carry the question.
    private const string CarryingVerbs =
        "go goes going gone went come comes came coming perform performs performed performing fare fares fared faring look looks looking bring brings brought earn earns earned make makes made take takes taken took turn turns "
        + "turned become becomes becoming became happen happens happened hold holds lie lies lying offer offers offered offering run runs ran running need needs needed require requires required last lasts lasted build builds built building place "
        + "places placed play plays played";

    // May be missing on either side, too: what measures say anyway.
    private const string LightWords =
        "performance much many money total overall rank ranking ranked ranks sorted high value values number numbers amount amounts result results different still already yet well too again often outcome success successful state "
        + "report reports reported mention mentions mentioned end progress progressing figure figures fast quick quickly";

    // Said of how something is: they ask no more than "how".
    private const string QualityWords = "good well healthy successful successfully strong strongly fine";

    // The present, which a question without a time means anyway.
    private const string PresentWords = "now today current currently present presently moment nowadays";

    private static readonly string[] Verbs =
    [
        "earn make bring take generate get contribute yield deliver win gain acquire",
        "produce make manufacture build",
        "remove take drop discontinue deduct reduce",
        "book reserve",
        "become became happen happened",
        "sell buy purchase order shop eat popular like favourite prefer",
        "return send",
        "keep stay remain hold retain bind",
        "accumulate cumulative cumulate add running build pile",
        "grow increase rise",
    ];

    private static readonly string[] Others =
    [
        "quit leave depart cancel churn lose",
        "develop evolve change progress move",
        "less minus",
        "compare versus against vs beside next alongside side differ",
        "fast quick rapid speedy speed soon short",
        "fast quick slow long pace speed duration",
        "large big huge great size",
        "small little tiny",
        "client customer people person shopper",
        "product article item dish",
        "worth value valuable",
        "reason cause why because",
        "begin start launch introduce",
        "new launch introduce recent",
        "company firm business biz trade trading",
        "bad worse worst poor weak severe serious deteriorate decline",
        "more additional extra",
        "good better best improve",
        "expensive costly costliest costlier dear dearer pricey cost",
        "reliable reliability",
        "weak low poor",
        "busy busier busiest",
        "full fill filled occupy occupancy",
        "breakdown fail failure broke",
        "important importance matter role relevant relevance weight significant depend dependent contribute big large",
        "matter difference",
        "mind watch consider respect cater heed",
        "money capital cash",
        "tie tied bound lock sit",
        "part section area",
        "away free",
        "typical usual common normal standard median",
        "repair fix",
        "stock inventory",
        "plant factory",
        "supplier vendor",
        "staff employee worker",
        "spread distribute distribution histogram split break",
        "step band bucket",
        "nobody noone none not nothing havent hasnt hadnt",
        "percent percentage share proportion fraction contribution",
        "use used utilise utilised utilize utilized utilisation utilization usage",
        "year yearly annual annually",
        "back return send",
        "waterfall bridge",
        "signup register join",
        "two second",
        "main primary chief principal major",
        "health good wrong",
        "punctual time",
        "invoice bill",
        "late delay overdue",
        "favourite favorite popular like",
        "guest visitor diner people person customer",
    ];

    private static readonly FrozenSet<string> Empty = FillerWords.All.Concat(MoreEmptyWords.Split(' ')).Except($"{SaidWords} {CarryingVerbs} {LightWords}".Split(' ')).ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Carrying = CarryingVerbs.Split(' ').ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Light = LightWords.Split(' ').Concat(Carrying).ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Present = PresentWords.Split(' ').ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Quality = QualityWords.Split(' ').ToFrozenSet(StringComparer.Ordinal);

    private static readonly ILookup<string, int> VerbsByRoot = ByRoot(Verbs, 0);
    private static readonly ILookup<string, int> OthersByRoot = ByRoot(Others, Verbs.Length);

    public static bool IsEmpty(string folded) => Empty.Contains(folded);

    /// <summary>Whether a key is what several words say.</summary>
    public static bool IsRow(string key) => key.StartsWith('~');

    /// <summary>Whether a word is for whoever an organisation deals with.</summary>
    public static bool IsAnybody(string folded) => folded is "people" or "guests" or "guest" or "customers" or "customer" or "clients" or "client" or "visitors" or "diners" or "users" or "shoppers";

    public static bool IsLight(string folded) => Light.Contains(folded);

    /// <summary>Whether a word is a verb that only carries a question: "how long do repairs take", "how long do they last".</summary>
    public static bool IsCarrying(string folded) => Carrying.Contains(folded);

    public static bool IsQuality(string folded) => Quality.Contains(folded);

    public static bool IsPresent(string folded) => Present.Contains(folded);

    /// <summary>Whether a first word makes a question a sentence, although it asks neither what nor how.</summary>
    public static bool OpensSentence(string folded) => folded is "is" or "are" or "was" or "were" or "do" or "does" or "did" or "has" or "have" or "can" or "where" or "when" or "why";

    /// <summary>The root of a folded word. Twice, as "ordered" leads to "order" and that to its root.</summary>
    public static string Root(string folded) => WordRoots.Of(WordRoots.Of(folded));

    /// <summary>What a folded word says: its root, and the rows that it stands in.</summary>
    public static IEnumerable<string> Of(string folded) => OfName(folded).Concat(VerbsByRoot[Root(folded)].Select(Row));

    /// <summary>The rows that a folded word stands in.</summary>
    public static IReadOnlyList<string> RowsOf(string folded) => [.. Of(folded).Where(IsRow)];

    /// <summary>What a word that names something says: "takings" are no verb.</summary>
    public static IEnumerable<string> OfName(string folded) => OthersByRoot[Root(folded)].Select(Row).Prepend(Root(folded));

    private static ILookup<string, int> ByRoot(string[] rows, int first) =>
        rows.SelectMany((row, i) => row.Split(' ').Select(w => (Root: Root(w), Row: first + i))).Distinct().ToLookup(p => p.Root, p => p.Row, StringComparer.Ordinal);

    private static string Row(int number) => $"~{number}";
}
