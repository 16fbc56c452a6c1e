using System.Collections.Frozen;
using NlSql.SemanticModel.Definitions;

namespace NlSql.Query.Linking.Words;

/// <summary>Units of measurement that can be told in one another: how many of the smallest of its kind each is.</summary>
internal static class MeasuringUnits
{
    private static readonly FrozenDictionary<string, MeasuringUnit> Units = Of(
        ("time", 0.001m, "ms millisecond milliseconds"), ("time", 1m, "s sec secs second seconds"), ("time", 60m, "min mins minute minutes"), ("time", 3600m, "h hr hrs hour hours"), ("time", 86400m, "day days"), ("time", 604800m, "week weeks"),
        ("mass", 0.001m, "mg milligram milligrams"), ("mass", 1m, "g gram grams"), ("mass", 1000m, "kg kgs kilo kilos kilogram kilograms"), ("mass", 1000000m, "t tonne tonnes ton tons"),
        ("length", 0.001m, "mm millimetre millimetres millimeter millimeters"), ("length", 0.01m, "cm centimetre centimetres centimeter centimeters"), ("length", 1m, "m metre metres meter meters"), ("length", 1000m, "km kms kilometre kilometres kilometer kilometers"),
        ("volume", 0.001m, "ml millilitre millilitres"), ("volume", 0.01m, "cl"), ("volume", 1m, "l litre litres liter liters"), ("volume", 100m, "hl hectolitre hectolitres"));

    /// <summary>The unit that a folded word names; null when it names none.</summary>
    public static MeasuringUnit? Of(string word) => Units.TryGetValue(word, out var unit) ? unit : null;

    /// <summary>The unit at the end of a column's name: <c>dur_sec</c>; null when there is none, or the column holds no numbers of its own.</summary>
    public static MeasuringUnit? Of(ColumnDefinition? column) =>
        column is { Type: ColumnType.Integer or ColumnType.Decimal, Kind: not ColumnKind.Id, Computation: null } ? Of(column.Name.Split('_')[^1]) : null;

    private static FrozenDictionary<string, MeasuringUnit> Of(params (string Kind, decimal Size, string Words)[] rows) =>
        rows.SelectMany(r => r.Words.Split(' ').Select(w => (Word: w, Unit: new MeasuringUnit(r.Kind, r.Size, r.Words.Split(' ')[^1])))).ToFrozenDictionary(r => r.Word, r => r.Unit, StringComparer.Ordinal);
}

/// <summary>A unit of measurement.</summary>
/// <param name="Kind">What is measured: time, mass, length, volume.</param>
/// <param name="Size">How many of the unit that its kind is counted in.</param>
/// <param name="Name">What several of it are called.</param>
internal readonly record struct MeasuringUnit(string Kind, decimal Size, string Name);
