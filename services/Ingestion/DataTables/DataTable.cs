using System.Globalization;
using NlSql.SemanticModel.Definitions;

namespace NlSql.Ingestion.DataTables;

/// <summary>A partitioned parent in the schema <c>data</c>.</summary>
/// <param name="PhysicalName">Its name there.</param>
/// <param name="TableName">The table's name in the plugin or the dataset.</param>
/// <param name="Columns">Its columns besides <c>dataset_id</c> and <c>part_id</c>.</param>
internal sealed record DataTable(string PhysicalName, string TableName, IReadOnlyList<DataColumn> Columns);

/// <summary>A column of a data table; hidden ones are shown to nobody.</summary>
/// <param name="Name">Its name, here and in Postgres.</param>
/// <param name="Type">Its type.</param>
/// <param name="Hidden">Whether it is shown to nobody.</param>
/// <param name="Header">What the file calls it; null for a plugin's column.</param>
internal sealed record DataColumn(string Name, ColumnType Type, bool Hidden, string? Header = null);

/// <summary>Names as Postgres knows them. The only place where identifiers of data tables are quoted.</summary>
internal static class SqlNames
{
    private const int LongestIdentifier = 63;

    /// <summary>Columns that every data table has and no plugin may name.</summary>
    public static IReadOnlyList<string> Reserved { get; } = ["dataset_id", "part_id"];

    public static string Quote(string identifier) => $"\"{identifier.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    public static string InData(string table) => $"data.{Quote(table)}";

    /// <summary><c>retail__sales</c>; a name that Postgres would cut ends in a digest instead, so that two never collide.</summary>
    public static string PhysicalName(string pluginId, string table) => Fitting($"{pluginId}__{table}");

    /// <summary>The name of a table of a dataset without a plugin; another for each generation of its columns.</summary>
    public static string PhysicalName(Guid datasetId, string table, int generation) =>
        Fitting(string.Create(CultureInfo.InvariantCulture, $"dataset_{datasetId:N}_{generation}__{table}"));

    private static string Fitting(string name)
    {
        if (name.Length <= LongestIdentifier)
            return name;
        var digest = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(name)));
        return $"{name[..(LongestIdentifier - 13)]}_{digest[..12]}";
    }

    public static string PartName(Guid partId) => $"part_{partId:N}";
}
