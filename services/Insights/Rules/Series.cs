using NlSql.Insights.Measuring;
using NlSql.Query.Narration;

namespace NlSql.Insights.Rules;

/// <summary>A metric of one group, period by period.</summary>
/// <param name="Group">Name of the group; empty for the whole.</param>
/// <param name="Key">The values that make the group.</param>
/// <param name="Points">The periods that have a value, in order.</param>
internal sealed record Series(string Group, IReadOnlyList<object?> Key, IReadOnlyList<SeriesPoint> Points)
{
    /// <summary>
    /// The series in a measurement whose first dimension is the period. A group that a period lacks has the sum 0 there; a period that the data
    /// lack altogether has no value.
    /// </summary>
    /// <param name="measured">The measurement, periods in order.</param>
    /// <param name="isWhole">Whether a period counts: all of its days are in the data.</param>
    /// <param name="absentIsZero">Whether a group without rows has the sum 0.</param>
    public static IReadOnlyList<Series> Of(Measurement measured, Func<DateOnly, bool> isWhole, bool absentIsZero)
    {
        var (period, groups) = (measured.Groups.First(), measured.Groups.Skip(1).ToList());
        var periods = measured.Table.Rows.Select(r => r[period]).OfType<DateOnly>().Distinct().Where(isWhole).Order().ToList();
        return
        [
            .. from row in measured.Table.Rows
               where row[period] is DateOnly
               group row by measured.NameOf(row, groups) into rows
               orderby rows.Key
               let values = rows.ToLookup(r => (DateOnly)r[period]!, r => ValueText.AsNumber(r[measured.ValueIndex]))
               select new Series(rows.Key, [.. groups.Select(g => rows.First()[g])], [.. PointsOf(periods, values, absentIsZero)]),
        ];
    }

    private static IEnumerable<SeriesPoint> PointsOf(List<DateOnly> periods, ILookup<DateOnly, decimal?> values, bool absentIsZero)
    {
        for (var i = 0; i < periods.Count; i++)
        {
            var value = values[periods[i]].FirstOrDefault();
            if (value is not null || (absentIsZero && !values.Contains(periods[i])))
                yield return new(i, periods[i], value ?? 0);
        }
    }
}

/// <summary>A metric in one period.</summary>
/// <param name="Index">Which of the periods it is.</param>
/// <param name="Start">Its first day.</param>
/// <param name="Value">The number.</param>
internal readonly record struct SeriesPoint(int Index, DateOnly Start, decimal Value);
