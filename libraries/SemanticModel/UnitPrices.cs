namespace NlSql.SemanticModel;

/// <summary>What one of something costs, by the words of a column's name: "eur kg", "price per night", "hourly rate", "unit price".</summary>
public static class UnitPrices
{
    private static readonly Dictionary<string, UnitOfSale> Units = Of(
        ("weight", "g gram", 1), ("weight", "kg kilo kilogram", 1_000), ("weight", "t ton tonne", 1_000_000),
        ("time", "minute min", 1), ("time", "hour h hr hourly", 60),
        ("volume", "ml", 1), ("volume", "litre liter l", 1_000), ("volume", "hl", 100_000),
        ("nights", "night nightly", 1), ("days", "day daily", 1), ("weeks", "week weekly", 1), ("months", "month monthly", 1),
        ("distance", "km kilometre kilometer", 1), ("miles", "mile", 1), ("energy", "kwh", 1), ("energy", "mwh", 1_000), ("area", "m2 sqm", 1), ("land", "ha hectare", 1),
        ("dozens", "dozen doz", 1), ("words", "word", 1), ("pages", "page", 1), ("heads", "head hd", 1), ("tickets", "ticket", 1), ("seats", "seat", 1), ("bottles", "bottle", 1), ("cases", "case", 1), ("boxes", "box", 1), ("bags", "bag", 1),
        ("kegs", "keg", 1), ("crates", "crate", 1), ("packs", "pack", 1), ("pallets", "pallet", 1), ("copies", "copy", 1), ("guests", "guest", 1), ("places", "place", 1), ("lessons", "lesson", 1), ("sessions", "session", 1));

    private static readonly HashSet<string> Prices = new(StringComparer.Ordinal) { "price", "rate", "tariff", "fare" };
    private static readonly HashSet<string> Currencies = new(StringComparer.Ordinal) { "eur", "usd", "gbp", "chf", "euro", "euros", "dollars", "pounds" };

    // What is taken off or added, what it costs oneself, and what is no price.
    private static readonly HashSet<string> Others = new(StringComparer.Ordinal) { "discount", "tax", "vat", "commission", "cost", "costs", "percent", "success", "interest", "exchange", "occupancy", "limit", "growth", "target", "budget" };

    /// <summary>What the price is for one of; null for what is no such price.</summary>
    /// <param name="words">The words of the name, lower case.</param>
    public static UnitOfSale? OfPrice(IReadOnlyList<string> words)
    {
        var isPrice = words.Any(Prices.Contains);
        if ((!isPrice && !words.Any(Currencies.Contains)) || words.Any(Others.Contains))
            return null;
        for (var i = 1; i + 1 < words.Count; i++)
        {
            if (words[i] == "per")
                return Unit(words[i + 1]);
        }

        // "eur kg", "day rate", "hourly rate".
        return words.Count != 2 ? null : Unit(words[1]) ?? (isPrice ? Unit(words[0]) : null);
    }

    /// <summary>The units that a number may be in, such as grams of "weight g".</summary>
    /// <param name="words">The words of its name, lower case.</param>
    public static IEnumerable<UnitOfSale> OfQuantity(IReadOnlyList<string> words) => words.Select(Unit).OfType<UnitOfSale>();

    /// <summary>What people call such a price besides its name: "price", "price per kilo".</summary>
    /// <param name="unit">What it is for one of.</param>
    public static IEnumerable<string> Names(UnitOfSale unit) =>
        Units.Where(u => u.Value == unit && u.Key.Length > 3 && !u.Key.EndsWith("ly", StringComparison.Ordinal)).SelectMany(u => new[] { $"price per {u.Key}", $"{u.Key} price" });

    private static UnitOfSale? Unit(string word) => Units.GetValueOrDefault(word) ?? (word.EndsWith('s') ? Units.GetValueOrDefault(word[..^1]) : null);

    private static Dictionary<string, UnitOfSale> Of(params (string Measure, string Words, int Size)[] units) =>
        units.SelectMany(u => u.Words.Split(' ').Select(word => (word, new UnitOfSale(u.Measure, u.Size)))).ToDictionary(u => u.word, u => u.Item2, StringComparer.Ordinal);
}

/// <summary>A unit that things are sold by.</summary>
/// <param name="Measure">What it measures, such as weight.</param>
/// <param name="Size">How many of the smallest unit of that measure it is.</param>
public sealed record UnitOfSale(string Measure, int Size);
