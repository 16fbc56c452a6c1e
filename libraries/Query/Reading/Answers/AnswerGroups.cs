using NlSql.Query.Linking;
using NlSql.Query.Linking.Words;
using NlSql.Query.Reading.Rules;
using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Queries;

namespace NlSql.Query.Reading.Answers;

/// <summary>What an answer is grouped and ranked by, and what it lists.</summary>
internal static class AnswerGroups
{
    // "nights per kind of hall", "screenings by town of venue", "sales per square metre".
    public static bool LacksGroups(LinkedQuestion question, Cover cover, SemanticQuery query)
    {
        var groupings = cover.Mentions.Where(m => m.Target is MentionTarget.Grouping).ToList();
        // "tickets sold by channel" is no list of the channels.
        if (question.Lexicon.IsDrafted && query is { Shape: QueryShape.Distinct, Metrics.Count: 0 } && !question.AsksForList && groupings.Exists(by => question.Folded[by.Start] is "by" or "per" && by.Start > 0 && !RelationVerbs.IsParticiple(question.Folded[by.Start - 1]) && cover.Mentions.Any(m => m.End == by.Start && m.Target is MentionTarget.Table or MentionTarget.Period)))
            return true;
        // "and per depot?": of what is not said.
        if (query is { Metrics.Count: 0, Shape: QueryShape.Distinct } && cover.Mentions.FirstOrDefault(m => m.Target is not (MentionTarget.Filler or MentionTarget.And)) is { Target: MentionTarget.Grouping })
            return true;
        if (query.PerGroupTop is not null || query.Dimensions.Count > 0)
            return false;
        // "tests done by each analyst (full names)": the analyst of every test is no list of them.
        if (question.Lexicon.IsDrafted && query is { Shape: QueryShape.Rows, OrderBy.Count: 0, Limit: null } && cover.Mentions.FirstOrDefault(m => m.Target is not MentionTarget.Filler) is { Target: MentionTarget.Table counted } && groupings.Exists(m => question.Folded[m.End - 1] == "each") && !Shown.Outputs(query).Any(o => o.StartsWith(counted.Name + ".", StringComparison.Ordinal)))
            return true;
        if (query.Shape == QueryShape.Rows)
            return query.OrderBy.Count == 0 && groupings.Exists(m => m.Start > 0 && (question.Folded[m.Start] == "per" || (question.Folded[m.Start] == "in" && !question.AsksForList && IsOfAll(cover, m)) || (question.Folded[m.Start] == "by" && !RelationVerbs.IsParticiple(question.Folded[m.Start - 1]) && IsOfAll(cover, m))));

        return query.Metrics is [{ Aggregate: AggregateFunction.Count or AggregateFunction.CountDistinct or AggregateFunction.Sum }]
            && !Shown.Outputs(query).Any(o => o.Contains('.', StringComparison.Ordinal)) && groupings.Exists(m => m.Target is MentionTarget.Grouping { Each: true } && IsEach(question, m));
    }

    // "best seller in each category": each category has one, so the first category is no answer.
    public static bool RanksEach(LinkedQuestion question, Cover cover, SemanticQuery query) =>
        query is { Limit: 1, Dimensions: [{ Grain: null }], PerGroupTop: null } && question.Folded is not ["which", ..]
        && cover.Mentions.Any(m => m.Target is MentionTarget.Grouping { Each: true } && Enumerable.Range(m.Start, m.End - m.Start).Any(i => question.Folded[i] is "each" or "every"));

    // "the best venue of each town" is not about how many there are.
    public static bool RanksNumbers(LinkedQuestion question, Cover cover, SemanticQuery query) =>
        RanksPeople(question, cover, query) || RanksDates(question, cover, query) ||
        query is { Metrics: [var only] } && (query.Limit is not null || query.PerGroupTop is not null) && MetricNames.Counts(question.Lexicon.Model, only)
        && cover.Mentions.Any(m => m.Target is MentionTarget.Extreme && !RankingRule.Counts(question, m) && cover.Mentions.Any(n => n.Target is MentionTarget.Table && n.Start == m.End));

    // "the most recently hired cook of each kitchen" is a cook, and no day.
    private static bool RanksDates(LinkedQuestion question, Cover cover, SemanticQuery query) =>
        query is { Metrics: [{ Aggregate: AggregateFunction.Max or AggregateFunction.Min, Column: { } ranked }], Dimensions.Count: > 0 } && question.Folded is not ["when", ..] && Shown.IsDate(question, ranked)
        && cover.Mentions.Any(m => m.Target is MentionTarget.Extreme && cover.Mentions.Any(n => n.Start > m.Start && n.Start <= m.End + 2 && n.Target is MentionTarget.Table table && ranked.StartsWith(table.Name + ".", StringComparison.Ordinal)));

