using NlSql.Drafting.Profiling;

namespace NlSql.Ingestion.Profiles;

/// <summary>What the profile of a column holds besides its nulls, extremes and values. Stored with a part; parts add up.</summary>
internal sealed record ColumnStatistics
{
    /// <summary>Rows without a value.</summary>
    public long Nulls { get; init; }

    /// <summary>Words for nothing that occurred, with their rows.</summary>
    public IReadOnlyDictionary<string, long> NullWords { get; init; } = new Dictionary<string, long>();

    /// <summary>Whether all values differ; null when that is not known.</summary>
    public bool? Unique { get; init; }

    /// <summary>The decimal sign where numbers were not written the plain way.</summary>
    public char? DecimalSign { get; init; }

    /// <summary>The order of dates where they were not written the plain way.</summary>
    public DateOrder? DateOrder { get; init; }

    /// <summary>The sign of currency that most numbers carried; null for none.</summary>
    public char? Currency { get; init; }

    /// <summary>Whether most numbers carried a percent sign.</summary>
    public bool Percent { get; init; }

    /// <summary>Sum and spread of numbers; null for other types.</summary>
    public NumberSummary? Numbers { get; init; }

    /// <summary>Values by month as <c>year * 12 + month - 1</c>; null for other types than dates and timestamps, and where there are too many.</summary>
    public IReadOnlyDictionary<int, long>? Months { get; init; }

    /// <summary>Lengths and shapes of texts; null for other types.</summary>
    public TextSummary? Texts { get; init; }

    /// <summary>How often each truth value occurs; null for other types.</summary>
    public TruthSummary? Truths { get; init; }
}

/// <summary>Numbers as they add up: count, mean and the sum of squared deviations from it, and how many fall into each logarithmic bucket.</summary>
/// <param name="Count">Values.</param>
/// <param name="Mean">Their mean.</param>
/// <param name="SquaredDeviations">Sum of the squared deviations from the mean.</param>
/// <param name="Zeros">Values that are zero.</param>
/// <param name="Buckets">Counts by bucket; see <see cref="LogHistogram"/>.</param>
internal sealed record NumberSummary(long Count, double Mean, double SquaredDeviations, long Zeros, IReadOnlyDictionary<int, long> Buckets)
{
    /// <summary>The same where sums of the largest numbers have left the range of floating-point numbers: with its ends instead, as JSON needs.</summary>
    public NumberSummary Finite() => this with { Mean = Finite(Mean), SquaredDeviations = Finite(SquaredDeviations) };

    private static double Finite(double value) => double.IsNaN(value) ? double.MaxValue : Math.Clamp(value, double.MinValue, double.MaxValue);
}

/// <summary>Texts as they add up.</summary>
/// <param name="Characters">Bytes of all values together.</param>
/// <param name="Longest">Bytes of the longest.</param>
/// <param name="Sampled">Distinct values that were looked at more closely.</param>
/// <param name="SampledWords">Words in these.</param>
/// <param name="Shapes">How many of these look like an e-mail address, a telephone number, …</param>
internal sealed record TextSummary(long Characters, int Longest, long Sampled, long SampledWords, IReadOnlyDictionary<ValueShape, long> Shapes);

/// <summary>Truth values.</summary>
internal sealed record TruthSummary(long True, long False);
