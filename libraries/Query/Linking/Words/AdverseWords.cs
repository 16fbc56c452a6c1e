using System.Collections.Frozen;
using NlSql.Query.Tokens;

namespace NlSql.Query.Linking.Words;

/// <summary>What is the worse the more there is of it: the worst carrier by late deliveries has the most of them.</summary>
internal static class AdverseWords
{
    private static readonly FrozenSet<string> Adverse = Stems(
        "late", "delay", "delayed", "delays", "overdue", "cancellation", "cancellations", "cancelled", "canceled", "cancel", "fraud", "fraudulent", "defect", "defects", "defective", "scrap", "scrapped", "failure", "failures", "failed", "error", "errors", "fault", "faults", "faulty",
        "complaint", "complaints", "churn", "churned", "refund", "refunds", "refunded", "rejection", "rejected", "rejections", "declined", "downtime", "stop", "stops", "outage", "outages", "damage", "damages", "damaged", "injury", "injuries", "incident", "incidents",
        "accident", "accidents", "breach", "breaches", "absence", "absences", "absent", "vacancy", "vacant", "arrears", "debt", "loss", "losses", "lost", "waste", "wasted", "missed", "breakdown", "breakdowns", "bug", "bugs", "escalation", "escalations", "attrition", "leavers", "returned", "waiting", "wait",
        "mortality", "deaths", "infections", "violations", "penalties");

    private static readonly FrozenSet<string> Favourable = Stems(
        "rating", "ratings", "rated", "score", "scores", "revenue", "sales", "margin", "profit", "satisfaction", "performance", "quality", "grade", "result", "points", "attendance", "punctual", "yield", "uptime", "availability", "earning", "earner", "selling", "seller", "grossing", "performing");

    // "refunds left out".
    private static readonly string[] Leaving = ["left", "excluded", "omitted", "aside"];

    private static readonly string[] Denying = ["without", "excluding", "exclude", "not", "no", "except", "never", "on"];

    /// <summary>Whether a word says "worst" or "best" of what is the worse the more there is of it, so that the worst is the largest.</summary>
    public static bool Turn(IReadOnlyList<QuestionWord> words, int at) => words[at].Best is "worst" or "best" && AreMeasured(words);

    // Whether words say what is the worse the more there is of it, and nothing else that could be ranked.
    private static bool AreMeasured(IReadOnlyList<QuestionWord> words) =>
        Enumerable.Range(0, words.Count).Any(i => Adverse.Contains(words[i].Token.Stem) && !(i > 0 && Denying.Contains(words[i - 1].Token.Folded)) && !(i + 1 < words.Count && Leaving.Contains(words[i + 1].Token.Folded)))
        && words.All(w => !Favourable.Contains(w.Token.Stem));

    private static FrozenSet<string> Stems(params ReadOnlySpan<string> words) => words.ToArray().Select(EnglishStemmer.Stem).ToFrozenSet(StringComparer.Ordinal);
}
