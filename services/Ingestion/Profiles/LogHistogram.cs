namespace NlSql.Ingestion.Profiles;

/// <summary>
/// Counts numbers in buckets whose width grows with the number: 32 to each power of two, so a quantile is within some 2 percent of the
/// true one (the idea of DDSketch, Masson, Rim and Lee, VLDB 2019, with the bits of the floating-point number as its logarithm). Zero has no bucket.
/// </summary>
internal sealed class LogHistogram
{
    // Sign and exponent are 12 bits; 5 more divide each power of two.
    private const int Shift = 47;
    private const int BucketsPerPage = 32;
    private readonly long[]?[] pages = new long[4096][];

    /// <summary>Counts a number.</summary>
    public void Add(double value)
    {
        var bucket = BucketOf(value);
        (pages[bucket / BucketsPerPage] ??= new long[BucketsPerPage])[bucket % BucketsPerPage]++;
    }

    /// <summary>The buckets that are not empty.</summary>
    public IReadOnlyDictionary<int, long> ToBuckets()
    {
        var buckets = new Dictionary<int, long>();
        for (var page = 0; page < pages.Length; page++)
        {
            for (var i = 0; pages[page] is { } counts && i < counts.Length; i++)
            {
                if (counts[i] > 0)
                    buckets[(page * BucketsPerPage) + i] = counts[i];
            }
        }

        return buckets;
    }

    /// <summary>The bucket of a number that is not zero.</summary>
    public static int BucketOf(double value) => (int)((ulong)BitConverter.DoubleToInt64Bits(value) >> Shift);

    /// <summary>The number that stands for a bucket: its middle.</summary>
    public static double ValueOf(int bucket) =>
        (BitConverter.Int64BitsToDouble((long)bucket << Shift) + BitConverter.Int64BitsToDouble(((long)bucket << Shift) | ((1L << Shift) - 1))) / 2;
}