    // "how did most people hear about us" counts them.
    private static bool RanksPeople(LinkedQuestion question, Cover cover, SemanticQuery query) =>
        query is { Metrics: [var only], Limit: not null } && !MetricNames.Counts(question.Lexicon.Model, only)
        && cover.Mentions.Any(m => m.Target is MentionTarget.Extreme && m.End < question.Folded.Count && question.Folded[m.End - 1] is "most" or "fewest" && question.Folded[m.End] is "people" or "persons" or "of");

    // "labour income by district", but not "albums by the artist Queen".
    private static bool IsOfAll(Cover cover, Mention by) =>
        cover.Mentions.FirstOrDefault(n => n.Start >= by.End && n.Target is not MentionTarget.Filler) is { Target: MentionTarget.Table or MentionTarget.Column } noun
        && cover.Mentions.FirstOrDefault(n => n.Start >= noun.End && n.Target is not MentionTarget.Filler) is null or { Target: not (MentionTarget.Value or MentionTarget.Literal or MentionTarget.Comparison or MentionTarget.Column) };

    private static bool IsEach(LinkedQuestion question, Mention mention) => Enumerable.Range(mention.Start, mention.End - mention.Start).Any(i => question.Folded[i] is "per" or "each");

    // "what share of everyone who joined has cancelled" is not a share of each day; a date groups by itself where it is asked for.
    public static bool SplitsByDate(LinkedQuestion question, Cover cover, SemanticQuery query) =>
        query.Metrics.Count > 0 && query.Shape == QueryShape.Aggregate && query.Dimensions.Any(d => d.Grain is null && Shown.Column(question, d.Column) is { Type: ColumnType.Date or ColumnType.Timestamp })
        && question.Folded.All(w => w is not ("when" or "day" or "days" or "date" or "dates" or "daily")) && cover.Mentions.All(m => m.Target is not (MentionTarget.Grouping or MentionTarget.Grain or MentionTarget.Listing));

    // "extra charges billed to hospitals" are not those of each daily rate: a number groups where it is said to.
    public static bool GroupsByNumber(LinkedQuestion question, Cover cover, SemanticQuery query) =>
        question.Lexicon.IsDrafted && query.Metrics.Count > 0 && query.PerGroupTop is null
        && query.Dimensions.Any(d => d.Grain is null && Shown.Column(question, d.Column) is { Kind: ColumnKind.Fact, Type: ColumnType.Integer or ColumnType.Decimal } && !cover.Mentions.Any(m => m.Target is MentionTarget.Column && m.Candidates.Any(c => c.Target is MentionTarget.Column named && $"{named.TableName}.{named.ColumnName}" == d.Column)
            && (m.Start == 0 || cover.Mentions.LastOrDefault(o => o.End <= m.Start && o.Target is not MentionTarget.Filler) is null or { Target: not (MentionTarget.Column or MentionTarget.Metric or MentionTarget.Value) })));

    // "takings by way of payment" are not those of each payment: rows are told by their numbers where these are said.
    public static bool GroupsByOnes(LinkedQuestion question, Cover cover, SemanticQuery query) =>
        question.Lexicon.IsDrafted && query is { Shape: QueryShape.Aggregate, PerGroupTop: null, Limit: null, Dimensions: [{ Grain: null, Column: var only }] } && query.Metrics.All(m => m.Of is null && m.Name is { } name && question.Lexicon.Model.FindMetric(name)?.Table == only.Split('.')[0])
        && only.Split('.') is [var table, var key] && question.Lexicon.Model.FindTable(table)?.PrimaryKey is [var own] && own == key
        && cover.Mentions.Any(m => (m.Target is MentionTarget.Table rows && rows.Name == table && cover.Mentions.Any(by => by.Target is MentionTarget.Grouping && by.Start < m.Start && m.Start - by.End < 3)) || m.Link is LinkKind.Part or LinkKind.General && m.Candidates.Any(c => c.Target is MentionTarget.Column named && named.TableName == table && named.ColumnName == key) && !question.Folded.Skip(m.Start).Take(m.End - m.Start).Any(w => w is "number" or "id" or "no" or "code" or "ref" or "reference"));

