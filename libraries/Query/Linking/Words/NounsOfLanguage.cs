using System.Collections.Frozen;

namespace NlSql.Query.Linking.Words;

/// <summary>Words of the language that may also be a part of the name of a column or table: "type", "first", "amount".</summary>
internal static class NounsOfLanguage
{
    public static FrozenSet<string> All { get; } = new[]
    {
        "id", "first", "last", "start", "end", "type", "amount", "value", "level", "date", "time", "period", "year", "month", "day", "total", "rank", "ranking", "order", "cost", "count", "share", "growth",
        "kind", "work", "percentage", "change", "performance", "purchase", "detail", "details", "information", "data", "number", "distribution", "result", "results", "report", "question", "dates",
        "years", "months", "days", "amounts", "values", "levels", "company", "business", "enterprise", "things", "record", "table", "answer", "located", "living", "live", "lives", "costs", "orders",
        "works", "purchased", "paid", "pay", "earn", "earned", "earning", "started", "created", "registered", "booked", "ordered", "produced", "produce", "bought", "buy", "sold", "spent", "shipped", "delivered",
        "made", "make", "received", "starting", "lot", "lots", "quarter", "second", "update", "updated", "charge",
    }.ToFrozenSet(StringComparer.Ordinal);
}
