using NlSql.Query.Linking;
using NlSql.Query.Linking.Words;
using NlSql.Query.Reading.Entities;
using NlSql.Query.Reading.Rules;
using NlSql.Query.Tokens;
using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Queries;

namespace NlSql.Query.Reading;

/// <summary>Tokens → reading: link, search the covers, assemble and score; then decide whether one may run.</summary>
public static class QuestionReader
{
    private const int MostTried = 5;

    // Beside described measures: what may speak against a reading of rows, and a measure that a reading of rows which nothing speaks against goes before.
    private const double DoubtOfDescribed = -0.3;
    private const double DoubtfulMeasure = -0.15;
    private const double Named = 0.9;

    /// <summary>Reads a question.</summary>
    /// <param name="tokens">Its tokens.</param>
    /// <param name="lexicon">What its words may refer to.</param>
    /// <param name="anchor">The day that relative periods count back from.</param>
    /// <param name="runs">Whether a query can run; null when it is not known.</param>
    public static QuestionReading Read(ValueList<Token> tokens, Lexicon lexicon, DateOnly anchor, Func<SemanticQuery, bool>? runs = null) =>
        Read(Linker.Link(tokens, lexicon, anchor), runs);

    /// <summary>Reads a question that is linked already.</summary>
    internal static QuestionReading Read(LinkedQuestion question, Func<SemanticQuery, bool>? runs)
    {
        var (acceptable, nearest) = Candidates(question, runs);
        if (acceptable.FirstOrDefault() is not { } best)
            return Clarifier.Unclear(question, nearest);
        var others = acceptable.Skip(1);
        var rivals = others.TakeWhile(r => best.Score - r.Score < ReadingWeights.Close).ToList();
        if (rivals.Count > 0)
            return Clarifier.Ambiguous(question, [best, .. rivals]);

        return new()
        {
            Outcome = ReadingOutcome.Ready,
            Query = best.Finished.Query,
            Interpretation = Interpreter.Explain(question, best),
            Assumptions = best.Finished.Assumptions,
            Confidence = best.Doubt is null ? Confidence.Of(question, best, others.FirstOrDefault()) : RowConfidence.Of(question, best),
        };
    }

    // Where nobody has described measures, a question is about the rows of tables; where somebody has, about measures first. Best first: what may run and, where nothing may, what is nearest to it.
    private static (IEnumerable<ScoredReading> Acceptable, IEnumerable<ScoredReading> Nearest) Candidates(LinkedQuestion question, Func<SemanticQuery, bool>? runs)
    {
        var covers = CoverSearch.Best(question, m => IsOfMeasuring(question, m));
        var drafted = question.Lexicon.IsDrafted;
        var stated = !drafted || covers.Take(1).Any(c => c.Mentions.Any(m => IsOfMeasures(question, m)) || SaysRate(question, c) || SaysSeries(c) || SaysPeriods(c));
        var measures = new Assembler(question, covers);
        var measured = stated ? measures.Acceptable.FirstOrDefault() : null;
        // "products that cost more than 100": what only a reading of rows understands, measures do not miss.
        var contested = !drafted && question.Mentions.Any(m => m.Target is MentionTarget.Gradable { Compares: true });
        if (measured is not null && (drafted || (measured.Score > DoubtfulMeasure && !contested)))
            return (measures.Acceptable, []);
        var reader = new EntityReader(question);
        if (contested && measured is not null && measured.Score + Math.Min(0, measured.Cover.Behind(question, reader.Cover)) > DoubtfulMeasure)
            return (measures.Acceptable, []);
        var things = drafted ? reader.Acceptable : reader.Acceptable.Where(t => IsPlain(question, t));
        if (measured is not null && things.FirstOrDefault() is not { Doubt: >= 0 })
            return (measures.Acceptable, []);
        if (!stated && question.Lexicon.Ledgers.Any && measures.Acceptable.FirstOrDefault() is { } sums && LedgerChoice.IsOfLedger(question, sums) && LedgerChoice.AsksForSums(question, sums, things.FirstOrDefault()) && runs?.Invoke(sums.Finished.Query) != false)
            return ([sums], []);
        // Where somebody has described the data, what cannot run for want of a table is not answered by something near it.
        if (things.Take(drafted ? MostTried : 1).FirstOrDefault(t => runs is null || runs(t.Finished.Query)) is { } best)
            return ([best with { Lead = best.Score - things.SkipWhile(t => t != best).Skip(1).Select(t => t.Score).DefaultIfEmpty(double.NegativeInfinity).First() }], []);
        // What says nothing of rows may still be a measure by something: "cost by site by month".
        if (drafted && measures.Acceptable.FirstOrDefault() is { } grouped && IsGrouped(question, grouped))
            return (measures.Acceptable, []);
        // Nothing may run: what is nearest to it tells what to ask.
        if (drafted && reader.All.FirstOrDefault(t => !t.Acceptable) is { } nearest)
            return ([], [nearest]);
        return (measures.Acceptable, measures.All);
    }

