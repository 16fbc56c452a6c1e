using NlSql.Drafting.Models;

namespace NlSql.Drafting.Profiling;

/// <summary>The identifiers that tables and columns of a file are stored under.</summary>
public static class StoredNames
{
    private const int LongestColumn = 59;
    internal const int LongestTable = 29;

    // What every row carries, and what Postgres adds to every table.
    internal static readonly string[] Reserved = ["dataset_id", "part_id", "tenant_id", "tableoid", "xmin", "cmin", "xmax", "cmax", "ctid"];

    /// <summary>The name of a table: <c>Sales 2024</c> → <c>sales_2024</c>. One without a Latin letter or digit is told apart by its hash: <c>table_3f2a10</c>.</summary>
    public static string OfTable(string text)
    {
        var words = NameWords.Split(text);
        return new Identifiers(LongestTable).Of(words, words.Count > 0 ? "table" : $"table_{ValueHash.Of(text) >> 40:x6}");
    }

    /// <summary>The names of a table's columns, in order; no two the same. A column without a name is called by its place, <c>column_3</c>.</summary>
    /// <param name="headers">The headers as the file writes them; empty where there is none.</param>
    public static IReadOnlyList<string> OfColumns(IReadOnlyList<string> headers)
    {
        var names = new Identifiers(LongestColumn, Reserved);
        return [.. headers.Select((header, place) => names.Of(NameWords.Split(header), $"column_{place + 1}"))];
    }
}
