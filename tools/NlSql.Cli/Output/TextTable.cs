namespace NlSql.Cli.Output;

/// <summary>Rows under headings, aligned.</summary>
internal sealed class TextTable(IReadOnlyList<TextColumn> columns)
{
    private const int WidestCell = 60;
    private readonly List<string[]> rows = [];

    /// <summary>A row, a cell for each column.</summary>
    public void Add(params string[] cells) => rows.Add([.. cells.Select(Fit)]);

    public void Write(TextWriter output)
    {
        string[] header = [.. columns.Select(c => Fit(c.Title))];
        int[] widths = [.. columns.Select((_, i) => rows.Append(header).Max(r => r[i].Length))];
        output.WriteLine(Row(header));
        output.WriteLine(Row([.. widths.Select(w => new string('-', w))]));
        foreach (var row in rows)
            output.WriteLine(Row(row));

        string Row(string[] cells) =>
            string.Join("  ", cells.Select((cell, i) => columns[i].Right ? cell.PadLeft(widths[i]) : cell.PadRight(widths[i]))).TrimEnd();
    }

    private static string Fit(string cell)
    {
        var line = Printable.Line(cell);
        return line.Length <= WidestCell ? line : $"{line[..(WidestCell - 1)]}…";
    }
}

/// <summary>A column.</summary>
/// <param name="Title">Its heading.</param>
/// <param name="Right">Whether cells stand at the right, as numbers do.</param>
internal sealed record TextColumn(string Title, bool Right = false);
