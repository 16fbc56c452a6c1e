using NlSql.Query.Tokens;

namespace NlSql.Query.Linking.Words;

/// <summary>Nouns for transactions that mean their money before their number: "total sales", "expenses by category".</summary>
internal static class MoneyNouns
{
    private static readonly HashSet<string> Stems = [.. new[] { "sales", "expenses", "costs", "payments", "donations", "spendings", "refunds", "wages", "earnings" }.Select(EnglishStemmer.Stem)];

    public static bool Contains(Token word) => Stems.Contains(word.Stem);
}
