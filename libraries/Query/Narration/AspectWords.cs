using NlSql.Query.Planning;

namespace NlSql.Query.Narration;

/// <summary>What stands beside a metric's value in words: how it changed, its share, its running total.</summary>
internal sealed class AspectWords(ResultTable result, ResolvedTimeRange? compared)
{
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
