using NlSql.Query.Linking;
using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Queries;

namespace NlSql.Query.Reading;

/// <summary>Rows or sums, where a question about single transactions that nobody has described may mean both.</summary>
internal static class LedgerChoice
{
    /// <summary>Whether sums are asked for: where rows cannot be listed, are split "by" something, or would be nothing but amounts.</summary>
    /// <param name="question">The question.</param>
    /// <param name="sums">The best reading as measures.</param>
    /// <param name="list">The best reading as rows; null when there is none.</param>
    public static bool AsksForSums(LinkedQuestion question, ScoredReading sums, ScoredReading? list)
    {
        // The best of each group are measured, and a list adds nothing up.
        if (sums.Finished.Query.PerGroupTop is not null && (list is null || (sums.Score >= list.Score - ReadingWeights.Close && !(list.Finished.Query.PerGroupTop is not null && list.Finished.Items.Any(i => i.Target is MentionTarget.Gradable)))))
            return true;
        if (list?.Finished.Query.Shape == QueryShape.Rows && sums.Cover.Mentions.Any(m => m.Target is MentionTarget.Aggregate) && !list.Finished.Items.Any(i => i is { Target: MentionTarget.Aggregate, Role: "condition" }))
            return true;
        // "how much was spent on fuel": the word for money is nothing to rows.
        if (list?.Finished.Query.Shape is QueryShape.Rows or QueryShape.Distinct && sums.Cover.Mentions.Any(m => m is { Target: MentionTarget.Metric, Link: LinkKind.General }))
            return true;
        if (list is not null && IsTheSame(question, list.Finished.Query, sums.Finished.Query) && (sums.Score >= list.Score - ReadingWeights.Close || Equals(list.Finished.Query.Filters, sums.Finished.Query.Filters)))
            return true;
        if (list is not null && IsOfAmounts(question, list.Finished.Query, sums.Finished.Query))
            return !question.AsksForList;
        if (list is null)
            return sums.Cover.Mentions.All(m => m.Target is not MentionTarget.Negation) || sums.Finished.Items.All(i => i.Link != LinkKind.Fuzzy);
        return sums.Cover.Mentions.All(m => m.Target is not MentionTarget.Negation)
            && (list.Finished.Query.Shape is QueryShape.Rows or QueryShape.Distinct && sums.Cover.Mentions.Any(m => m.Target is MentionTarget.Grouping { Each: false }) && sums.Cover.Mentions.All(m => m.Target is not MentionTarget.Order));
    }

    // The model's own measure has a name, a unit and a description.
    private static bool IsTheSame(LinkedQuestion question, SemanticQuery list, SemanticQuery sums) =>
        list is { Shape: QueryShape.Aggregate, Having: null } && sums is { Shape: QueryShape.Aggregate, Having: null } && list.Metrics.Count == sums.Metrics.Count && list.Dimensions.SequenceEqual(sums.Dimensions) && list.Limit == sums.Limit && list.Offset == sums.Offset
        && !JudgesOtherRows(list.Filters)
        && list.Metrics.Zip(sums.Metrics).All(m => IsTheSame(question, list.From, m.First, m.Second))
        && (list.Return.Count == 0 || list.Metrics.All(m => list.Return.Any(r => r.Name == m.As)));

    // "who saw both Ann and Ben": no single row does.
    private static bool JudgesOtherRows(QueryFilter? filter) => filter switch
    {
        QueryFilter.Membership or QueryFilter.Related or QueryFilter.RelatedNumber => true,
        QueryFilter.AllOf all => all.Terms.Any(JudgesOtherRows),
        QueryFilter.AnyOf any => any.Terms.Any(JudgesOtherRows),
        QueryFilter.Not not => JudgesOtherRows(not.Term),
        _ => false,
    };

    private static bool IsTheSame(LinkedQuestion question, string? from, MetricReference made, MetricReference said)
    {
        if (made.Where is not null || said.Where is not null)
            return false;
        if (said.Name is null)
            return made.Aggregate == said.Aggregate && made.Column == said.Column;
        return question.Lexicon.Model.FindMetric(said.Name) is { Type: MetricType.Simple, Filter: null } metric && metric.Aggregate == made.Aggregate
            && (metric.Expression is null ? metric.Table == from && made.Column is null : $"{metric.Table}.{metric.Expression}" == made.Column);
    }

    // "amount in North": rows that show what is added up, and what it is added up by.
    private static bool IsOfAmounts(LinkedQuestion question, SemanticQuery list, SemanticQuery sums) =>
        list is { Shape: QueryShape.Rows, Limit: null }
        && list.Return.Any(r => question.Lexicon.Ledgers.AddsUp(r.Name))
        && list.Return.All(r => question.Lexicon.Ledgers.AddsUp(r.Name) || sums.Dimensions.Any(d => d.Column == r.Name));

    /// <summary>Whether everything that a reading measures is of ledgers, and next to nothing speaks against it.</summary>
    public static bool IsOfLedger(LinkedQuestion question, ScoredReading reading) => reading.Finished.Query is { Metrics.Count: > 0 } query
        && reading.Finished.Features.All(f => ReadingWeights.Of(f.Key) * f.Value >= -ReadingWeights.Close * 2)
        && query.Metrics.All(m => question.Lexicon.Ledgers.Contains(m.Name is { } name ? question.Lexicon.Model.FindMetric(name)?.Table ?? "" : query.From ?? m.Column?.Split('.')[0] ?? ""));
}
