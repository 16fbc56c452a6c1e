using NlSql.Query.Linking;
using NlSql.Query.Reading.Answers;
using NlSql.Query.Reading.Rules;
using NlSql.SemanticModel.Queries;

namespace NlSql.Query.Reading;

/// <summary>Covers → scored semantic queries, best first.</summary>
internal sealed class Assembler
{
    // The order is the order of precedence: what an earlier rule uses, a later one does not see.
    private static readonly ReadingRule[] Rules =
    [
        new ChangedGroupsRule(), new ChangeRule(), new VariantRule(), new DifferenceRule(), new PeriodRule(), new OfAverageRule(), new UnsupportedRule(), new QualifierRule(), new SortingRule(), new ComparisonRule(), new RankingRule(), new RateRule(), new AverageNumberRule(), new AveragePeriodRule(), new CountRule(), new AggregateRule(),
        new GroupingRule(), new PeriodColumnRule(), new ValueRule(), new SegmentRule(), new MissingRule(), new ShareOfRowsRule(), new PossessionRule(), new MetricRule(), new TimeBucketRule(), new UnsaidMeasureRule(), new ThingRule(), new ConnectorRule(),
    ];

    // What a table that is chosen later may add to a score.
    private const double Reserve = 0.5;

    private readonly LinkedQuestion question;
    private readonly List<ReadingStep> begin;
    private BestFirst? acceptable;

    public Assembler(LinkedQuestion question, IReadOnlyList<Cover> covers)
    {
        this.question = question;
        begin = [.. covers.Select((cover, place) => (cover, place, behind: cover.Behind(question, covers[0])))
            .Select(c => new ReadingStep(c.cover.Most(c.behind) + Reserve, c.cover.Unexplained.Count == 0, (c.place, 0), () => [Draft(c.cover, c.behind, c.place)]))];
    }

    /// <summary>The readings that may run.</summary>
    public BestFirst Acceptable => acceptable ??= new(begin, acceptable: true);

    /// <summary>The readings of all covers.</summary>
    public BestFirst All => new(begin, acceptable: false);

    private ReadingStep Draft(Cover cover, double behind, int place)
    {
        var draft = new Draft(question, cover);
        foreach (var rule in Rules)
            rule.Apply(draft);
        foreach (var item in draft.Items.Where(i => !i.Used))
            draft.Count(Feature.UnusedMention);
        // "how many" is made of empty words, but is not one.
        foreach (var count in cover.LeftOut(question).Where(c => question.Words[c.Start].Best == "how"))
            draft.Count(Feature.UnusedMention);
        return new(ScoredReading.Sum(behind, draft.Features) + Reserve, ScoredReading.MayRun(behind + Reserve, draft.Features, ReadingWeights.Acceptable, doubted: false), (place, 0), () => Finisher.Finish(draft).Select((built, i) =>
        {
            var finished = Unanswered.Weigh(question, cover, OutputUnits.Told(question, built));
            return new ReadingStep(new ScoredReading(finished, cover, SemanticQueryJson.Write(finished.Query), ScoredReading.Sum(behind, finished.Features)), (place, i));
        }));
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

    /// <summary>The score of a cover with all that was counted for and against it.</summary>
    public static double Sum(double behind, IReadOnlyDictionary<Feature, double> features) => behind + features.Sum(f => ReadingWeights.Of(f.Key) * f.Value);

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
    SemanticQuery Query, IReadOnlyDictionary<Feature, double> Features, IReadOnlyList<ReadItem> Items, ValueList<string> Assumptions)
{
    /// <summary>What the question asks and the query does not answer, in sentences; none may run that has any.</summary>
    public ValueList<string> Missed { get; init; } = [];
}

/// <summary>A mention with what it was taken for in one reading.</summary>
internal sealed record ReadItem(Mention Mention, MentionTarget Target, string Role)
{
    /// <summary>How the words are linked to what they were taken for.</summary>
    public LinkKind Link => Mention.LinkTo(Target);
}
