using System.Collections.Frozen;
using NlSql.Query.Tokens;

namespace NlSql.Query.Questions.Verified;

/// <summary>
/// What words of general English say, for comparing two ways to ask: words of one row say the same, empty ones say nothing. The words of a
/// business are the plugin's.
/// </summary>
internal static class Concepts
{
    // Never counted.
    private const string EmptyWords =
        "a an the this that these those there of our ours my your their them they its it he she we us i me you is are was were be been being am s re ve ll d do does did done doing has have had having "
        + "will would can could should may might shall in on at to for from with within into by per each every during across among as than over and or please pls plz kindly hi hello hey thanks so just "
        + "really actually exactly show tell give gives giving gave given list let see know like want need get got which what whats who whos whom whose if any some all both same one ones thing things list print display present name "
        + "euro euros eur usually normally always typically generally ever anything something alone themselves sorry teh wich dose up out other others gets getting "
        + "id im ive youre weve kind kinds sort sorts somebody someone must put about along single receive receives received grant grants saw seen include includes included including contain contains contained containing";

    // May be missing on either side: verbs that only carry the question, and what measures say anyway.
    private const string LightWords =
        "go goes going gone went come comes came perform performs performed performing performance fare look looks looking much many money total overall rank ranking ranked ranks sort sorted high value values "
        + "number numbers amount amounts result results different still already yet well too brings brought bring earn earns earned make makes made take takes taken took often "
        + "overview summary glance outcome success successful state report turn turns turned end become becomes becoming became happen happened happens progress progressing hold holds lie lies lying offer offers offered offering figure figures run runs ran running needed needs required require requires lasted lasts build builds built building mention mentions reports mentioned reported fast quick quickly";

    // Said of how something is: they ask no more than "how".
    private const string QualityWords = "good well healthy successful successfully strong strongly fine";

    // The present, which a question without a time means anyway.
    private const string PresentWords = "now today current currently present presently moment nowadays";

    private static readonly string[] Verbs =
    [
        "earn make bring take generate get contribute",
        "produce make manufacture build",
        "buy purchase",
        "remove take drop discontinue deduct",
        "book reserve",
        "become became happen happened",
        "sell popular like favourite prefer",
        "return send",
        "remain stay",
        "keep hold retain bind",
        "win gain",
        "accumulate cumulative cumulate add running build pile",
        "grow increase rise",
    ];

    private static readonly string[] Others =
    [
        "quit leave depart cancel churn lose",
        "develop evolve change progress move",
        "less minus",
        "compare versus against vs beside next alongside side",
        "fast quick rapid speedy speed soon short",
        "large big huge great size",
        "small little tiny",
        "client customer people person shopper",
        "product article item",
        "worth value valuable",
        "reason cause why because",
        "begin start launch",
        "company firm business biz trade trading",
        "bad worse worst poor weak severe serious",
        "good better best improve",
        "expensive costly costliest dear dearer pricey cost",
        "reliable reliability",
        "busy busier busiest",
        "full fill filled occupy occupancy",
        "breakdown fail failure broke",
        "important importance matter role relevant relevance weight significant depend dependent",
        "mind watch consider respect cater heed",
        "money capital",
        "tie bound lock sit",
        "part section area",
        "overview glance",
        "away free",
        "typical usual common normal standard",
        "repair fix",
        "stock inventory",
        "plant factory",
        "supplier vendor",
        "staff employee worker",
        "spread distribute distribution histogram split break",
        "step band bucket",
        "nobody noone none not nothing havent hasnt hadnt",
        "percent percentage share proportion fraction contribution",
        "use used utilise utilize usage",
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

    public static FrozenSet<string> Empty { get; } = EmptyWords.Split(' ').ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Light = LightWords.Split(' ').ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Present = PresentWords.Split(' ').ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Quality = QualityWords.Split(' ').ToFrozenSet(StringComparer.Ordinal);

    private static readonly ILookup<string, int> VerbsByRoot = ByRoot(Verbs, 0);
    private static readonly ILookup<string, int> OthersByRoot = ByRoot(Others, Verbs.Length);

    /// <summary>Whether a word is for whoever an organisation deals with.</summary>
    public static bool IsAnybody(string folded) => folded is "people" or "guests" or "guest" or "customers" or "customer" or "clients" or "client" or "visitors" or "diners" or "users" or "shoppers";

    public static bool IsLight(string folded) => Light.Contains(folded);

    public static bool IsQuality(string folded) => Quality.Contains(folded);

    public static bool IsPresent(string folded) => Present.Contains(folded);

    /// <summary>The root of a folded word. Twice, as "ordered" leads to "order" and that to its root.</summary>
    public static string Root(string folded) => WordRoots.Of(WordRoots.Of(folded));

    /// <summary>What a folded word says: its root, and the rows that it stands in.</summary>
    public static IEnumerable<string> Of(string folded) => OfName(folded).Concat(VerbsByRoot[Root(folded)].Select(Row));

    /// <summary>What a word that names something says: "takings" are no verb.</summary>
    public static IEnumerable<string> OfName(string folded) => OthersByRoot[Root(folded)].Select(Row).Prepend(Root(folded));

    private static ILookup<string, int> ByRoot(string[] rows, int first) =>
        rows.SelectMany((row, i) => row.Split(' ').Select(w => (Root: Root(w), Row: first + i))).Distinct().ToLookup(p => p.Root, p => p.Row, StringComparer.Ordinal);

    private static string Row(int number) => $"~{number}";
}
