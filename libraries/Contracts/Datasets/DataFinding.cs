namespace NlSql.Contracts.Datasets;

/// <summary>Uploaded rows that do not fit a key or a relationship that the model declares.</summary>
/// <param name="Code">One of <see cref="DataFindingCodes"/>.</param>
/// <param name="Table">The table whose rows are meant.</param>
/// <param name="Columns">The columns concerned; empty when several checks are.</param>
/// <param name="Relationship">The relationship; null for a key.</param>
/// <param name="Rows">How many rows.</param>
/// <param name="Message">The finding in a sentence, without values of the data.</param>
public sealed record DataFinding(string Code, string Table, IReadOnlyList<string> Columns, string? Relationship, long Rows, string Message);

/// <summary>The codes of <see cref="DataFinding"/>. They are part of the interface and are never renamed.</summary>
public static class DataFindingCodes
{
    /// <summary>Rows share the values of a declared key.</summary>
    public const string KeyNotUnique = "data.key-not-unique";

    /// <summary>Several rows stand where a relationship declares one.</summary>
    public const string CardinalityViolated = "data.cardinality-violated";

    /// <summary>Rows that refer to a row that is not there. No mistake by itself: answers keep or drop them as the model says.</summary>
    public const string RowsWithoutPartner = "data.rows-without-partner";

    /// <summary>A check that took longer than an upload may wait for it.</summary>
    public const string NotChecked = "data.not-checked";
}
