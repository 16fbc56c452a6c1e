using NlSql.Query;
using NlSql.Query.Narration;

namespace NlSql.Insights.Rules;

/// <summary>Groups by name.</summary>
internal static class GroupName
{
    /// <summary>The values of a row's groups in words.</summary>
    public static string Of(IReadOnlyList<object?> row, IReadOnlyList<OutputColumn> columns, IEnumerable<int> groups) =>
        string.Join(", ", groups.Select(i => row[i] is null ? $"no {columns[i].Label.ToLowerInvariant()}" : ValueText.Of(row[i], columns[i])));
}
