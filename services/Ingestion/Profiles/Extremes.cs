using System.Globalization;
using NlSql.SemanticModel.Definitions;

namespace NlSql.Ingestion.Profiles;

/// <summary>The smallest and the largest of values that are stored as invariant text.</summary>
internal static class Extremes
{
    public static string? Smallest(ColumnType type, IEnumerable<string?> candidates) => Ordered(type, candidates).FirstOrDefault();

    public static string? Largest(ColumnType type, IEnumerable<string?> candidates) => Ordered(type, candidates).LastOrDefault();

    // ISO dates compare as text.
    private static IEnumerable<string> Ordered(ColumnType type, IEnumerable<string?> candidates) =>
        type is ColumnType.Integer or ColumnType.Decimal
            ? candidates.OfType<string>().OrderBy(t => decimal.Parse(t, CultureInfo.InvariantCulture))
            : candidates.OfType<string>().Order(StringComparer.Ordinal);
}
