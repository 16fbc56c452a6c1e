using System.Buffers;
using System.Globalization;
using System.Text;

namespace NlSql.ServiceDefaults.Csv;

/// <summary>
/// Cells of CSV files that are downloaded. What a spreadsheet would take for a formula gets a quote in front; a cell that is a number as a
/// whole stays one.
/// </summary>
public static class CsvCell
{
    private static readonly SearchValues<char> Quoted = SearchValues.Create(",\"\r\n");
    private static readonly SearchValues<char> Formula = SearchValues.Create("=+-@\t\r");

    /// <summary>Adds a cell as it stands in the file.</summary>
    /// <param name="line">The line so far.</param>
    /// <param name="text">What the cell says.</param>
    /// <param name="raw">Whether it stays as it is, also where a spreadsheet would compute it.</param>
    public static StringBuilder AppendCell(this StringBuilder line, string? text, bool raw = false)
    {
        if (string.IsNullOrEmpty(text))
            return line;
        var cell = !raw && Formula.Contains(text[0]) && !IsNumber(text) ? "'" + text : text;
        return cell.AsSpan().ContainsAny(Quoted) ? line.Append('"').Append(cell.Replace("\"", "\"\"", StringComparison.Ordinal)).Append('"') : line.Append(cell);
    }

    private static bool IsNumber(string text) =>
        decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out _);
}
