using NlSql.SemanticModel.Definitions;

namespace NlSql.Drafting.Models;

/// <summary>What a number measures: its unit, and along what it may be added up.</summary>
/// <param name="Unit">The unit; null when it has none.</param>
/// <param name="Additive">Along what it may be added up.</param>
/// <param name="Aggregate">The aggregate that is meant when none is said; null for none.</param>
internal sealed record Measurement(string? Unit, Additivity Additive, AggregateFunction? Aggregate)
{
    public static Measurement None { get; } = new(null, Additivity.None, null);

    /// <summary>Money that was paid.</summary>
    public static Measurement OfMoney { get; } = new("currency", Additivity.Full, AggregateFunction.Sum);

    private static readonly string[] Money =
        ["price", "amount", "cost", "costs", "revenue", "salary", "wage", "fee", "fees", "budget", "payment", "balance", "paid", "due", "income", "profit", "discount", "sales", "turnover", "tax", "rent", "outstanding", "funds", "earnings",
         "eur", "usd", "gbp", "chf", "euro", "euros", "dollars", "fine", "fines", "fare", "charge", "charges", "premium", "bonus", "commission", "tuition", "deposit", "net", "gross", "takings", "spend", "pay", "payout", "expense", "expenses", "refund"];

    // A net weight is no money.
    private static readonly string[] Weights = ["weight", "weights", "kg", "tons", "tonnes", "tonnage", "internal", "area"];

    // What one of them costs is not added up, however many lines say it.
    private static readonly string[] OfOne = ["unit", "each", "per", "hourly", "daily"];

    private static readonly string[] NeverAdded =
        ["price", "rate", "ratio", "percent", "percentage", "average", "mean", "median", "min", "max", "minimum", "maximum", "age", "year", "years", "score", "rating", "stars", "star", "rank", "ranking",
         "latitude", "longitude", "level", "temperature", "humidity", "pressure", "speed", "height", "weight", "index", "grade", "share", "salary", "wage", "limit", "capacity", "size", "version",
         "gpa", "csat", "nps", "response", "latency", "ppm", "ppb", "co2", "ph", "voltage", "volt", "volts", "battery", "rssi", "signal", "decibel", "lux", "noise", "concentration", "density", "rpm", "bpm"];

    private static readonly string[] Lengths = ["duration", "time", "delay", "wait", "length", "runtime"];
    private static readonly string[] Fractions = ["discount", "tax", "margin", "commission", "share", "vat"];
    private static readonly string[] Clocks = ["dep", "arr", "departure", "arrival", "start", "end", "opening", "closing", "scheduled"];

    private static readonly string[] Levels = ["balance", "stock", "inventory", "headcount", "population", "available", "outstanding"];

    /// <summary>Reads it from a column's name and values.</summary>
    /// <param name="column">A number.</param>
    /// <param name="hasTime">Whether its table is about times: a level is then one of each period.</param>
    public static Measurement Of(ColumnSketch column, bool hasTime)
    {
        if (IsClock(column))
            return None;
        if (UnitPrice.Is(column) && !column.Has("rate"))
            return UnitPrice.Measurement;
        var never = column.Meaning.Any(w => NeverAdded.Contains(w) && !(w is "min" or "max" && column.Has(Lengths)) && !(w == "capacity" && column.Meaning.Any(UnitWords.IsOfPower)) && !(w == "size" && column.Meaning.Any(UnitWords.IsOfArea)));
        var additive = never || (column.Has(Money) && column.Has(OfOne)) || column.Profile.Percent || IsFraction(column) ? Additivity.None : column.Has(Levels) && hasTime ? Additivity.Semi : Additivity.Full;
        var aggregate = column.Has("latitude", "longitude", "year", "version")
            ? (AggregateFunction?)null
            : additive == Additivity.None ? AggregateFunction.Avg : AggregateFunction.Sum;
        return new Measurement(UnitOf(column), additive, aggregate);
    }

    // 0.15 for 15 %: a rate, whatever its name.
    private static bool IsFraction(ColumnSketch column) =>
        column.Has(Fractions) && column.Profile is { Type: ColumnType.Decimal, Minimum: >= 0, Maximum: <= 1 };

    // 1430 for half past two.
    private static bool IsClock(ColumnSketch column) =>
        column.Has("time") && column.Has(Clocks) && column.Profile is { Type: ColumnType.Integer, Minimum: >= 0, Maximum: <= 2400 };

    // "tot", "line_tot": of cents, what else would be totalled.
    private static bool IsTotal(ColumnSketch column) => column.Meaning is ["total"] or ["line" or "order" or "grand" or "bill" or "sub" or "invoice" or "basket", "total"] && column.Profile.Type == ColumnType.Decimal;

    private static string? UnitOf(ColumnSketch column)
    {
        if (column.Profile.Currency is not null)
            return "currency";
        // A fraction is no percentage yet, and nobody would be told that it is.
        var isFraction = column.Profile.Minimum >= 0 && column.Profile.Maximum <= 1;
        if (column.Profile.Percent || (column.Has("percent", "percentage") && !isFraction))
            return "percent";
        if (IsFraction(column) || column.Has("rate", "ratio", "percent", "percentage", "number", "count", "quantity"))
            return null;
        return (column.Has(Money) || IsTotal(column)) && !column.Has(Weights) ? "currency" : null;
    }
}
