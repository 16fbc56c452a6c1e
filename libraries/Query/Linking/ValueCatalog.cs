namespace NlSql.Query.Linking;

/// <summary>What is known of the values in one version of a dataset. Filled by the service from the dataset's catalog.</summary>
/// <param name="Columns">Columns with what the profile found, in any order.</param>
public sealed record ValueCatalog(IReadOnlyList<ColumnValues> Columns)
{
    /// <summary>A catalog that knows nothing.</summary>
    public static ValueCatalog Empty { get; } = new([]);

    /// <summary>What is known of a column; null when nothing is.</summary>
    public ColumnValues? Find(string table, string column) =>
        Columns.FirstOrDefault(c => string.Equals(c.Table, table, StringComparison.OrdinalIgnoreCase)
            && string.Equals(c.Column, column, StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether all that is known of a column's values are codes such as K14, and no names.</summary>
    public bool AreCodes(string table, string column) => Find(table, column)?.Values is { Count: > 0 } values && values.All(v => v.Any(char.IsAsciiDigit) && !v.Contains(' ', StringComparison.Ordinal));

    /// <summary>Whether some rows have no value in a column, as <c>table.column</c>.</summary>
    public bool HasGaps(string column) => column.Split('.') is [var table, var name] && Find(table, name)?.HasGaps == true;
}

/// <summary>What is known of the values of one column.</summary>
/// <param name="Table">The table in the model.</param>
/// <param name="Column">The column in the model.</param>
/// <param name="Values">Distinct values of a text column, most frequent first; empty for others.</param>
/// <param name="Complete">Whether <paramref name="Values"/> holds all of them.</param>
/// <param name="Minimum">Smallest value as invariant text (ISO for dates); null when unknown.</param>
/// <param name="Maximum">Largest value; as above.</param>
/// <param name="HasGaps">Whether some rows are known to have no value.</param>
public sealed record ColumnValues(
    string Table, string Column, IReadOnlyList<string> Values, bool Complete, string? Minimum = null, string? Maximum = null, bool HasGaps = false);
