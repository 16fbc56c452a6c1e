using System.Collections.Frozen;

namespace NlSql.Query.Linking.Words;

/// <summary>Words of names that say how something is stored or measured, not what it is: people leave them out of questions.</summary>
internal static class CodingWords
{
    private static readonly FrozenSet<string> OfColumns = new[]
    {
        "code", "cd", "id", "key", "pk", "fk", "ref", "reference", "number", "num", "no", "nr", "nbr", "detail", "details", "description", "desc", "flag", "yn", "txt", "str", "val",
        "billion", "billions", "million", "millions", "thousand", "thousands", "bn", "mln", "mn",
        "f", "c", "mph", "kmh", "kph", "kmph", "inch", "inches", "mile", "miles", "km", "kg", "kgs", "lb", "lbs", "cm", "mm", "m", "ft", "feet", "meters", "metres", "g", "l", "hectare", "hectares", "ha", "acre", "acres", "sqkm", "km2", "grams", "kilograms", "tonnes", "litres", "liters", "ml",
        "usd", "eur", "gbp", "dollar", "dollars", "euro", "euros", "pct", "percent", "ms", "sec", "secs", "yyyy", "kb", "mb", "gb", "sqm", "sqft",
    }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> OfTables = new[]
    {
        "ref", "tbl", "table", "lookup", "lkp", "dim", "fact", "list", "data", "info", "information", "detail", "details", "master", "record", "records", "view", "vw", "all",
    }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Small = new[] { "of", "in", "by", "the", "and", "or", "per", "for", "to", "on", "at", "a", "an", "is", "from", "with" }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Whether a word of a column's name says nothing about its meaning.</summary>
    public static bool InColumn(string word) => OfColumns.Contains(word) || Small.Contains(word);

    /// <summary>Whether a word of a table's name says nothing about its rows.</summary>
    public static bool InTable(string word) => OfTables.Contains(word) || Small.Contains(word);

    /// <summary>Whether a word only joins others.</summary>
    public static bool Joins(string word) => Small.Contains(word);
}
