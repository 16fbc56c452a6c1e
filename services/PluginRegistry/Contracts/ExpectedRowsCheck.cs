using System.Text.Json;

namespace NlSql.PluginRegistry.Contracts;

/// <summary>Compares the rows that came with those that were expected, in order.</summary>
internal static class ExpectedRowsCheck
{
    /// <summary>The first difference in words; null when there is none.</summary>
    public static string? DifferenceOf(IReadOnlyList<IReadOnlyList<JsonElement>> expected, IReadOnlyList<object?[]> came)
    {
        for (var i = 0; i < Math.Max(expected.Count, came.Count); i++)
        {
            var wanted = i < expected.Count ? RowText.Of(expected[i]) : null;
            var got = i < came.Count ? RowText.Of(came[i]) : null;
            if (wanted == got)
                continue;
            if (got is null)
                return $"row {i + 1} should be {wanted}, but only {came.Count} came";
            return wanted is null ? $"{expected.Count} rows were expected, but row {i + 1} came: {got}" : $"row {i + 1} should be {wanted} and is {got}";
        }

        return null;
    }
}
