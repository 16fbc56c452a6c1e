using NlSql.SemanticModel.Queries;

namespace NlSql.Query.Linking;

/// <summary>Text in quotes that no row holds as it is, but that is a part of what rows hold: "'refund' in the subject".</summary>
internal static class TextParts
{
    /// <summary>How a column is compared with a text that somebody wrote.</summary>
    public static FilterOperator Operator(ValueCatalog values, string table, string column, string text) =>
        values.Find(table, column) is { } known
        && !known.Values.Any(v => v.Equals(text, StringComparison.OrdinalIgnoreCase)) && known.Values.Any(v => v.Contains(text, StringComparison.OrdinalIgnoreCase))
            ? FilterOperator.Contains
            : FilterOperator.Equal;
}
