using NlSql.Query.Planning;

namespace NlSql.Query.Narration;

/// <summary>What stands beside a metric's value in words: how it changed, its share, its running total.</summary>
internal sealed class AspectWords(ResultTable result, ResolvedTimeRange? compared)
{
    // A thousand of them still fit a decimal.
    private const decimal LargestSummed = 1e24m;

    /// <summary>After a value in a list: ", 12.3% more than before, 29.4% of the total".</summary>
    public string Beside(IReadOnlyList<object?> row, int metric)
    {
        var words = new List<string>();
        if (Value(row, metric, OutputAspect.Growth) is { } growth)
            words.Add(growth == 0 ? "as before" : $"{Percent(Math.Abs(growth))} {(growth > 0 ? "more" : "less")} than before");
        if (Find(metric, OutputAspect.Share) is { } share && ValueText.AsNumber(row[share]) is { } part)
            words.Add($"a share of {Percent(part)}");
        if (Find(metric, OutputAspect.Running) is { } running && row[running] is { } total)
            words.Add($"{ValueText.Of(total, result.Columns[running])} so far");
        return string.Concat(words.Select(w => $", {w}"));
    }

    /// <summary>At the end of a sentence about one value: ", 12.3% more than EUR 30,400.00 in November 2025".</summary>
    public string Compared(IReadOnlyList<object?> row, int metric)
    {
        if (Find(metric, OutputAspect.Previous) is not { } previous)
            return Beside(row, metric);
        var before = TimeWords.Phrase(compared);
        if (row[previous] is not { } value)
            return $"; there is nothing to compare with{before}";
        var text = $"{ValueText.Of(value, result.Columns[previous])}{before}";
        return Value(row, metric, OutputAspect.Growth) switch
        {
            null => $", against {text}",
            0 => $", the same as {text}",
            { } growth => $", {Percent(Math.Abs(growth))} {(growth > 0 ? "more" : "less")} than {text}",
        };
    }

    /// <summary>At the end of a series: the last period's change or running total.</summary>
    public string AtEnd(IReadOnlyList<object?> last, int metric) => Beside(last, metric) is { Length: > 0 } words ? $" ({words[2..]})" : "";

    /// <summary>The metric whose change or growth a column is; null for other columns.</summary>
    public int? MetricOf(int column)
    {
        if (result.Columns[column].Aspect is not (OutputAspect.Change or OutputAspect.Growth))
            return null;
        for (var i = 0; i < result.Columns.Count; i++)
        {
            if (result.Columns[i].Aspect == OutputAspect.Value && result.Columns[column].Name.StartsWith(result.Columns[i].Name + "_", StringComparison.Ordinal))
                return i;
        }

        return null;
    }

    /// <summary>A change in words: "EUR 24,698.68 less, −15.7%".</summary>
    public string Changed(IReadOnlyList<object?> row, int metric) =>
        Change(Value(row, metric, OutputAspect.Change), Value(row, metric, OutputAspect.Growth), metric);

    /// <summary>The change of all rows together; null when one of them has none.</summary>
    public string? InAll(int metric)
    {
        if (Find(metric, OutputAspect.Change) is null || Find(metric, OutputAspect.Previous) is null)
            return null;
        var changes = result.Rows.Select(r => Value(r, metric, OutputAspect.Change)).ToList();
        var previous = result.Rows.Select(r => Value(r, metric, OutputAspect.Previous) ?? 0).ToList();
        if (changes.Contains(null) || changes.Concat(previous.Cast<decimal?>()).Any(n => Math.Abs(n!.Value) > LargestSummed))
            return null;
        return Change(changes.Sum(), previous.Sum() == 0 ? null : changes.Sum() / previous.Sum(), metric);
    }

    private string Change(decimal? change, decimal? growth, int metric)
    {
        if (change is null or 0)
            return "as before";
        var extent = ValueText.Of(Math.Abs(change.Value), result.Columns[metric]);
        // 20 % more of a rate would be read as a part of it.
        var words = $"{(result.Columns[metric].IsRatio ? extent.Replace("%", " percentage points", StringComparison.Ordinal) : extent)} {(change > 0 ? "more" : "less")}";
        return growth is { } part ? $"{words}, {(part > 0 ? "+" : "−")}{Percent(Math.Abs(part))}" : words;
    }

    private int? Find(int metric, OutputAspect aspect)
    {
        var name = result.Columns[metric].Name + "_";
        for (var i = 0; i < result.Columns.Count; i++)
        {
            if (result.Columns[i].Aspect == aspect && result.Columns[i].Name.StartsWith(name, StringComparison.Ordinal))
                return i;
        }

        return null;
    }

    private decimal? Value(IReadOnlyList<object?> row, int metric, OutputAspect aspect) =>
        Find(metric, aspect) is { } at ? ValueText.AsNumber(row[at]) : null;

    private static string Percent(decimal fraction) =>
        ValueText.Of(fraction, new OutputColumn { Name = "", Label = "", Type = SemanticModel.Definitions.ColumnType.Decimal, Role = OutputRole.Metric, Unit = "percent", Aspect = OutputAspect.Growth });
}
