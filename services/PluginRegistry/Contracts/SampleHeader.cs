using System.Text;
using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Reading;

namespace NlSql.PluginRegistry.Contracts;

/// <summary>The header record of a sample file, matched to its table as an upload's would be.</summary>
/// <param name="Columns">For each cell of a record the column that it fills; null when the table has none for it.</param>
internal sealed record SampleHeader(IReadOnlyList<ColumnDefinition?> Columns)
{
    /// <summary>Matches names without case and punctuation: a column's own name first, then its other ones in order.</summary>
    /// <returns>The header, or what is wrong with it.</returns>
    public static (SampleHeader? Header, PluginProblem? Problem) Of(string record, SampleFile file, TableDefinition table)
    {
        var names = Cells(record).Select(Normalise).ToList();
        var columns = new ColumnDefinition?[names.Count];
        foreach (var column in table.Columns)
        {
            var name = column.Headers.Prepend(column.Name).Select(Normalise).FirstOrDefault(names.Contains);
            if (name is null && column.Required)
                return (null, Problem(file, $"The column '{column.Name}' of the table '{table.Name}' is missing."));
            if (name is null)
                continue;
            if (names.Count(n => n == name) > 1)
                return (null, Problem(file, $"Two columns of the file are named as '{column.Name}' of the table '{table.Name}'."));
            columns[names.IndexOf(name)] = column;
        }

        return columns.Any(c => c is not null)
            ? (new SampleHeader(columns), null)
            : (null, Problem(file, $"No column of the file belongs to the table '{table.Name}'."));
    }

    private static PluginProblem Problem(SampleFile file, string message) => new(file.Name, 1, 1, PluginProblemCodes.BadSampleData, message);

    private static IEnumerable<string> Cells(string record)
    {
        var (cell, quoted) = (new StringBuilder(), false);
        foreach (var c in record)
        {
            if (c == '"')
                quoted = !quoted;
            else if (c == ',' && !quoted)
            {
                yield return cell.ToString();
                cell.Clear();
            }
            else
                cell.Append(c);
        }

        yield return cell.ToString();
    }

    private static string Normalise(string name) => new([.. name.Where(char.IsLetterOrDigit).Select(char.ToLowerInvariant)]);
}
