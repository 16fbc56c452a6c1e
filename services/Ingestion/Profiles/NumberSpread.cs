namespace NlSql.Ingestion.Profiles;

/// <summary>How the numbers of a column are spread: mean, deviation, and counts of values in order.</summary>
internal sealed record NumberSpread(double Mean, double Deviation, IReadOnlyList<(double Value, long Count)> Points)
{
    public long Count => Points.Sum(p => p.Count);

    public static NumberSpread Of(NumberSummary numbers) => new(
        numbers.Mean,
        Math.Sqrt(numbers.SquaredDeviations / numbers.Count),
        [
            .. numbers.Buckets.Select(b => (Value: LogHistogram.ValueOf(b.Key), Count: b.Value))
                .Append((Value: 0, Count: numbers.Zeros)).Where(p => p.Count > 0).OrderBy(p => p.Value),
        ]);

    /// <summary>The value that a share of the values do not exceed, as near as the buckets tell.</summary>
    public double Quantile(double share)
    {
        var (wanted, seen) = (share * Count, 0L);
        foreach (var (value, count) in Points)
        {
            if ((seen += count) >= wanted)
                return value;
        }

        return Points.Count == 0 ? 0 : Points[^1].Value;
    }
}
