using NlSql.Ingestion.Profiles;

namespace NlSql.Ingestion.Uploads.Columns;

/// <summary>Mean, deviation and distribution of the numbers of a column, while they pass.</summary>
internal sealed class NumberStatistics
{
    private readonly LogHistogram histogram = new();
    private double shift;
    private double sum;
    private double squares;
    private long count;
    private long zeros;

    public void Add(double value)
    {
        // Deviations from the first value instead of the values: squares of large numbers would lose the small differences.
        if (count++ == 0)
            shift = value;
        var deviation = value - shift;
        sum += deviation;
        squares += deviation * deviation;
        if (value == 0)
            zeros++;
        else
            histogram.Add(value);
    }

    public NumberSummary Summary() => count == 0
        ? new NumberSummary(0, 0, 0, 0, new Dictionary<int, long>())
        : new NumberSummary(count, shift + (sum / count), Math.Max(0, squares - (sum * sum / count)), zeros, histogram.ToBuckets()).Finite();
}
