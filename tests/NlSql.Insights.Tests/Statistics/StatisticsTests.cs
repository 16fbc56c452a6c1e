using NlSql.Insights.Statistics;

namespace NlSql.Insights.Tests.Statistics;

/// <summary>Numbers worked out by hand, or read from the tables of the distributions.</summary>
public sealed class StatisticsTests
{
    [Theory]
    [InlineData(1.959964, 0.05)]
    [InlineData(-2.575829, 0.01)]
    [InlineData(0, 1)]
    public void TwoSided_OfAQuantile_IsItsChance(double z, double chance) => Assert.Equal(chance, Normal.TwoSided(z), 1e-6);

    [Fact]
    public void ModifiedZScore_OfFiveOthers_IsDistanceOverTheirMedianDeviation()
    {
        // Median 3, deviations 2 1 0 1 2, their median 1: 0.6745 * 7.
        var score = ModifiedZScore.Of(10, [1, 2, 3, 4, 5]);

        Assert.Equal((4.7215, 3.0), (Math.Round(score.Score, 4), score.Median));
    }

    [Fact]
    public void ModifiedZScore_MostOthersEqual_TakesTheMeanDeviation() =>
        // Median 5, mean deviation 4/5: 4 / (1.253314 * 0.8).
        Assert.Equal(3.9894, ModifiedZScore.Of(9, [5, 5, 5, 5, 9]).Score, 4);

    [Fact]
    public void ModifiedZScore_AllOthersEqual_IsZeroOrBeyondMeasure()
    {
        Assert.Equal(0, ModifiedZScore.Of(5, [5, 5, 5, 5]).Score);
        Assert.Equal(double.NegativeInfinity, ModifiedZScore.Of(4, [5, 5, 5, 5]).Score);
    }

    [Fact]
    public void MannKendall_FiveRisingValues_HasTheExactChance()
    {
        // Of 120 orders two have S = ±10.
        var test = MannKendall.Of([(0, 1), (1, 2), (2, 3), (3, 4), (4, 5)])!;

        Assert.Equal((10L, 1.0, 1.0, 1.0), (test.S, test.Tau, test.Slope, test.Intercept));
        Assert.Equal(2 / 120.0, test.PValue, 12);
    }

    [Fact]
    public void MannKendall_WithATie_CorrectsTheVariance()
    {
        // n = 11, one pair tied: S = 54, Var = (11*10*27 - 2*1*9)/18 = 164, z = 53/√164 = 4.1386.
        double[] values = [1, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10];

        var test = MannKendall.Of([.. values.Select((v, i) => (i, v))])!;

        Assert.Equal(54, test.S);
        Assert.Equal(3.4943e-5, test.PValue, 8);
    }

    [Fact]
    public void MannKendall_WithSeasons_ComparesWithinThemAlone()
    {
        // Two seasons of three rising values: S = 3 + 3, Var = 2*(3*2*11)/18 = 22/3, z = 5/√(22/3); slopes ½ three times and 5 three times.
        double[] values = [1, 10, 2, 20, 3, 30];

        var test = MannKendall.Of([.. values.Select((v, i) => (i, v))], time => time % 2)!;

        Assert.Equal((6L, 1.0, 2.75), (test.S, test.Tau, test.Slope));
        Assert.Equal(0.0648, test.PValue, 4);
    }

    [Fact]
    public void MannKendall_TooFewOrConstant_SaysNothing()
    {
        Assert.Null(MannKendall.Of([(0, 1), (1, 2), (2, 3), (3, 4)]));
        Assert.Equal(1, MannKendall.Of([.. Enumerable.Range(0, 20).Select(i => (i, 7.0))])!.PValue);
    }

    [Theory]
    [InlineData(new[] { 0.01, 0.04, 0.2, 0.5 }, new[] { true, false, false, false })]
    [InlineData(new[] { 0.049, 0.02, 0.026, 0.037 }, new[] { true, true, true, true })]
    [InlineData(new[] { 0.02, 0.9, 0.9, 0.9 }, new[] { false, false, false, false })]
    public void BenjaminiHochberg_AtFivePercent_StepsUp(double[] chances, bool[] expected) =>
        Assert.Equal(expected, BenjaminiHochberg.Holds(chances, 0.05));

    [Fact]
    public void RankCorrelation_NeighboursSwapped_IsKnown()
    {
        // d² = 10 ones: 1 - 60/990.
        var test = RankCorrelation.Of([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], [2, 1, 4, 3, 6, 5, 8, 7, 10, 9])!.Value;

        Assert.Equal(0.9394, test.Rho, 4);
        Assert.InRange(test.PValue, 8e-6, 9.2e-6);
    }

    [Fact]
    public void RankCorrelation_TooFewPairsOrNoChange_IsNone()
    {
        Assert.Null(RankCorrelation.Of([1, 2, 3], [1, 2, 3]));
        Assert.Null(RankCorrelation.Of([.. Enumerable.Repeat(1.0, 12)], [.. Enumerable.Range(0, 12).Select(i => (double)i)]));
    }

    [Fact]
    public void Ranks_OfEqualValues_AreTheirMean() => Assert.Equal([1, 2.5, 2.5, 4], Ranks.Of([1, 2, 2, 3]));

    [Fact]
    public void ChiSquared_UnevenCounts_IsNearTheTable() =>
        // χ² = 14 with 2 degrees of freedom: e⁻⁷ = 0.00091; the approximation is a sixth off there.
        Assert.InRange(ChiSquared.OfEqualCounts([50, 30, 20]), 0.0009, 0.0011);

    [Fact]
    public void ChiSquared_EvenCounts_IsLikely() => Assert.True(ChiSquared.OfEqualCounts([10, 10, 10]) > 0.99);
}