    // "first and last rehearsal", "the best and worst venue" are two of them.
    public static bool RanksOneEnd(LinkedQuestion question, SemanticQuery query) =>
        query.Limit == 1 && Enumerable.Range(0, Math.Max(0, question.Folded.Count - 2)).Any(i => question.Folded[i + 1] == "and" && !(i + 3 < question.Folded.Count && question.Folded[i + 3] is "name" or "names") && (question.Folded[i], question.Folded[i + 2]) is ("first", "last") or ("earliest", "latest") or ("oldest", "newest") or ("oldest", "youngest") or ("highest", "lowest") or ("largest", "smallest") or ("biggest", "smallest") or ("best", "worst") or ("most", "least") or ("longest", "shortest") or ("cheapest", "dearest") or ("newest", "oldest"));

    // "second largest budget among matters: which matter?".
    public static bool LacksWhich(LinkedQuestion question, Cover cover, SemanticQuery query) =>
        cover.Mentions.LastOrDefault(m => m.Target is not MentionTarget.Filler) is { Start: > 3, Target: MentionTarget.Table asked } last && question.Folded[last.Start - 1] == "which"
        && query.Shape != QueryShape.Aggregate && !Shown.Outputs(query).Any(o => o.StartsWith(asked.Name + ".", StringComparison.Ordinal) && Shown.Column(question, o) is { Type: ColumnType.Text } or { Kind: ColumnKind.Id });

    // "accounts that have both a monthly and a yearly subscription" are not told by month and year.
    public static bool SplitsByBoth(LinkedQuestion question, SemanticQuery query) => question.Folded.Contains("both") && question.Folded.Any(w => w is "have" or "has" or "had") && query.Dimensions.Any(d => d.Grain is not null);

    // "jobs with more than 10 kilos, which ones, and how much".
    public static bool LacksOnes(LinkedQuestion question, SemanticQuery query) =>
        query is { Metrics.Count: > 0, Dimensions.Count: 0 } && Enumerable.Range(0, Math.Max(0, question.Folded.Count - 1)).Any(i => question.Folded[i] == "which" && question.Folded[i + 1] is "ones" or "one");

    // "how often did each sweep find a nest" asks for those with one, not for those without.
    public static bool SplitsByFlag(LinkedQuestion question, Cover cover, SemanticQuery query) =>
        question.Lexicon.IsDrafted && query.Metrics.Count > 0 && query.Shape == QueryShape.Aggregate && !cover.Mentions.Any(m => m.Target is MentionTarget.Versus)
        && query.Dimensions.Any(d => Shown.Column(question, d.Column) is { Type: ColumnType.Boolean } && cover.Mentions.FirstOrDefault(m => m.Candidates.Any(c => c.Target is MentionTarget.Column said && $"{said.TableName}.{said.ColumnName}" == d.Column)) is { } flag
            && cover.Mentions.LastOrDefault(m => m.Start < flag.Start && m.Target is not MentionTarget.Filler) is not ({ Target: MentionTarget.Grouping or MentionTarget.And or MentionTarget.Or or MentionTarget.Listing { Which: true } } or { Target: MentionTarget.Listing, Start: 0 }) && flag.Start > 0);

    // "the heaviest cat: name, weight and owner": what is listed is shown, all of it.
    public static bool LacksListed(LinkedQuestion question, Cover cover, SemanticQuery query)
    {
        var colon = question.Folded.ToList().FindIndex(w => w is ":" or "(");
        if (colon < 1 || query.PerGroupTop is not null)
            return false;
        var listed = cover.Mentions.Where(m => m.Start > colon && m.Target is not MentionTarget.Filler).ToList();
        return listed.Count > 2 && listed.TrueForAll(m => m.Target is MentionTarget.And or MentionTarget.Column or MentionTarget.Table or MentionTarget.Metric) && listed.Exists(m => m.Target is MentionTarget.And)
            && listed.Count(m => m.Target is not MentionTarget.And) > Shown.Outputs(query).Concat(query.Metrics.Select(m => m.As ?? m.Name ?? "")).Distinct().Count();
    }

    // "the worst delay of each ship: ship, date and minutes": the worst of each, and not of each day, too.
    public static bool RanksWithin(LinkedQuestion question, Cover cover, SemanticQuery query) =>
        question.Lexicon.IsDrafted && query is { PerGroupTop: null, Dimensions.Count: > 1, Metrics: [{ Aggregate: AggregateFunction.Max or AggregateFunction.Min }, ..] } && cover.Mentions.Any(m => m.Target is MentionTarget.Extreme or MentionTarget.Gradable { Compares: false })
        && cover.Mentions.Count(m => m.Target is MentionTarget.Grouping) == 1;
}
