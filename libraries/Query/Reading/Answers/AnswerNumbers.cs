using NlSql.Query.Linking;
using NlSql.Query.Linking.Words;
using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Queries;

namespace NlSql.Query.Reading.Answers;

/// <summary>What is counted, added up, divided and multiplied in an answer.</summary>
internal static class AnswerNumbers
{
    // "how many were late? and what do they add up to": more than how many.
    public static bool LacksSum(LinkedQuestion question, Cover cover, SemanticQuery query) =>
        query.Metrics.Count > 0 && query.Metrics.All(m => MetricNames.Counts(question.Lexicon.Model, m)) && cover.Mentions.Any(m => m.Target is MentionTarget.Aggregate { Function: AggregateFunction.Sum } && m.End - m.Start > 1 && question.Folded[m.Start] != "in");

    // "how many different films were screened": each once.
    public static bool CountsAgain(Cover cover, SemanticQuery query) =>
        query is { Metrics: [{ Aggregate: AggregateFunction.Count, Column: null, Where: null, Of: null }], Dimensions.Count: 0 }
        && cover.Mentions.Any(m => m.Target is MentionTarget.Distinct && !cover.Mentions.Any(n => n.Start == m.End && n.Target is MentionTarget.Table table && table.Name == query.From));

    // "(hours times rate)": how it is to be calculated.
    public static bool LacksProduct(LinkedQuestion question, SemanticQuery query) =>
        Enumerable.Range(1, Math.Max(0, question.Folded.Count - 2)).Any(i => question.Folded[i] is "times" or "multiplied" or "x"
            && IsNumber(question, i - 1) && (IsNumber(question, i + 1) || (question.Folded[i + 1] is "the" or "by" or "their" && IsNumber(question, i + 2))))
        && !query.Metrics.Any(m => Multiplies(m.Expression) || IsCalculated(question, m));

    private static bool Multiplies(QueryExpression? expression) => expression is QueryExpression.Arithmetic { Operator: var by, Left: var left, Right: var right } && (by == ArithmeticOperator.Multiply || Multiplies(left) || Multiplies(right));

    // "revenue" of a quantity and a price.
    private static bool IsCalculated(LinkedQuestion question, MetricReference measure) => measure.Name is { } name
        ? question.Lexicon.Model.FindMetric(name) is { } metric && (metric.Type != MetricType.Simple || (metric.Expression is { } of && Shown.Column(question, $"{metric.Table}.{of}") is null or { Computation: not null }))
        : measure.Column is { } column && Shown.Column(question, column)?.Computation is not null;

    private static bool IsNumber(LinkedQuestion question, int at) => question.Mentions.Any(m => m.Start <= at && m.End > at && m.Target is MentionTarget.Column named && Shown.Column(question, $"{named.TableName}.{named.ColumnName}") is { Kind: ColumnKind.Fact });

    // "day rate per head": one divided by the other, and no list of both, nor the average rate of those with as many heads.
    public static bool ListsRates(LinkedQuestion question, Cover cover, SemanticQuery query)
    {
        IEnumerable<string> beside = query.Shape == QueryShape.Rows ? query.Return.Select(r => r.Name)
            : question.Lexicon.IsDrafted && query.Metrics.Any(m => !MetricNames.Counts(question.Lexicon.Model, m)) ? query.Dimensions.Select(d => d.Column) : [];
        return beside.Any(b => Shown.Column(question, b) is { Kind: ColumnKind.Fact } && cover.Mentions.Any(n => n.Start > 0 && question.Folded[n.Start - 1] == "per" && n.Target is MentionTarget.Column && Shown.Names(n, b)));
    }

