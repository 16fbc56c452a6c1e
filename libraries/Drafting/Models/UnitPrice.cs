using NlSql.SemanticModel;
using NlSql.SemanticModel.Definitions;

namespace NlSql.Drafting.Models;

/// <summary>What one of something costs: money that is never added up, and that makes an amount of the weight or the hours beside it.</summary>
internal static class UnitPrice
{
    /// <summary>What one of something costs, in money.</summary>
    public static Measurement Measurement { get; } = new("currency", Additivity.None, AggregateFunction.Avg);

    /// <summary>Whether a name says the money for one unit and not that of a row: eur_kg, price_per_night.</summary>
    public static bool Is(ColumnSketch column) => UnitPrices.OfPrice(column.Meaning) is not null;

    /// <summary>What people call the price.</summary>
    public static IEnumerable<string> Names(ColumnSketch price) => UnitPrices.Names(UnitPrices.OfPrice(price.Meaning)!).Prepend("price");

    /// <summary>Whether a column holds how much there is of what a price of the same table is for one of.</summary>
    public static bool IsSoldBy(ColumnSketch column, TableSketch table) => !Is(column)
        && table.Columns.Any(p => UnitPrices.OfPrice(p.Meaning) is { } unit && UnitPrices.OfQuantity(column.Meaning).Any(u => u.Measure == unit.Measure));
}
