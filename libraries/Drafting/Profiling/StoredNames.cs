using NlSql.Drafting.Models;

namespace NlSql.Drafting.Profiling;

/// <summary>The identifiers that tables and columns of a file are stored under.</summary>
public static class StoredNames
{
    private const int LongestColumn = 59;
    internal const int LongestTable = 29;

    private static readonly string[] Reserved = ["dataset_id", "part_id", "tenant_id", "tableoid", "xmin", "cmin", "xmax", "cmax", "ctid"];

    /// <summary>The name of a table: <c>Sales 2024</c> → <c>sales_2024</c>. One without a letter is called <c>table</c>.</summary>
    public static string OfTable(string text) => new Identifiers(LongestTable).Of(NameWords.Split(text), "table");

    /// <summary>The names of a table's columns, in order; no two the same. A column without a name is called by its place, <c>column_3</c>.</summary>
    /// <param name="headers">The headers as the file writes them; empty where there is none.</param>
    public static IReadOnlyList<string> OfColumns(IReadOnlyList<string> headers)
    {
        var names = new Identifiers(LongestColumn, Reserved);
        return [.. headers.Select((header, place) => names.Of(NameWords.Split(header), $"column_{place + 1}"))];
    }
}
