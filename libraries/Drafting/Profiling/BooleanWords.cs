namespace NlSql.Drafting.Profiling;

/// <summary>The words of truth values. 0 and 1 are numbers, unless a column's name says otherwise.</summary>
internal static class BooleanWords
{
    private static readonly string[][] Pairs = [["true", "false"], ["yes", "no"], ["t", "f"], ["y", "n"]];

    public static bool Are(IReadOnlyList<ValueCount> values)
    {
        var words = values.Select(v => v.Value.ToLowerInvariant()).Distinct().ToList();
        // A single letter alone may mean anything.
        return words.Count is 1 or 2 && Pairs.Any(pair => words.TrueForAll(pair.Contains) && (words.Count == 2 || words[0].Length > 1));
    }
}
