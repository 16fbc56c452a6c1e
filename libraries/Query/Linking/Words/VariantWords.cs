using NlSql.SemanticModel.Queries;

namespace NlSql.Query.Linking.Words;

/// <summary>What people want to see of a measure besides its value: growth, shares, running totals, another period beside it.</summary>
internal static class VariantWords
{
    private static readonly string[] Growths = ["growth", "change", "percent growth", "percent change", "percentage growth", "percentage change", "increase", "difference"];
    private static readonly string[] Links = ["on", "over", "from", "to", "versus", "vs", "against", "compared to", "compared with"];
    private static readonly (string Name, TimeGrain Size)[] Units = [("week", TimeGrain.Week), ("month", TimeGrain.Month), ("quarter", TimeGrain.Quarter), ("year", TimeGrain.Year)];

    public static IEnumerable<(string Phrase, MentionTarget Target)> Phrases =>
        PhraseList.Of(new MentionTarget.Growth(null, OverAYear: false), "growth", "growth of", "growth in", "growth rate", "change in", "percent change", "percentage change", "percent growth", "percentage growth", "growth in percent", "percent growth of", "grow", "grew", "percent increase")
        .Concat(PhraseList.Of(new MentionTarget.Growth(null, OverAYear: true), "yoy", "year over year", "year on year"))
        .Concat(PhraseList.Of(new MentionTarget.Growth(TimeGrain.Month, OverAYear: false), "mom", "month over month", "month on month"))
        .Concat(PhraseList.Of(new MentionTarget.Growth(TimeGrain.Week, OverAYear: false), "wow", "week over week", "week on week"))
        .Concat(PhraseList.Of(new MentionTarget.Growth(TimeGrain.Quarter, OverAYear: false), "qoq", "quarter over quarter", "quarter on quarter"))
        .Concat(Before)
        .Concat(PhraseList.Of(
            new MentionTarget.Versus(), "compare", "compared to", "compared with", "comparison", "comparison of", "versus", "vs", "in comparison to", "comparing"))
        .Concat(PhraseList.Of(
            new MentionTarget.Share(), "share", "share of", "percentage of", "percent of", "proportion of", "percentage", "proportion", "fraction of", "portion of", "what portion of", "the portion of", "what part of", "contribution of", "contribution",
            "what percent of", "what percentage of", "what %", "what percent", "what percentage", "what proportion", "what fraction", "what share", "what share of", "% of", "what proportion of", "pct of", "what pct of", "what fraction of", "the share of", "the percentage of", "the proportion of"))
        .Concat(PhraseList.Of(new MentionTarget.Difference(Relative: false), "difference", "the difference", "difference in", "difference between", "difference of", "gap", "the gap between", "gap between",
            "by how much", "absolute difference", "absolute change", "the absolute change", "how much higher or lower", "how much more or less", "how many more or fewer", "how many more or less", "how many more", "how many fewer", "how many less", "how much more", "how much less", "how much higher", "how much lower", "how much bigger", "how much smaller", "how much larger", "how much greater", "how much longer", "how much shorter"))
        .Concat(PhraseList.Of(new MentionTarget.Difference(Relative: true), "by what percentage", "by what percent", "by how much percent", "how much percent", "by how many percent", "how many percent", "how many percent more", "how many percent higher", "percentage difference", "percent difference", "percentage difference between", "difference in percent"))
        .Concat(PhraseList.Of(new MentionTarget.Running(), "cumulative", "running total", "running total of", "cumulative total", "running sum", "running sum of", "accumulated", "accumulate", "built up", "build up", "piled up", "pile up"));

    // "change from the previous month": how each month differs from the one before, not a period.
    private static IEnumerable<(string, MentionTarget)> Before =>
        from growth in Growths
        from link in Links
        from unit in Units
        from before in new[] { $"the previous {unit.Name}", $"previous {unit.Name}", $"the prior {unit.Name}", $"the {unit.Name} before" }
        select ($"{growth} {link} {before}", (MentionTarget)new MentionTarget.Growth(unit.Size, OverAYear: false));
}
