using NlSql.Query.Linking;
using NlSql.Query.Reading.Rules;
using NlSql.SemanticModel.Queries;

namespace NlSql.Query.Reading;

/// <summary>Covers → scored semantic queries, best first.</summary>
internal static class Assembler
{
    // The order is the order of precedence: what an earlier rule uses, a later one does not see.
    private static readonly ReadingRule[] Rules =
    [
        new ChangedGroupsRule(), new ChangeRule(), new VariantRule(), new DifferenceRule(), new PeriodRule(), new UnsupportedRule(), new QualifierRule(), new SortingRule(), new ComparisonRule(), new RankingRule(), new RateRule(), new AverageNumberRule(), new AveragePeriodRule(), new CountRule(), new AggregateRule(),
        new GroupingRule(), new PeriodColumnRule(), new ValueRule(), new SegmentRule(), new MissingRule(), new ShareOfRowsRule(), new PossessionRule(), new MetricRule(), new TimeBucketRule(), new UnsaidMeasureRule(), new ThingRule(), new ConnectorRule(),
    ];

    // What a table that is chosen later may add to a score.
    private const double Reserve = 0.5;

    /// <summary>The readings of all covers, or only those that may run.</summary>
    public static IReadOnlyList<ScoredReading> Assemble(LinkedQuestion question, IReadOnlyList<Cover> covers, bool acceptable = false)
    {
        Dictionary<string, ScoredReading> best = new(StringComparer.Ordinal);
        var top = covers.Count > 0 ? covers[0].Score : 0;
        foreach (var cover in covers)
        {
            // Most covers explain too little to run; the time of a question goes into building the others.
            if (acceptable && cover.Unexplained.Count > 0)
                continue;
            var draft = new Draft(question, cover);
            foreach (var rule in Rules)
                rule.Apply(draft);
            foreach (var item in draft.Items.Where(i => !i.Used))
                draft.Count(Feature.UnusedMention);
            // "how many" is made of empty words, but is not one.
            foreach (var count in cover.LeftOut(question).Where(c => question.Words[c.Start].Best == "how"))
                draft.Count(Feature.UnusedMention);
            if (acceptable && !ScoredReading.MayRun(cover.Score - top + Reserve, draft.Features, ReadingWeights.Acceptable, doubted: false))
                continue;
            foreach (var built in Finisher.Finish(draft))
            {
                var finished = Unanswered.Weigh(question, cover, built);
                var score = (cover.Score - top) + finished.Features.Sum(f => ReadingWeights.Of(f.Key) * f.Value);
                var text = SemanticQueryJson.Write(finished.Query);
                if (!best.TryGetValue(text, out var known) || known.Score < score)
                    best[text] = new(finished, cover, text, score);
            }
        }

        return [.. best.Values.Where(r => !acceptable || r.Acceptable).OrderByDescending(r => r.Score).ThenBy(r => r.Text, StringComparer.Ordinal)];
    }
}

/// <summary>A semantic query that the question may mean.</summary>
/// <param name="Finished">The query and what led to it.</param>
/// <param name="Cover">How the words were read.</param>
/// <param name="Text">Canonical text of the query.</param>
/// <param name="Score">How well it fits; 0 is a reading that explains everything with the best links.</param>
internal sealed record ScoredReading(FinishedReading Finished, Cover Cover, string Text, double Score)
{
    /// <summary>Whether it may run at all: every word is explained and every part has its place.</summary>
    public bool Acceptable => Cover.Unexplained.Count == 0 && Finished.Features.All(f => ReadingWeights.Of(f.Key) * f.Value > -2)
        && (Doubt is { } doubt ? doubt > ReadingWeights.AcceptableDoubt : Score > ReadingWeights.Acceptable);

    /// <summary>Whether a reading with these features, and others to come, may yet run.</summary>
    /// <param name="score">The score without them.</param>
    /// <param name="features">The features.</param>
    /// <param name="least">What the score must exceed.</param>
    /// <param name="doubted">Whether only what speaks against it counts.</param>
    public static bool MayRun(double score, Dictionary<Feature, double> features, double least, bool doubted)
    {
        foreach (var (feature, times) in features)
        {
            var weighted = ReadingWeights.Of(feature) * times;
            if (weighted <= -2)
                return false;
            score += doubted ? Math.Min(0, weighted) : weighted;
        }

        return score > least;
    }

    /// <summary>What speaks against it alone; null where the score is all that is known.</summary>
    public double? Doubt { get; init; }

    /// <summary>How far the next reading that may run is behind; infinite when there is none.</summary>
    public double Lead { get; init; } = double.PositiveInfinity;
}

/// <summary>A draft turned into a query.</summary>
/// <param name="Query">The query.</param>
/// <param name="Features">What was counted for and against it.</param>
/// <param name="Items">The mentions with their roles.</param>
/// <param name="Assumptions">What was assumed, in sentences.</param>
internal sealed record FinishedReading(
    SemanticQuery Query, IReadOnlyDictionary<Feature, double> Features, IReadOnlyList<ReadItem> Items, ValueList<string> Assumptions);

/// <summary>A mention with what it was taken for in one reading.</summary>
internal sealed record ReadItem(Mention Mention, MentionTarget Target, string Role)
{
    /// <summary>How the words are linked to what they were taken for.</summary>
    public LinkKind Link => Mention.LinkTo(Target);
}
