namespace NlSql.Ingestion.Profiles;

/// <summary>Adds the statistics of parts up.</summary>
internal static class MergeStatistics
{
    /// <summary>The statistics of both together. Whether all values differ must be told.</summary>
    public static ColumnStatistics Of(ColumnStatistics left, ColumnStatistics right, bool? unique) => new()
    {
        Nulls = left.Nulls + right.Nulls,
        NullWords = Sum(left.NullWords, right.NullWords),
        Unique = unique,
        DecimalSign = left.DecimalSign ?? right.DecimalSign,
        DateOrder = left.DateOrder ?? right.DateOrder,
        Currency = left.Currency ?? right.Currency,
        Percent = left.Percent || right.Percent,
        Numbers = Merge(left.Numbers, right.Numbers, Of),
        Months = Merge(left.Months, right.Months, Sum),
        Texts = Merge(left.Texts, right.Texts, Of),
        Truths = Merge(left.Truths, right.Truths, (l, r) => new TruthSummary(l.True + r.True, l.False + r.False)),
    };

    // Chan, Golub and LeVeque, "Updating formulae and a pairwise algorithm for computing sample variances", 1979.
    private static NumberSummary Of(NumberSummary left, NumberSummary right)
    {
        if (left.Count == 0 || right.Count == 0)
            return left.Count == 0 ? right : left;
        var count = left.Count + right.Count;
        var delta = right.Mean - left.Mean;
        return new NumberSummary(
            count,
            left.Mean + (delta * right.Count / count),
            left.SquaredDeviations + right.SquaredDeviations + (delta * delta * left.Count * right.Count / count),
            left.Zeros + right.Zeros,
            Sum(left.Buckets, right.Buckets)).Finite();
    }

    private static TextSummary Of(TextSummary left, TextSummary right) => new(
        left.Characters + right.Characters, Math.Max(left.Longest, right.Longest), left.Sampled + right.Sampled, left.SampledWords + right.SampledWords,
        Sum(left.Shapes, right.Shapes));

    private static T? Merge<T>(T? left, T? right, Func<T, T, T> merge)
        where T : class =>
        left is null || right is null ? left ?? right : merge(left, right);

    private static Dictionary<TKey, long> Sum<TKey>(IReadOnlyDictionary<TKey, long> left, IReadOnlyDictionary<TKey, long> right)
        where TKey : notnull
    {
        var sum = new Dictionary<TKey, long>(left);
        foreach (var (key, count) in right)
            sum[key] = sum.GetValueOrDefault(key) + count;
        return sum;
    }
}