    // Some words only the reader of things understands. And a key is no substitute for the thing that it is the key of: "stores" are not store_id.
    private static bool IsOfMeasuring(LinkedQuestion question, Mention mention) => mention.Target switch
    {
        // "what share of fires led to an evacuation"; other verbs may choose among the rows.
        MentionTarget.Relation => question.Mentions.Any(m => m.Target is MentionTarget.Share) && RelationVerbs.Holds(string.Join(' ', question.Folded.Skip(mention.Start).Take(mention.End - mention.Start))),
        MentionTarget.Gradable or MentionTarget.Frequent => false,
        // "total amount of Toys" where there is a column of amounts.
        MentionTarget.Aggregate => ThingMentions.Has(question, mention),
        MentionTarget.Column when ThingMentions.IsGrain(question, mention) => false,
        MentionTarget.Grain when ThingMentions.IsUnit(question, mention) => false,
        MentionTarget.Column => !IsOnlyKey(question, mention),
        _ => true,
    };

    // "stores" of a column store_id.
    private static bool IsOnlyKey(LinkedQuestion question, Mention mention) => mention.Target is MentionTarget.Column
        && mention.Candidates.All(c => c.Link is LinkKind.Part or LinkKind.General && IsKeyOfOthers(question, (MentionTarget.Column)c.Target));

    // The keys of a ledger that leads nowhere are all there is of what they number.
    private static bool IsKeyOfOthers(LinkedQuestion question, MentionTarget.Column column) =>
        question.Lexicon.Model.FindTable(column.TableName)?.FindColumn(column.ColumnName)?.Kind == ColumnKind.Id
        && !(question.Lexicon.Ledgers.Contains(column.TableName) && question.Lexicon.Model.Relationships.Count == 0);

    // Beside described measures only a reading that leaves little to chance speaks: how often rows occur is no measure of theirs, and rows that a word ties to the thing are said.
    private static bool IsPlain(LinkedQuestion question, ScoredReading reading) =>
        reading.Doubt - (ReadingWeights.Of(Feature.RelatedCondition) * reading.Finished.Features.GetValueOrDefault(Feature.RelatedCondition)) >= DoubtOfDescribed
        && reading.Finished.Query is { From: { } from } query && question.Lexicon.Model.FindTable(from) is { } table
        && query.Metrics.All(m => m.As != EntityMetrics.NumberOfTimes)
        // "average quantity per order" of order lines may be an average of sums.
        && !(query.Metrics.Any(m => m.Aggregate is AggregateFunction.Avg or AggregateFunction.Median) && query.Dimensions.Any(d => table.Columns.Any(c => c.Kind == ColumnKind.Id && d.Column == $"{from}.{c.Name}")))
        && !reading.Cover.Mentions.Any(m => IsOnlyKey(question, m))
        // What the model calls a segment or a measure is no verb that only joins.
        && !reading.Cover.Mentions.Any(m => m.Target is MentionTarget.Relation && question.Mentions.Any(o => o.Start <= m.Start && o.End >= m.End && o.Target is MentionTarget.Segment or MentionTarget.Metric && o.Strength >= Named))
        && (reading.Finished.Features.GetValueOrDefault(Feature.RelatedCondition) == 0 || reading.Cover.Mentions.Any(m => Ties(m, table.Name)));

