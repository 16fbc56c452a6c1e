using NlSql.Query.Tokens;

namespace NlSql.Query.Linking.Words;

/// <summary>Nouns for transactions that mean their money before their number: "total sales", "expenses by category".</summary>
internal static class MoneyNouns
{
    private static readonly HashSet<string> Stems = [.. new[] { "sales", "expenses", "costs", "payments", "donations", "spendings", "refunds", "wages", "earnings", "spend", "revenue", "expenditure", "turnover" }.Select(EnglishStemmer.Stem)];

    /// <summary>What people call the money of all transactions where no name does.</summary>
    public static IReadOnlyList<string> OfSums { get; } = ["spend", "spent", "spending", "expenditure", "revenue", "turnover", "income", "earnings", "takings", "proceeds", "billed", "invoiced", "billing", "billings"];

    public static bool Contains(Token word) => Stems.Contains(word.Stem);
}
