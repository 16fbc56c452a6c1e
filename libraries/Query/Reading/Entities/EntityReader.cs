using NlSql.Query.Linking;
using NlSql.Query.Reading.Entities.Rules;
using NlSql.SemanticModel.Queries;

namespace NlSql.Query.Reading.Entities;

/// <summary>
/// Covers → scored queries about things: lists, counts and groups of the rows of one table, with conditions on the rows that belong to
/// them. Reads tables that nobody has described; measures that a model defines are read by <see cref="Assembler"/>.
/// </summary>
internal static class EntityReader
{
    private const int MostCovers = 8;

    // The order is the order of precedence: what an earlier rule uses, a later one does not see.
    private static readonly EntityRule[] Rules =
    [
        new NegationRule(), new OwnerRule(), new SortRule(), new ComparisonRule(), new AggregateListRule(), new SuperlativeRule(), new PeriodRule(), new ValueRule(), new MissingRule(),
        new GroupRule(), new OutputRule(), new TableRule(), new ConnectorRule(),
    ];

    public static IReadOnlyList<ScoredReading> Read(LinkedQuestion question)
    {
        var covers = CoverSearch.Best(question, m => m.Target is not (MentionTarget.Metric or MentionTarget.Segment));
        Dictionary<string, ScoredReading> best = new(StringComparer.Ordinal);
        var top = covers.Count > 0 ? covers[0].Score : 0;
        foreach (var cover in covers.Take(MostCovers))
        {
            var draft = new EntityDraft(question, cover);
            foreach (var rule in Rules)
                rule.Apply(draft);
            foreach (var part in draft.Parts.Where(p => p.Mention is not null && !p.Used))
                draft.Count(Feature.UnusedMention);
            // "physician" is the physician, not the column that refers to one.
            foreach (var part in draft.Parts.Where(p => p.Target is MentionTarget.Column && question.Mentions.Any(m => m.Target is MentionTarget.Table && m.Start == p.Mention!.Start && m.End == p.Mention.End)))
                draft.Count(Feature.ColumnBesideTable);
            foreach (var finished in EntityQueries.Finish(draft))
            {
                var score = (cover.Score - top) + finished.Features.Sum(f => ReadingWeights.Of(f.Key) * f.Value);
                var text = SemanticQueryJson.Write(finished.Query);
                if (!best.TryGetValue(text, out var known) || known.Score < score)
                    best[text] = new(finished, cover, text, score);
            }
        }

        return [.. best.Values.OrderByDescending(r => r.Score).ThenBy(r => r.Text, StringComparer.Ordinal)];
    }
}
