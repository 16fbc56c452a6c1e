using System.Collections.Frozen;

namespace NlSql.Query.Linking.Words;

/// <summary>
/// Verbs of business in general. Beside a measure or a thing they repeat it ("orders placed"); alone they do not say what is measured, and the
/// question asks back.
/// </summary>
internal static class ActivityWords
{
    private static readonly string[] Words =
    [
        "sold", "sell", "sells", "selling", "bought", "buy", "buys", "buying", "purchased", "purchase", "ordered", "placed", "place", "made", "make", "makes", "generated", "generate",
            "generates", "generating", "earned", "earn", "earning", "brought in", "bring in", "brings in", "bring", "brings", "brought", "took", "taken", "paid", "pay", "pays", "spent", "spend", "spends",
            "spending", "shipped", "received", "receive", "achieved", "recorded", "produced", "produce", "delivered", "booked", "created", "came in", "happened", "occurred", "contributed",
            "contribute", "contributes", "accounted for", "cost", "costs", "registered", "collected", "got", "performed", "perform", "performing", "performs", "performance", "drive", "drives", "drove", "saw", "sees", "account for", "accounts for", "make up", "makes up", "developed", "crops up", "hit",
    ];

    public static FrozenSet<string> All { get; } = Words.ToFrozenSet(StringComparer.Ordinal);

    public static IEnumerable<(string Phrase, MentionTarget Target)> Phrases => PhraseList.Of(new MentionTarget.Activity(), Words);
}
