using NlSql.SemanticModel.Queries;

namespace NlSql.Query.Linking.Words;

/// <summary>What people want to see of a measure besides its value: growth, shares, running totals, another period beside it.</summary>
internal static class VariantWords
{
    public static IEnumerable<(string Phrase, MentionTarget Target)> Phrases =>
        PhraseList.Of(new MentionTarget.Growth(null, OverAYear: false), "growth", "growth of", "growth in", "growth rate", "change in", "percent change", "percentage change")
        .Concat(PhraseList.Of(new MentionTarget.Growth(null, OverAYear: true), "yoy", "year over year", "year on year"))
        .Concat(PhraseList.Of(new MentionTarget.Growth(TimeGrain.Month, OverAYear: false), "mom", "month over month", "month on month"))
        .Concat(PhraseList.Of(new MentionTarget.Growth(TimeGrain.Week, OverAYear: false), "wow", "week over week", "week on week"))
        .Concat(PhraseList.Of(new MentionTarget.Growth(TimeGrain.Quarter, OverAYear: false), "qoq", "quarter over quarter", "quarter on quarter"))
        .Concat(PhraseList.Of(
            new MentionTarget.Versus(), "compare", "compared to", "compared with", "comparison", "comparison of", "versus", "vs", "in comparison to", "comparing"))
        .Concat(PhraseList.Of(
            new MentionTarget.Share(), "share", "share of", "percentage of", "percent of", "proportion of", "percentage", "proportion", "fraction of", "contribution of", "contribution",
            "what percent of", "what percentage of", "what share of", "% of", "what proportion of", "pct of", "what pct of", "what fraction of", "the share of", "the percentage of", "the proportion of"))
        .Concat(PhraseList.Of(new MentionTarget.Running(), "cumulative", "running total", "running total of", "cumulative total"));
}
