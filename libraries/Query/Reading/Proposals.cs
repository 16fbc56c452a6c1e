using NlSql.Query.Linking;
using NlSql.Query.Tokens;
using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Queries;

namespace NlSql.Query.Reading;

/// <summary>Queries that the user may have meant when none of the readings may run.</summary>
internal static class Proposals
{
    private const int Readings = 3;
    private const int FurthestSpelling = 3;
    private const int UsualMeasures = 3;
    private const int FewestChoices = 2;
    private const double Spoken = 0.5;

    /// <summary>Proposals, best first; each can be compiled.</summary>
    public static IEnumerable<SemanticQuery> For(LinkedQuestion question, IEnumerable<ScoredReading> readings)
    {
        var understood = WithNearWords(question, readings)
            // What was understood, without what was not.
            .Concat(readings.Take(Readings).Where(r => IsSound(r) && !IsEmpty(r.Finished.Query) && !LosesRanking(r)).Select(r => r.Finished.Query)).Distinct().ToList();
        // What was understood, measured by what people usually measure: beside what fits, enough of them to leave a choice.
        var rest = readings.FirstOrDefault(r => Reaches(r))?.Finished.Query ?? new SemanticQuery();
        return understood.Concat(Usual(question).Select(m => Measured(rest, m, question.Lexicon)).Take(understood.Count == 0 ? UsualMeasures : Math.Max(0, FewestChoices + 1 - understood.Count)));
    }

    /// <summary>What an unknown word may have been meant for, by spelling beyond typing errors and by the beginning of names.</summary>
    public static IEnumerable<MentionTarget> Near(LinkedQuestion question, Token token)
    {
        if (FunctionWords.Knows(token.Folded))
            yield break;
        var words = question.Lexicon.Neighbours.Of(token.Folded, Math.Min(FurthestSpelling, Math.Max(1, token.Folded.Length / 4)));
        foreach (var (word, _) in words)
        {
            var node = question.Lexicon.Phrases.Step(0, EnglishStemmer.Stem(word));
            if (node < 0)
                continue;
            foreach (var entry in question.Lexicon.Phrases.At(node).OrderByDescending(e => e.Strength))
                yield return entry.Target;
        }
    }

    private static IEnumerable<SemanticQuery> WithNearWords(LinkedQuestion question, IEnumerable<ScoredReading> readings)
    {
        if (readings.FirstOrDefault()?.Cover.Unexplained is not [var index])
            yield break;
        foreach (var target in Near(question, question.Words[index].Token).Distinct().Take(2))
        {
            var corrected = new LinkedQuestion(question.Words, question.Lexicon, question.Anchor);
            foreach (var mention in question.Mentions)
                corrected.Propose(mention);
            corrected.Propose(Mention.Of(index, index + 1, target, 0.6, LinkKind.Fuzzy));
            if (new Assembler(corrected, CoverSearch.Best(corrected)).Acceptable.FirstOrDefault() is { } found)
                yield return found.Finished.Query;
        }
    }

    private static bool IsSound(ScoredReading reading) =>
        reading.Finished.Features.All(f => f.Key == Feature.UnusedMention || ReadingWeights.Of(f.Key) * f.Value > -2);

    // A plain list is no answer to "best selling".
    private static bool LosesRanking(ScoredReading reading) =>
        reading.Finished.Query.OrderBy.Count == 0 && reading.Finished.Items.Any(i => i.Target is MentionTarget.Extreme or MentionTarget.Limit { Largest: not null });

    private static bool IsEmpty(SemanticQuery query) => query.Metrics.Count == 0 && query.Shape == QueryShape.Aggregate;

    private static bool Reaches(ScoredReading reading) =>
        !reading.Finished.Features.ContainsKey(Feature.UnreachableColumn) && !reading.Finished.Features.ContainsKey(Feature.NoTimeColumn);

    // Of the tables that the question speaks of, else of the main one.
    private static IEnumerable<MetricDefinition> Usual(LinkedQuestion question)
    {
        var model = question.Lexicon.Model;
        var spoken = question.Mentions.Where(m => m.Strength >= Spoken).Select(m => m.Target switch
        {
            MentionTarget.Table table => table.Name,
            MentionTarget.Column column => column.TableName,
            MentionTarget.Value value => value.TableName,
            _ => null,
        }).OfType<string>().CountBy(t => t).OrderByDescending(t => t.Value).Select(t => t.Key).Append(model.DefaultTable.Name).Distinct();
        return spoken.SelectMany(t => model.Metrics.Where(m => m.Type != MetricType.Cumulative && MetricTables.Of(model, m.Name).Contains(t))).Distinct().Take(UsualMeasures);
    }

    private static SemanticQuery Measured(SemanticQuery rest, MetricDefinition metric, Lexicon lexicon)
    {
        var reached = MetricTables.Of(lexicon.Model, metric.Name).SelectMany(lexicon.Joins.Reachable).ToHashSet(StringComparer.Ordinal);
        bool Known(string column) => reached.Contains(column[..Math.Max(0, column.IndexOf('.', StringComparison.Ordinal))]);
        var dimensions = rest.Dimensions.Where(d => Known(d.Column)).ToValueList();
        return new SemanticQuery
        {
            Metrics = [new() { Name = metric.Name }],
            Dimensions = dimensions,
            Filters = rest.Filters,
            Time = rest.Time,
            Limit = dimensions.Count > 0 ? rest.Limit : null,
            OrderBy = dimensions.Count > 0 && rest.Limit is not null ? [new() { By = metric.Name, Descending = true }] : [],
        };
    }
}
