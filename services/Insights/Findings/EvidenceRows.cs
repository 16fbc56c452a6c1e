using System.Globalization;
using NlSql.Insights.Measuring;
using NlSql.Insights.Rules;
using NlSql.Query;

namespace NlSql.Insights.Findings;

/// <summary>The queries behind a finding, with the rows that it is about.</summary>
internal static class EvidenceRows
{
    private const int MostRows = 100;

    public static IReadOnlyList<Evidence> Of(Discovery found) =>
        [.. new[] { found.Measured, found.Before }.OfType<Measurement>().Select(m => Of(m, found.Noticed.Group))];

    /// <summary>The rows of the group that a finding is about; all rows where it is about the whole.</summary>
    public static IEnumerable<IReadOnlyList<object?>> About(Measurement measured, string group)
    {
        var groups = measured.Groups.Where(i => measured.Table.Columns[i].Grain is null).ToList();
        return measured.Table.Rows.Where(row => measured.NameOf(row, groups) == group);
    }

    private static Evidence Of(Measurement measured, string group) => new(measured.Query.DisplaySql, measured.Query.Time?.From, measured.Query.Time?.To)
    {
        Rows = [.. About(measured, group).Take(MostRows).Select(row => Named(row, measured.Table.Columns))],
        RowCount = measured.Table.Rows.Count,
    };

    private static Dictionary<string, object?> Named(IReadOnlyList<object?> row, IReadOnlyList<OutputColumn> columns) =>
        Enumerable.Range(0, columns.Count).ToDictionary(i => columns[i].Name, i => Json(row[i]));

    // What JSON has no form for is written as text.
    private static object? Json(object? value) => value switch
    {
        null or string or bool or int or long or decimal or DateOnly or DateTime or Guid => value,
        double number when double.IsFinite(number) => number,
        _ => Convert.ToString(value, CultureInfo.InvariantCulture),
    };
}