    // "how many two-bedroom flats" is one number, whatever else is a flat.
    public static bool SplitsCount(LinkedQuestion question, Cover cover, SemanticQuery query) =>
        question.Folded is ["how", "many", ..] && (query.Dimensions.Count > 0 || (query.Metrics.Any(m => m.Of is not null) && query.Return.Any(r => r.Name.Contains('.', StringComparison.Ordinal)))) && query.PerGroupTop is null && question.Folded.Skip(1).All(w => w is not ("each" or "every" or "per" or "by" or "which" or "and" or "or" or "how" or "with" or "split" or "across"))
        && cover.Mentions.All(m => m.Target is not (MentionTarget.Grouping or MentionTarget.Grain or MentionTarget.DateUnit or MentionTarget.Versus or MentionTarget.Difference or MentionTarget.Listing { Which: true }));

    // "how many downtime events per machine type" counts no single event.
    public static bool CountsOnes(LinkedQuestion question, SemanticQuery query) =>
        query is { From: { } from, Shape: QueryShape.Aggregate, PerGroupTop: null } && question.Lexicon.IsDrafted && query.Metrics.Any(m => m is { Aggregate: AggregateFunction.Count, Of: null, Where: null })
        && question.Lexicon.Model.FindTable(from)?.PrimaryKey is [var key] && query.Dimensions.Any(d => d.Column == $"{from}.{key}");

    // "what percentage of billing do the three biggest clients account for" is no list of them.
    public static bool LacksShare(LinkedQuestion question, SemanticQuery query)
    {
        var words = question.Folded;
        return question.Lexicon.IsDrafted && query.ShareOf is null && query.Metrics.All(m => m.Expression is null && (m.Name is null || question.Lexicon.Model.FindMetric(m.Name)?.Type == MetricType.Simple)) && !Shown.Outputs(query).Any(o => Shown.Column(question, o) is { } column && Shown.IsPart(column) && words.Contains(column.Name.Split('_')[0]))
            && Enumerable.Range(1, Math.Max(0, words.Count - 1)).Any(i => (i == 1 && words[0] is "share" or "percentage" or "proportion" or "fraction" && words[1] == "of") || words[i] is "percentage" or "percent" or "proportion" or "fraction" && ((words[i - 1] == "what" && (i == 1 || words[i - 2] != "by")) || (words[i - 1] is "a" or "the" && i > 1 && words[i - 2] == "as" && i + 1 < words.Count && words[i + 1] == "of")));
    }

    // "what percent of sales was spent by people who come online" is one share.
    public static bool SplitsShare(LinkedQuestion question, Cover cover, SemanticQuery query) =>
        (query.Limit is not null && query.ShareOf is not null && question.Folded is ["what", "percent" or "percentage" or "share" or "proportion" or "fraction" or "part", "of", ..]) || query.Dimensions.Count > 0 && (question.Folded is ["what", "percent" or "percentage" or "share" or "proportion" or "fraction" or "part", "of", ..] || (question.Folded[0] == "of" && question.Folded.Any(w => w is "percent" or "percentage" or "share" or "proportion")))
        && cover.Mentions.Where(m => m.Target is MentionTarget.Grouping or MentionTarget.Grain or MentionTarget.DateUnit).ToList() is var groupings && groupings.TrueForAll(m => m.Target is MentionTarget.Grouping { Each: false } && m.Start > 0 && RelationVerbs.IsParticiple(question.Folded[m.Start - 1])) && groupings.Count > 0;

    // "deliveries by van" are more than the one way of delivering that "van" is.
    public static bool CountsSame(SemanticQuery query) =>
        query.Metrics is [{ Aggregate: AggregateFunction.CountDistinct, Column: { } counted }] && query.Dimensions.Count == 0 && FilterTerms.Of(query.Filters).Any(t => t is QueryFilter.Compare { Operator: FilterOperator.Equal } same && same.Column == counted);

    // "how many rehearsals and how many people" are two numbers.
    public static bool CountsTwice(LinkedQuestion question, SemanticQuery query) => Enumerable.Range(0, Math.Max(0, question.Folded.Count - 2)).Any(i => question.Folded[i] == "and" && question.Folded[i + 1] == "how" && question.Folded[i + 2] == "many") && query.Metrics.Count(m => m is { Name: null, Aggregate: AggregateFunction.Count, Column: null, Where: null, Of: null, Expression: null }) > 1;
}
