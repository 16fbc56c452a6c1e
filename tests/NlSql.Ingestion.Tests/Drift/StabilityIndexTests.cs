using NlSql.Ingestion.Drift;
using NlSql.Ingestion.Profiles;

namespace NlSql.Ingestion.Tests.Drift;

public sealed class StabilityIndexTests
{
    [Fact]
    public void Of_TwoBins_IsTheSumByHand()
    {
        // (0.4 - 0.5) ln(0.4 / 0.5) + (0.6 - 0.5) ln(0.6 / 0.5)
        Assert.Equal(0.04055, StabilityIndex.Of([(500, 400), (500, 600)]), 0.00001);
    }

    [Fact]
    public void Of_SameShares_IsZero() => Assert.Equal(0, StabilityIndex.Of([(10, 20), (30, 60)]), 12);

    [Fact]
    public void Of_BinThatIsEmptyLater_IsLargeAndFinite()
    {
        var index = StabilityIndex.Of([(500, 0), (500, 1000)]);

        Assert.InRange(index, StabilityIndex.Large, 10);
    }

    [Fact]
    public void Of_NumbersInTenths_CountsWhatLeftItsTenth()
    {
        var before = new NumberSpread(0, 1, [.. Enumerable.Range(1, 10).Select(i => ((double)i, 100L))]);
        var after = before with { Points = [.. Enumerable.Range(1, 10).Select(i => ((double)i, i == 10 ? 550L : 50L))] };

        // Nine tenths of 0.1 become 0.05, the last one 0.55.
        Assert.Equal((9 * -0.05 * Math.Log(0.5)) + (0.45 * Math.Log(5.5)), StabilityIndex.Of(before, after), 9);
        Assert.Equal(0, StabilityIndex.Of(before, before), 12);
    }
}
