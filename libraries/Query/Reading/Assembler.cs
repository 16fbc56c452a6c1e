using NlSql.Query.Linking;
using NlSql.Query.Reading.Rules;
using NlSql.SemanticModel.Queries;

namespace NlSql.Query.Reading;

/// <summary>Covers → scored semantic queries, best first. What a cover leads to is worked out once, when it is first asked for.</summary>
internal sealed class Assembler(LinkedQuestion question, IReadOnlyList<Cover> covers)
{
    // The order is the order of precedence: what an earlier rule uses, a later one does not see.
    private static readonly ReadingRule[] Rules =
    [
        new ChangedGroupsRule(), new ChangeRule(), new VariantRule(), new DifferenceRule(), new PeriodRule(), new UnsupportedRule(), new QualifierRule(), new SortingRule(), new ComparisonRule(), new RankingRule(), new RateRule(), new AverageNumberRule(), new AveragePeriodRule(), new CountRule(), new AggregateRule(),
        new GroupingRule(), new PeriodColumnRule(), new ValueRule(), new SegmentRule(), new MissingRule(), new ShareOfRowsRule(), new PossessionRule(), new MetricRule(), new TimeBucketRule(), new UnsaidMeasureRule(), new ThingRule(), new ConnectorRule(),
    ];

    // What a table that is chosen later may add to a score.
    private const double Reserve = 0.5;

    private readonly Draft?[] drafts = new Draft?[covers.Count];
    private readonly IReadOnlyList<ScoredReading>?[] finished = new IReadOnlyList<ScoredReading>?[covers.Count];
    private IReadOnlyList<ScoredReading>? acceptable;

    /// <summary>The readings that may run.</summary>
    public IReadOnlyList<ScoredReading> Acceptable => acceptable ??= [.. ScoredReading.Ranked(Enumerable.Range(0, covers.Count).Where(MayRun).SelectMany(Finished)).Where(r => r.Acceptable)];

    /// <summary>The readings of all covers.</summary>
    public IReadOnlyList<ScoredReading> All => [.. ScoredReading.Ranked(Enumerable.Range(0, covers.Count).SelectMany(Finished))];

    // Most covers explain too little to run; the time of a question goes into building the others.
    private bool MayRun(int cover) => covers[cover].Unexplained.Count == 0
        && ScoredReading.MayRun(Behind(cover) + Reserve, Drafted(cover).Features, ReadingWeights.Acceptable, doubted: false);

    private double Behind(int cover) => covers[cover].Score - covers[0].Score;

    private Draft Drafted(int cover) => drafts[cover] ??= Draft(covers[cover]);

    private Draft Draft(Cover cover)
    {
        var draft = new Draft(question, cover);
        foreach (var rule in Rules)
            rule.Apply(draft);
        foreach (var item in draft.Items.Where(i => !i.Used))
            draft.Count(Feature.UnusedMention);
        // "how many" is made of empty words, but is not one.
        foreach (var count in cover.LeftOut(question).Where(c => question.Words[c.Start].Best == "how"))
            draft.Count(Feature.UnusedMention);
        return draft;
    }

    private IReadOnlyList<ScoredReading> Finished(int cover) => finished[cover] ??= [.. Finisher.Finish(Drafted(cover)).Select(built =>
    {
        var reading = Unanswered.Weigh(question, covers[cover], built);
        return new ScoredReading(reading, covers[cover], SemanticQueryJson.Write(reading.Query), Behind(cover) + reading.Features.Sum(f => ReadingWeights.Of(f.Key) * f.Value));
    })];
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

    /// <summary>Each query once, by the reading that fits best, best first.</summary>
    public static IEnumerable<ScoredReading> Ranked(IEnumerable<ScoredReading> readings)
    {
        Dictionary<string, ScoredReading> best = new(StringComparer.Ordinal);
        foreach (var reading in readings)
        {
            if (!best.TryGetValue(reading.Text, out var known) || known.Score < reading.Score)
                best[reading.Text] = reading;
        }

        return best.Values.OrderByDescending(r => r.Score).ThenBy(r => r.Text, StringComparer.Ordinal);
    }

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