    // "customers in Berlin" of a model where stores are in Berlin: what they have to do with each other is not said.
    private static bool Ties(Mention mention, string thing) => mention.Target is MentionTarget.Activity or MentionTarget.Relation or MentionTarget.Negation or MentionTarget.Column
        || mention.Target is MentionTarget.Table table && table.Name != thing;

    // "cost per click": one sum divided by another, whatever the rows are.
    private static bool SaysRate(LinkedQuestion question, Cover cover)
    {
        var mentions = cover.Mentions.Where(m => m.Target is not MentionTarget.Filler).ToList();
        for (var i = 1; i + 1 < mentions.Count; i++)
        {
            if (RateRule.IsDivision(question, mentions[i]) && IsSum(question, mentions[i - 1]) && IsSum(question, mentions[i + 1]))
                return true;
        }

        return false;
    }

    // "whose 2024 sales were lower than their 2023 sales": one period against another.
    private static bool SaysPeriods(Cover cover) => cover.Mentions.Count(m => m.Target is MentionTarget.Period) == 2
        && cover.Mentions.Any(m => m.Target is MentionTarget.Comparison { Operator: FilterOperator.Less or FilterOperator.Greater }) && !cover.Mentions.Any(m => m.Target is MentionTarget.Number);

    // "in each year", "per month".
    private static bool SaysSeries(Cover cover)
    {
        var mentions = cover.Mentions.Where(m => m.Target is not MentionTarget.Filler).ToList();
        return mentions.Any(m => m.Target is MentionTarget.Count or MentionTarget.Aggregate or MentionTarget.Table) && Enumerable.Range(1, Math.Max(0, mentions.Count - 1)).Any(i => mentions[i].Target is MentionTarget.Grain && mentions[i - 1].Target is MentionTarget.Grouping);
    }

    private static bool IsSum(LinkedQuestion question, Mention mention) =>
        (mention.Target is MentionTarget.Metric metric && question.Lexicon.Model.FindMetric(metric.Name) is { Type: MetricType.Simple, Aggregate: AggregateFunction.Sum })
        || (mention.Target is MentionTarget.Column column && question.Lexicon.Model.FindTable(column.TableName)?.FindColumn(column.ColumnName) is { Kind: ColumnKind.Fact, Additive: Additivity.Full });

    // "loaned by banks" groups nothing.
    private static bool IsGrouped(LinkedQuestion question, ScoredReading reading) =>
        (reading.Finished.Query.Metrics.Any(m => m.Expression is not null)
            || (reading.Finished.Query.Dimensions.Count > 0 && reading.Cover.Mentions.Any(m => m.Target is MentionTarget.Grouping && m.Start > 0 && !question.Words[m.Start - 1].Best.EndsWith("ed", StringComparison.Ordinal))))
        && reading.Finished.Query is { Metrics.Count: > 0, Having: null }
        && reading.Finished.Features.Sum(f => Math.Min(0, ReadingWeights.Of(f.Key) * f.Value)) > -ReadingWeights.Close;

    // Series, growth and shares are of measures; so is a metric that somebody added to a drafted model.
    private static bool IsOfMeasures(LinkedQuestion question, Mention mention) =>
        mention.Target is MentionTarget.Grain { Stated: true } or MentionTarget.DateUnit or MentionTarget.Recurring or MentionTarget.Growth or MentionTarget.Difference or MentionTarget.Share or MentionTarget.Running or MentionTarget.Versus
        // "declined" may be a status.
        || (mention.Target is MentionTarget.Unsupported { What: UnsupportedWords.Change } && !question.Mentions.Any(m => m.Target is MentionTarget.Value or MentionTarget.Column && m.Start == mention.Start && m.End == mention.End))
        || (mention.Target is MentionTarget.Metric metric && question.Lexicon.Model.FindMetric(metric.Name) is { } definition
            && (definition.Type != MetricType.Simple || definition.Synonyms.Count > 0));
}
