using System.Collections.Frozen;
using NlSql.SemanticModel.Definitions;

namespace NlSql.Query.Linking.Words;

/// <summary>What people say for the states of a row, whichever word of them a file uses: "finished" for done.</summary>
internal static class StatusForms
{
    private static readonly HashSet<string> Columns = new(StringComparer.Ordinal) { "status", "state", "stat", "outcome", "stage", "sts", "result" };

    private static readonly FrozenDictionary<string, string[]> Forms = new[]
    {
        "done: completed, finished, complete, carried out", "completed: done, finished, complete, carried out", "finished: done, completed, complete", "complete: done, completed, finished", "cancelled: canceled, called off", "canceled: cancelled, called off",
        "paid: settled", "unpaid: outstanding, not paid", "active: current", "inactive: former", "no-show: did not show up, didnt show up, no show", "no show: did not show up, didnt show up", "rejected: turned down, refused", "approved: accepted", "accepted: approved",
    }.Select(row => row.Split(": ")).ToFrozenDictionary(row => row[0], row => row[1].Split(", "), StringComparer.Ordinal);

    /// <summary>Other words for a value of a column of states; empty for others.</summary>
    public static IReadOnlyList<string> Of(ColumnDefinition column, string folded) =>
        column.Name.Split('_').Concat(column.Label.ToLowerInvariant().Split(' ')).Any(Columns.Contains) ? Forms.GetValueOrDefault(folded) ?? [] : [];
}
