using System.Text;

namespace NlSql.SampleData;

/// <summary>A generated table: its name, its header and its rows as text.</summary>
internal sealed record SampleTable(string Name, string[] Header, IReadOnlyList<string[]> Rows)
{
    public string ToCsv()
    {
        var csv = new StringBuilder();
        AppendLine(csv, Header);
        foreach (var row in Rows)
            AppendLine(csv, row);
        return csv.ToString();
    }

    private static void AppendLine(StringBuilder csv, string[] cells) =>
        csv.AppendJoin(',', cells.Select(Quote)).Append('\n');

    private static string Quote(string cell) =>
        cell.AsSpan().IndexOfAny(",\"\n") < 0 ? cell : $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
