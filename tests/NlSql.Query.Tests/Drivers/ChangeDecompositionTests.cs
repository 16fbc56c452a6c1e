using NlSql.Query.Drivers;

namespace NlSql.Query.Tests.Drivers;

public sealed class ChangeDecompositionTests
{
    [Fact]
    public void OfSum_Groups_ContributeTheirOwnChange() =>
        Assert.Equal([50m, 300m], ChangeDecomposition.OfSum([new("North", 450, 400), new("South", 600, 300)]).Select(c => c.Amount));

    [Fact]
    public void OfRatio_RateAndMix_AddUpToTheChange()
    {
        // 10 of 100 before (A 5/50, B 5/50), 22 of 100 now (A 16/80, B 6/20): the whole rose by 0.12.
        var parts = ChangeDecomposition.OfRatio([new("A", 16, 80, 5, 50), new("B", 6, 20, 5, 50)]);

        // A: Δr 0.1, mean weight 0.65, Δw 0.3, mean ratio 0.15, whole 0.16. B: Δr 0.2, mean weight 0.35, Δw -0.3, mean ratio 0.2.
        Assert.Equal((0.065m, -0.003m), (parts[0].Rate, parts[0].Mix));
        Assert.Equal((0.07m, -0.012m), (parts[1].Rate, parts[1].Mix));
        Assert.Equal(0.12m, parts.Sum(p => p.Amount));
    }

    [Fact]
    public void OfRatio_GroupThatCame_IsAllMix()
    {
        var parts = ChangeDecomposition.OfRatio([new("old", 10, 100, 10, 100), new("new", 50, 100, 0, 0)]);

        Assert.Equal(0, parts[1].Rate);
        Assert.Equal(0.2m, parts.Sum(p => p.Amount));
    }

    [Fact]
    public void OfRatio_NothingBefore_ExplainsNothing() => Assert.Empty(ChangeDecomposition.OfRatio([new("A", 1, 2, 0, 0)]));

    [Fact]
    public void Surprise_AllGroupsMovedAlike_IsZero() => Assert.Equal(0, ChangeDecomposition.Surprise([(20, 10), (60, 30)]), 12);

    [Fact]
    public void Surprise_GroupsSwapped_IsTheDivergenceOfTheirShares() =>
        // Shares 3/4 and 1/4 against 1/4 and 3/4: ¾·ln 1.5 + ¼·ln 0.5.
        Assert.Equal((0.75 * Math.Log(1.5)) + (0.25 * Math.Log(0.5)), ChangeDecomposition.Surprise([(30, 10), (10, 30)]), 12);
}
