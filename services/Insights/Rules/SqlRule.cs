using NlSql.Insights.Measuring;
using NlSql.Insights.Runs;
using NlSql.Query;
using NlSql.Query.Narration;
using NlSql.SemanticModel.Definitions;
using NlSql.ServiceDefaults.Errors;

namespace NlSql.Insights.Rules;

/// <summary>
/// Rules written as SQL. The column named <c>value</c>, or the last number, is the number; one named <c>previous</c> is what it is compared with; what
/// is no number names the group. Without a detector every row is noticed.
/// </summary>
internal static class SqlRule
{
    public static async Task<Result<List<Discovery>>> FindAsync(InsightDefinition rule, string sql, SubjectQueries queries, CancellationToken cancellationToken)
    {
        if (!(await queries.MeasureAsync(sql, cancellationToken)).TryGet(out var given, out var failure))
            return failure;
        var columns = given.Table.Columns;
        var previous = Numbers(columns).Where(i => columns[i].Name == "previous").Select(i => (int?)i).FirstOrDefault();
        var value = Numbers(columns).Where(i => i != previous).OrderByDescending(i => columns[i].Name == "value").ThenByDescending(i => i).Select(i => (int?)i).FirstOrDefault();
        if (value is not { } number)
            return InsightErrors.SqlWithoutNumber;
        var groups = given.Groups.ToList();
        var rows = given.Table.Rows
            .Where(row => ValueText.AsNumber(row[number]) is not null)
            .Select(row => new Noticed(
                given.NameOf(row, groups),
                [.. groups.Select(g => row[g])],
                Comparison.Of((decimal)ValueText.AsNumber(row[number])!, previous is { } p ? ValueText.AsNumber(row[p]) : null)))
            .ToList();
        // The number comes first among the numbers, as in what a rule measures.
        var measured = new Measurement(given.Query, NumberFirst(given.Table, number), given.Words);
        return Detectors.Choose(rule.Detector, rows).Select(n => new Discovery(rule, n, measured, null)).ToList();
    }

    private static IEnumerable<int> Numbers(IReadOnlyList<OutputColumn> columns) => Enumerable.Range(0, columns.Count).Where(i => columns[i].Role == OutputRole.Metric);

    private static ResultTable NumberFirst(ResultTable table, int number)
    {
        var order = Enumerable.Range(0, table.Columns.Count).OrderBy(i => table.Columns[i].Role == OutputRole.Metric).ThenBy(i => i != number).ToList();
        return table with { Columns = [.. order.Select(i => table.Columns[i])], Rows = [.. table.Rows.Select(row => (IReadOnlyList<object?>)[.. order.Select(i => row[i])])] };
    }
}
