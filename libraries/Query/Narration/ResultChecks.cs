using NlSql.Query.Model;
using NlSql.Query.Planning;
using NlSql.SemanticModel.Queries;

namespace NlSql.Query.Narration;

/// <summary>Something about a result that its reader should know before trusting it.</summary>
/// <param name="Code">Stable code, such as <c>result.empty</c>.</param>
/// <param name="Message">A sentence for the reader.</param>
public sealed record ResultWarning(string Code, string Message);

/// <summary>Checks of a result that need no second query.</summary>
public static class ResultChecks
{
    /// <summary>The warnings for a result; none when nothing stands out.</summary>
    public static ValueList<ResultWarning> Check(CompiledQuery query, ResultTable result, ModelIndex model, TimeAnchorDay anchor)
    {
        var warnings = new List<ResultWarning>();
        if (result.Rows.Count == 0)
            warnings.Add(new("result.empty", "No rows match; a filter or the time range may be too narrow."));
        else if (result.Rows.All(r => Metrics(result).Any() && Metrics(result).All(m => r[m] is null)))
            warnings.Add(new("result.no-value", "Nothing could be computed: no rows match, or the divisor is zero."));
        if (result.IsCut)
            warnings.Add(new("result.truncated", $"Only the first {result.Rows.Count:N0} rows are shown: all of them would be too large for an answer."));
        else if (result.RowBeyond is not null && !query.LimitAsked)
            warnings.Add(new("result.truncated", $"Only the first {query.RowLimit:N0} rows are shown."));
        warnings.AddRange(OutOfRange(result, model));
        if (Ties(query, result) is { } ties)
            warnings.Add(ties);
        if (PartialPeriod(query, result, model, anchor) is { } partial)
            warnings.Add(partial);
        return warnings.ToValueList();
    }

    private static IEnumerable<int> Metrics(ResultTable result) =>
        Enumerable.Range(0, result.Columns.Count).Where(i => result.Columns[i].Role == OutputRole.Metric);

    private static IEnumerable<ResultWarning> OutOfRange(ResultTable result, ModelIndex model)
    {
        foreach (var index in Metrics(result))
        {
            var column = result.Columns[index];
            if (column.Metric is null || column.Aspect is not (OutputAspect.Value or OutputAspect.Previous) || model.Metric(column.Metric) is not { } metric)
                continue;
            var strange = result.Rows.Count(r => ValueText.AsNumber(r[index]) is { } n && (n < metric.ValidMin || n > metric.ValidMax));
            if (strange > 0)
                yield return new("result.out-of-range", $"{column.Label} lies outside its plausible range in {strange:N0} of {result.Rows.Count:N0} rows.");
        }
    }

    private static ResultWarning? Ties(CompiledQuery query, ResultTable result)
    {
        if (!query.LimitAsked || result.RowBeyond is null || query.Query?.OrderBy is not [var term, ..])
            return null;
        var index = Enumerable.Range(0, result.Columns.Count).FirstOrDefault(i => result.Columns[i].Name == term.By || result.Columns[i].Metric == term.By, -1);
        return index >= 0 && Equals(result.Rows[^1][index], result.RowBeyond[index])
            ? new("result.ties", $"Others have the same {result.Columns[index].Label.ToLowerInvariant()} as the last row shown.")
            : null;
    }

    // The month that is not over yet always looks like a fall.
    private static ResultWarning? PartialPeriod(CompiledQuery query, ResultTable result, ModelIndex model, TimeAnchorDay anchor)
    {
        var index = Enumerable.Range(0, result.Columns.Count)
            .FirstOrDefault(i => result.Columns[i].Grain is not null and not TimeGrain.Day and not TimeGrain.Hour, -1);
        if (index < 0)
            return null;
        var grain = result.Columns[index].Grain!.Value;
        var buckets = result.Rows.Select(r => r[index]).OfType<DateOnly>().ToList();
        if (buckets.Count == 0)
            return null;

        var calendar = model.Definition.Plugin.Calendar;
        var last = buckets.Max();
        var end = query.Time?.To is { } to && to < anchor.Day ? to : anchor.Day;
        if (end >= last && TimeRangeResolver.StartOf(grain, end, calendar) == last && end < DateOnly.MaxValue
            && TimeRangeResolver.StartOf(grain, end.AddDays(1), calendar) == last)
            return new("result.partial-period", $"The last period, {ValueText.Day(last, grain)}, is not complete: it ends on {DayWords.Of(end)}.");

        var first = buckets.Min();
        return query.Time?.From is { } from && from > first && TimeRangeResolver.StartOf(grain, from, calendar) == first
            ? new("result.partial-period", $"The first period, {ValueText.Day(first, grain)}, is not complete: it begins on {DayWords.Of(from)}.")
            : null;
    }
}
