namespace NlSql.Query.Drivers;

/// <summary>
/// What each group contributed to a change of the whole. Contributions add up to the change, exactly.
/// <para>
/// Of a sum, a group contributes its own change. A ratio of sums R = ΣN/ΣD changes because the ratios r = N/D of the groups change (rate
/// effect) and because their weights w = D/ΣD do (mix effect). With the means of both periods as weights
/// (E. M. Kitagawa, "Components of a Difference Between Two Rates", Journal of the American Statistical Association 50, 1955) nothing is left
/// over: rate = Δr·(w₀+w₁)/2 and mix = Δw·((r₀+r₁)/2 − (R₀+R₁)/2). The weights add up to 1 in both periods, so that taking the whole's mean ratio off
/// changes no sum; it makes the mix effect of a group that is like the whole zero.
/// </para>
/// </summary>
public static class ChangeDecomposition
{
    /// <summary>Contributions to the change of a sum.</summary>
    public static IReadOnlyList<Contribution> OfSum(IEnumerable<SumGroup> groups) =>
        [.. groups.Select(g => new Contribution(g.Group, g.Value, g.Previous, g.Value - g.Previous, null, null))];

    /// <summary>Contributions to the change of a ratio; empty where the whole has no ratio in one of the periods.</summary>
    public static IReadOnlyList<Contribution> OfRatio(IReadOnlyList<RatioGroup> groups)
    {
        var (weight, weightBefore) = (groups.Sum(g => g.Denominator), groups.Sum(g => g.PreviousDenominator));
        if (weight == 0 || weightBefore == 0)
            return [];
        var whole = ((groups.Sum(g => g.Numerator) / weight) + (groups.Sum(g => g.PreviousNumerator) / weightBefore)) / 2;
        return [.. groups.Select(g => OfGroup(g, g.Denominator / weight, g.PreviousDenominator / weightBefore, whole))];
    }

    /// <summary>
    /// How much the shares of the groups moved: the Jensen–Shannon divergence of the two distributions, in nats, between 0 and ln 2. A dimension
    /// whose groups all moved alike explains nothing. (R. Bhagwan et al., "Adtributor: Revenue Debugging in Advertising Systems", NSDI 2014.)
    /// </summary>
    public static double Surprise(IReadOnlyList<(decimal Value, decimal Previous)> groups)
    {
        var (total, before) = (groups.Sum(g => Math.Max(g.Value, 0)), groups.Sum(g => Math.Max(g.Previous, 0)));
        return total == 0 || before == 0
            ? 0
            : groups.Sum(g => Divergence((double)(Math.Max(g.Value, 0) / total), (double)(Math.Max(g.Previous, 0) / before)));
    }

    // A group without rows in one period has no ratio there: it came or went, and all of its effect is mix.
    private static Contribution OfGroup(RatioGroup group, decimal weight, decimal weightBefore, decimal whole)
    {
        var rate = group.Denominator == 0 ? (decimal?)null : group.Numerator / group.Denominator;
        var rateBefore = group.PreviousDenominator == 0 ? (decimal?)null : group.PreviousNumerator / group.PreviousDenominator;
        var (now, before) = (rate ?? rateBefore ?? 0, rateBefore ?? rate ?? 0);
        var byRate = (now - before) * (weight + weightBefore) / 2;
        var byMix = (weight - weightBefore) * (((now + before) / 2) - whole);
        return new Contribution(group.Group, rate, rateBefore, byRate + byMix, byRate, byMix);
    }

    private static double Divergence(double p, double q)
    {
        var middle = (p + q) / 2;
        return (Part(p, middle) + Part(q, middle)) / 2;
    }

    private static double Part(double share, double middle) => share == 0 ? 0 : share * Math.Log(share / middle);
}

/// <summary>A group of a sum in two periods.</summary>
/// <param name="Group">Name of the group.</param>
/// <param name="Value">Its sum now.</param>
/// <param name="Previous">Its sum before.</param>
public sealed record SumGroup(string Group, decimal Value, decimal Previous);

/// <summary>A group of a ratio in two periods.</summary>
/// <param name="Group">Name of the group.</param>
/// <param name="Numerator">What is above the line, now.</param>
/// <param name="Denominator">What is below the line, now.</param>
/// <param name="PreviousNumerator">What was above the line before.</param>
/// <param name="PreviousDenominator">What was below the line before.</param>
public sealed record RatioGroup(string Group, decimal Numerator, decimal Denominator, decimal PreviousNumerator, decimal PreviousDenominator);

/// <summary>What a group contributed to a change.</summary>
/// <param name="Group">Name of the group.</param>
/// <param name="Value">Its own value now; null for a ratio of nothing.</param>
/// <param name="Previous">Its own value before.</param>
/// <param name="Amount">Its contribution to the change of the whole.</param>
/// <param name="Rate">Of a ratio, the part that comes from the group's own ratio; null for a sum.</param>
/// <param name="Mix">Of a ratio, the part that comes from the group's weight; null for a sum.</param>
public sealed record Contribution(string Group, decimal? Value, decimal? Previous, decimal Amount, decimal? Rate, decimal? Mix);
