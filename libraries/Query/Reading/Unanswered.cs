using NlSql.Query.Linking;
using NlSql.Query.Linking.Words;
using NlSql.Query.Reading.Entities;
using NlSql.Query.Reading.Rules;
using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Queries;

namespace NlSql.Query.Reading;

/// <summary>What a question asks and a query does not answer: "how much" without a number, "when" without a date, "per" without groups. Such a reading must not run.</summary>
internal static class Unanswered
{
    /// <summary>The reading with what it leaves unanswered counted against it.</summary>
    public static FinishedReading Weigh(LinkedQuestion question, Cover cover, FinishedReading reading)
    {
        var missed = reading.Query.Union.Count > 0 ? [] : Of(question, cover, reading.Query).Where(m => m.Missed).Select(m => m.Reason).ToValueList();
        return missed.Count == 0 ? reading
            : reading with { Missed = missed, Features = new Dictionary<Feature, double>(reading.Features) { [Feature.UnusedMention] = reading.Features.GetValueOrDefault(Feature.UnusedMention) + missed.Count } };
    }

    private static IEnumerable<(bool Missed, string Reason)> Of(LinkedQuestion question, Cover cover, SemanticQuery query) =>
    [
        // Of what kind the answer has to be.
        (query.Metrics.Count == 0 && (LacksNumberOrDate(question, cover, query) || ListsMany(question, query)), "A number or a date is asked for, and I found none."),
        (LacksDate(question, query), "A date is asked for, and I found none."),
        (LacksMoney(question, query), "Money is asked for, and I found only how many there are."),
        (LacksWho(question, query) || LacksPerson(question, query) || SaysAgain(question, query), "Somebody is asked for, and I found nobody to name."),
        (AsksWhy(question, query), "I can show numbers, but not tell a reason."),
        (LacksManner(question, cover, query), "I do not see what this is to be measured by."),

        // What is counted or added up.
        (LacksSum(question, cover, query), "I understood only a part of what is to be added up."),
        (CountsAgain(cover, query) || CountsOnes(question, query) || CountsSame(query) || CountsTwice(question, query) || SplitsCount(question, cover, query), "I do not see what is to be counted."),
        (ListsRates(question, cover, query) || LacksShare(question, query), "I do not see what is to be divided by what."),
        (SplitsShare(question, cover, query), "I do not see what the share is to be of."),
        (LacksProduct(question, query), "I do not see what is to be multiplied by what."),

        // What it is grouped and ranked by.
        (LacksGroups(question, cover, query) || GroupsByNumber(question, cover, query) || GroupsByOnes(question, cover, query), "I do not see what is to be grouped by what."),
        (SplitsByDate(question, cover, query), "I do not see which date is meant."),
        (RanksNumbers(question, cover, query) || RanksEach(question, cover, query) || RanksWithin(question, cover, query) || RanksOneEnd(question, query), "I do not see what is to be ranked, and within what."),
        (LacksListed(question, cover, query) || LacksOnes(question, query), "I understood only a part of what is to be listed."),
        (SplitsByFlag(question, cover, query), "I do not see whether only some of them are meant, or each kind."),

        // Which rows it is about.
        (DeniesSome(question, query) || DeniesVerb(question, cover, query) || OnlyEver(question, query) || LacksEvery(question, cover, query) || JudgesRows(question, query) || DropsVerb(question, cover), "I do not see which of them are meant."),
        (SaysPeriodsApart(question, cover, query), "I can look at one period at a time."),
        (query.Filters is { } filter && (Denies(filter) || Contradicts(filter)), "No row can be all of this at once."),
    ];

    // "how much was donated", "what did we bill in total", "when was it".
    private static bool LacksNumberOrDate(LinkedQuestion question, Cover cover, SemanticQuery query)
    {
        var outputs = Outputs(query).Select(o => Column(question, o)).OfType<ColumnDefinition>().ToList();
        return (AsksForMoney(question) && query.Shape == QueryShape.Rows) || (IsMoney(question, 1) && outputs.Exists(c => c.Type is ColumnType.Integer or ColumnType.Decimal) && outputs.TrueForAll(c => IsPart(c) || c.Type is not (ColumnType.Integer or ColumnType.Decimal))) || (question.BehindHowMuch.Any() && !outputs.Exists(c => c is { Type: ColumnType.Integer or ColumnType.Decimal, Kind: not ColumnKind.Id }))
            || (query.Shape == QueryShape.Rows && cover.Mentions.Any(m => m.Target is MentionTarget.Aggregate { Function: AggregateFunction.Sum } && m.End - m.Start > 1))
            || (question.Folded is ["when", ..] && !Outputs(query).Any(o => IsDate(question, o)));
    }

    // "how many dozens were graded by hand" is no list of who graded some.
    private static bool ListsMany(LinkedQuestion question, SemanticQuery query) =>
        question.Folded is ["how", "many", ..] && query.Shape == QueryShape.Rows && query.Return.Select(r => Column(question, r.Name)).Any(c => c is { Kind: ColumnKind.Fact, Type: ColumnType.Integer or ColumnType.Decimal }) && query.Return.Select(r => Column(question, r.Name)).Any(c => c is { Type: ColumnType.Text })
        && question.Folded.All(w => w is not ("each" or "every" or "per" or "which" or "and" or "who"));

    // "how many were late? and what do they add up to": more than how many.
    private static bool LacksSum(LinkedQuestion question, Cover cover, SemanticQuery query) =>
        query.Metrics.Count > 0 && query.Metrics.All(m => MetricNames.Counts(question.Lexicon.Model, m)) && cover.Mentions.Any(m => m.Target is MentionTarget.Aggregate { Function: AggregateFunction.Sum } && m.End - m.Start > 1 && question.Folded[m.Start] != "in");

    // "when did Ann join" is answered by a date, not by what she did.
    private static bool LacksDate(LinkedQuestion question, SemanticQuery query) =>
        question.Folded is ["when", ..] && question.Lexicon.IsDrafted && query is { Metrics.Count: > 0, Compare: null } && query.Dimensions.All(d => d.Grain is null && !IsDate(question, d.Column)) && query.Metrics.All(m => m.Column is not { } column || !IsDate(question, column));

    private static bool IsDate(LinkedQuestion question, string column) => Column(question, column) is { Kind: ColumnKind.Time } or { Type: ColumnType.Date or ColumnType.Timestamp };

    // "how do the regions do", "what do customers pay with", "what do customers return most": no list of them.
    private static bool LacksManner(LinkedQuestion question, Cover cover, SemanticQuery query)
    {
        var words = question.Folded.SkipWhile(w => w is "with" or "by" or "in").ToList();
        if (query.Metrics.Count > 0)
        {
            return words is ["what", "do" or "does" or "did", ..] && query.OrderBy.Count > 0
                && cover.Mentions.Any(m => m.Start == Subject(question, words) && m.Candidates.Any(c => c.Target is MentionTarget.Table table && query.Dimensions.Count > 0 && query.Dimensions.All(d => d.Column.StartsWith(table.Name + ".", StringComparison.Ordinal))));
        }

        if (query.Shape == QueryShape.Aggregate || cover.Mentions.Any(m => m.Target is MentionTarget.Gradable or MentionTarget.Order or MentionTarget.Extreme))
            return false;
        if (words is ["how", "do" or "does" or "did" or "is" or "are" or "was" or "were" or "has" or "have" or "good" or "well", ..])
            return query.Shape == QueryShape.Rows || query.Dimensions.All(d => cover.Mentions.Any(m => Names(m, d.Column) && !ActivityWords.All.Contains(question.Folded[m.Start])));
        if (words is not ["what", "do" or "does" or "did", ..])
            return false;
        var subject = Subject(question, words);
        return cover.Mentions.Any(m => m.Start == subject && Outputs(query).All(o => Names(m, o) || m.Candidates.Any(c => c.Target is MentionTarget.Table table && o.StartsWith(table.Name + ".", StringComparison.Ordinal))))
            || (words.Count > 3 && words[2] is "we" or "i" or "you" or "they" && cover.Mentions.Any(m => m.Start == subject + 1 && ActivityWords.All.Contains(question.Folded[m.Start]) && m.Target is MentionTarget.Column made && Outputs(query).All(o => o == $"{made.TableName}.{made.ColumnName}")));
    }

    // Whoever does something: "what do our customers return".
    private static int Subject(LinkedQuestion question, List<string> words) => question.Folded.Count - words.Count + (words.Count > 2 && words[2] is "the" or "our" ? 3 : 2);

    private static bool Names(Mention mention, string column) => mention.Link is LinkKind.Exact or LinkKind.Stem or LinkKind.Synonym && mention.Candidates.Any(c => c.Target is MentionTarget.Column named && $"{named.TableName}.{named.ColumnName}" == column);

    // "nights per kind of hall", "screenings by town of venue", "sales per square metre".
    private static bool LacksGroups(LinkedQuestion question, Cover cover, SemanticQuery query)
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
        if (query.Shape == QueryShape.Rows)
            return query.OrderBy.Count == 0 && groupings.Exists(m => m.Start > 0 && (question.Folded[m.Start] == "per" || (question.Folded[m.Start] == "in" && !question.AsksForList && IsOfAll(cover, m)) || (question.Folded[m.Start] == "by" && !RelationVerbs.IsParticiple(question.Folded[m.Start - 1]) && IsOfAll(cover, m))));

        return query.Metrics is [{ Aggregate: AggregateFunction.Count or AggregateFunction.CountDistinct or AggregateFunction.Sum }]
            && !Outputs(query).Any(o => o.Contains('.', StringComparison.Ordinal)) && groupings.Exists(m => m.Target is MentionTarget.Grouping { Each: true } && IsEach(question, m));
    }

    // "best seller in each category": each category has one, so the first category is no answer.
    private static bool RanksEach(LinkedQuestion question, Cover cover, SemanticQuery query) =>
        query is { Limit: 1, Dimensions: [{ Grain: null }], PerGroupTop: null } && question.Folded is not ["which", ..]
        && cover.Mentions.Any(m => m.Target is MentionTarget.Grouping { Each: true } && Enumerable.Range(m.Start, m.End - m.Start).Any(i => question.Folded[i] is "each" or "every"));

    // "how much does a guest spend" is not how many guests there are.
    private static bool LacksMoney(LinkedQuestion question, SemanticQuery query) =>
        IsMoney(question) && question.Folded.Any(w => w is "spend" or "spends" or "spent" or "pay" or "pays" or "paid" or "cost" or "costs" or "earn" or "earns" or "earned")
        && query.Metrics.Count > 0 && query.Metrics.All(m => m.Name is { } name && question.Lexicon.Model.FindMetric(name)?.Unit is { } unit && unit is not ("currency" or "percent"));

    // "why do we offer discounts": how much they come to is no reason.
    private static bool AsksWhy(LinkedQuestion question, SemanticQuery query) =>
        question.Folded is ["why", ..] && query is { Dimensions.Count: 0, Compare: null } && (query.Metrics.Count > 0 || query.Shape == QueryShape.Rows);

    // "the best venue of each town" is not about how many there are.
    private static bool RanksNumbers(LinkedQuestion question, Cover cover, SemanticQuery query) =>
        RanksPeople(question, cover, query) || RanksDates(question, cover, query) ||
        query is { Metrics: [var only] } && (query.Limit is not null || query.PerGroupTop is not null) && MetricNames.Counts(question.Lexicon.Model, only)
        && cover.Mentions.Any(m => m.Target is MentionTarget.Extreme && !RankingRule.Counts(question, m) && cover.Mentions.Any(n => n.Target is MentionTarget.Table && n.Start == m.End));

    // "the most recently hired cook of each kitchen" is a cook, and no day.
    private static bool RanksDates(LinkedQuestion question, Cover cover, SemanticQuery query) =>
        query is { Metrics: [{ Aggregate: AggregateFunction.Max or AggregateFunction.Min, Column: { } ranked }], Dimensions.Count: > 0 } && question.Folded is not ["when", ..] && IsDate(question, ranked)
        && cover.Mentions.Any(m => m.Target is MentionTarget.Extreme && cover.Mentions.Any(n => n.Start > m.Start && n.Start <= m.End + 2 && n.Target is MentionTarget.Table table && ranked.StartsWith(table.Name + ".", StringComparison.Ordinal)));

    // "how did most people hear about us" counts them.
    private static bool RanksPeople(LinkedQuestion question, Cover cover, SemanticQuery query) =>
        query is { Metrics: [var only], Limit: not null } && !MetricNames.Counts(question.Lexicon.Model, only)
        && cover.Mentions.Any(m => m.Target is MentionTarget.Extreme && m.End < question.Folded.Count && question.Folded[m.End - 1] is "most" or "fewest" && question.Folded[m.End] is "people" or "persons" or "of");

    // "how many different films were screened": each once.
    private static bool CountsAgain(Cover cover, SemanticQuery query) =>
        query is { Metrics: [{ Aggregate: AggregateFunction.Count, Column: null, Where: null, Of: null }], Dimensions.Count: 0 }
        && cover.Mentions.Any(m => m.Target is MentionTarget.Distinct && !cover.Mentions.Any(n => n.Start == m.End && n.Target is MentionTarget.Table table && table.Name == query.From));

    // "labour income by district", but not "albums by the artist Queen".
    private static bool IsOfAll(Cover cover, Mention by) =>
        cover.Mentions.FirstOrDefault(n => n.Start >= by.End && n.Target is not MentionTarget.Filler) is { Target: MentionTarget.Table or MentionTarget.Column } noun
        && cover.Mentions.FirstOrDefault(n => n.Start >= noun.End && n.Target is not MentionTarget.Filler) is null or { Target: not (MentionTarget.Value or MentionTarget.Literal or MentionTarget.Comparison or MentionTarget.Column) };

    private static bool IsEach(LinkedQuestion question, Mention mention) => Enumerable.Range(mention.Start, mention.End - mention.Start).Any(i => question.Folded[i] is "per" or "each");

    // "what did we take in fees": in all.
    private static bool AsksForMoney(LinkedQuestion question) =>
        question.Folded is ["what", "did" or "do" or "have" or "has", "we" or "i" or "they", "take" or "taken" or "earn" or "earned" or "make" or "made" or "spend" or "spent" or "pay" or "paid" or "charge" or "charged" or "bill" or "billed" or "collect" or "collected" or "lose" or "lost", "in" or "on" or "for" or "from" or "with" or "at" or "last" or "this", ..];

    // "how much do", but not "how much time".
    // "how much commission did we make" is no rate of it.
    private static bool IsMoney(LinkedQuestion question, int noun) => (question.Folded is ["what", _, "has" or "have" or "did" or "does" or "do" or "was", ..] && question.Folded.Any(w => w is "earn" or "earned" or "make" or "made" or "paid" or "pay" or "owe" or "owed")) || question.BehindHowMuch.Any(i => i + noun + 1 < question.Folded.Count && question.Folded[i + noun] is "do" or "does" or "did" or "have" or "has" or "was" or "is" or "were");

    private static bool IsMoney(LinkedQuestion question) => question.BehindHowMuch.Any(i => i < question.Folded.Count && question.Folded[i] is "do" or "does" or "did" or "have" or "has" or "was" or "is");

    private static IEnumerable<string> Outputs(SemanticQuery query) => query.Return.Select(r => r.Name).Concat(query.Dimensions.Select(d => d.Column));

    private static ColumnDefinition? Column(LinkedQuestion question, string name) => name.Split('.') is [var table, var column] ? question.Lexicon.Model.FindTable(table)?.FindColumn(column) : null;

    // "products that were never returned" are more than those with a row that was not.
    private static bool DeniesSome(LinkedQuestion question, SemanticQuery query) =>
        (query is { Shape: QueryShape.Distinct, Filters: QueryFilter.Compare or QueryFilter.AllOf or QueryFilter.AnyOf } && question.Folded.Contains("never") && FilterTerms.Of(query.Filters).All(t => t is not (QueryFilter.Membership { Negated: true } or QueryFilter.Related or QueryFilter.RelatedNumber)))
        || (query.Filters is { } filter && SaysNotAny(question) && FilterTerms.Of(filter).Any(t => t is QueryFilter.Compare { Operator: FilterOperator.NotEqual }))
        || (query.Shape == QueryShape.Distinct && SaysNotOne(question) && FilterTerms.Of(query.Filters).All(t => t is QueryFilter.Compare));

    // "what share was late in 2023, and what in 2024": each for itself.
    private static bool SaysPeriodsApart(LinkedQuestion question, Cover cover, SemanticQuery query) =>
        query is { Dimensions.Count: 0, Compare: null } && cover.Mentions.Where(m => m.Target is MentionTarget.Period).ToList() is [var one, .., var other]
        && Enumerable.Range(one.End, other.Start - one.End).Any(i => question.Folded[i] is "what" or "how");

    // "(hours times rate)": how it is to be calculated.
    private static bool LacksProduct(LinkedQuestion question, SemanticQuery query) =>
        Enumerable.Range(1, Math.Max(0, question.Folded.Count - 2)).Any(i => question.Folded[i] is "times" or "multiplied" or "x"
            && IsNumber(question, i - 1) && (IsNumber(question, i + 1) || (question.Folded[i + 1] is "the" or "by" or "their" && IsNumber(question, i + 2))))
        && !query.Metrics.Any(m => Multiplies(m.Expression) || IsCalculated(question, m));

    private static bool Multiplies(QueryExpression? expression) => expression is QueryExpression.Arithmetic { Operator: var by, Left: var left, Right: var right } && (by == ArithmeticOperator.Multiply || Multiplies(left) || Multiplies(right));

    // "revenue" of a quantity and a price.
    private static bool IsCalculated(LinkedQuestion question, MetricReference measure) => measure.Name is { } name
        ? question.Lexicon.Model.FindMetric(name) is { } metric && (metric.Type != MetricType.Simple || (metric.Expression is { } of && Column(question, $"{metric.Table}.{of}") is null or { Computation: not null }))
        : measure.Column is { } column && Column(question, column)?.Computation is not null;

    private static bool IsNumber(LinkedQuestion question, int at) => question.Mentions.Any(m => m.Start <= at && m.End > at && m.Target is MentionTarget.Column named && Column(question, $"{named.TableName}.{named.ColumnName}") is { Kind: ColumnKind.Fact });

    // "day rate per head": one divided by the other, and no list of both, nor the average rate of those with as many heads.
    private static bool ListsRates(LinkedQuestion question, Cover cover, SemanticQuery query)
    {
        IEnumerable<string> beside = query.Shape == QueryShape.Rows ? query.Return.Select(r => r.Name)
            : question.Lexicon.IsDrafted && query.Metrics.Any(m => !MetricNames.Counts(question.Lexicon.Model, m)) ? query.Dimensions.Select(d => d.Column) : [];
        return beside.Any(b => Column(question, b) is { Kind: ColumnKind.Fact } && cover.Mentions.Any(n => n.Start > 0 && question.Folded[n.Start - 1] == "per" && n.Target is MentionTarget.Column && Names(n, b)));
    }

    // "villages that had not a single emergency".
    private static bool SaysNotOne(LinkedQuestion question) => Enumerable.Range(0, Math.Max(0, question.Folded.Count - 2)).Any(i => question.Folded[i] is "not" or "never" && question.Folded[i + 1] is "a" or "one" && question.Folded[i + 2] is "single");

    // "regions that have not had any storm".
    private static bool SaysNotAny(LinkedQuestion question) => SaysNotOne(question) || Enumerable.Range(0, question.Folded.Count).Any(i => question.Folded[i] is "any" or "ever" && question.Folded.Skip(Math.Max(0, i - 3)).Take(Math.Min(i, 3)).Any(w => w is "not" or "without"));

    // "how many patients are not using this drug" is about those with no row of it, and not about rows of another.
    private static bool DeniesVerb(LinkedQuestion question, Cover cover, SemanticQuery query) =>
        question.Lexicon.IsDrafted && (query.Shape == QueryShape.Distinct || query.Metrics is [{ Aggregate: AggregateFunction.CountDistinct }]) && query.Filters is { } filter && FilterTerms.Of(filter).Any(t => t is QueryFilter.Compare { Operator: FilterOperator.NotEqual or FilterOperator.NotIn })
        && cover.Mentions.Any(m => m.Target is MentionTarget.Negation && m.End < question.Folded.Count && RelationVerbs.Contains(question.Folded[m.End]) && question.Folded[m.End] is not ("located" or "based" or "called" or "named" or "made"));

    // A row of 2022 is not of 2024 anyway: who says so means rows of two kinds.
    private static bool Denies(QueryFilter filter) => filter switch
    {
        QueryFilter.AllOf all => Denies(all.Terms) || all.Terms.Any(Denies),
        QueryFilter.AnyOf any => Denies(any.Terms) || any.Terms.Any(Denies),
        _ => false,
    };

    private static bool Denies(ValueList<QueryFilter> terms) =>
        terms.Select(PeriodDifference.Denied).OfType<QueryFilter.Compare>().Any(denied => terms.OfType<QueryFilter.Compare>().Any(said => FilterTerms.Days(said) is not null && said.Column == denied.Column));

    // "under 2 kg, and above 10 kg", "a meat supplier but no veg supplier": no row is both, or every row is one of them anyway, so it was meant in another way.
    private static bool Contradicts(QueryFilter filter) => filter switch
    {
        QueryFilter.AllOf all => all.Terms.OfType<QueryFilter.Compare>().GroupBy(c => c.Column, StringComparer.Ordinal).Any(Contradict) || all.Terms.Any(Contradicts),
        QueryFilter.AnyOf any => any.Terms.Any(Contradicts),
        _ => false,
    };

    private static bool Contradict(IEnumerable<QueryFilter.Compare> ofOneColumn)
    {
        var terms = ofOneColumn.ToList();
        var (least, most) = (decimal.MinValue, decimal.MaxValue);
        foreach (var term in terms)
        {
            if (term.Operator is FilterOperator.Greater or FilterOperator.GreaterOrEqual or FilterOperator.Between && term.Values[0].Number is { } from)
                least = Math.Max(least, from);
            if (term.Operator is FilterOperator.Less or FilterOperator.LessOrEqual or FilterOperator.Between && term.Values[^1].Number is { } to)
                most = Math.Min(most, to);
        }

        return least > most || terms.Exists(t => t.Operator == FilterOperator.Equal && terms.Exists(o => o.Operator == FilterOperator.NotEqual));
    }

    // "guides who have only ever worked in English" have no other tour; having one in English is not enough.
    private static bool OnlyEver(LinkedQuestion question, SemanticQuery query) => query.Metrics.Count == 0 && query.Filters is QueryFilter.Compare or QueryFilter.AllOf
        && (question.Folded.Contains("exclusively") || Enumerable.Range(0, question.Folded.Count - 1).Any(i => question.Folded[i] == "only" && question.Folded[i + 1] == "ever"));

    // "how many calls were transferred": only some were, and nothing in the query says which.
    private static bool DropsVerb(LinkedQuestion question, Cover cover) => cover.Mentions.Any(m => m.Target is MentionTarget.Relation && m.End == m.Start + 1 && RelationVerbs.ChoosesRows(question.Folded[m.Start]) && IsPredicate(question, m));

    // "that have come back", "were answered in May": the verb stands behind its auxiliary, and no object follows.
    private static bool IsPredicate(LinkedQuestion question, Mention verb)
    {
        string Word(int at) => at >= 0 && at < question.Folded.Count ? question.Folded[at] : "?";
        var before = verb.Start - 1;
        while (Word(before) is "been" or "ever" or "already" or "actually" or "not" or "also" or "still")
            before--;
        var after = verb.End;
        while (Word(after) is "back" or "out" or "up" or "off" or "away" or "over" or "again")
            after++;
        return Word(before) is "was" or "were" or "is" or "are" or "have" or "has" or "had" or "got" or "get" or "being" && Word(after + 1) != "any" && Word(after) is "?" or "," or "." or ";" or ")" or "in" or "during" or "since" or "last" or "this" or "per" or "and" or "on" or "between" or "before" or "after";
    }

    // "how many two-bedroom flats" is one number, whatever else is a flat.
    private static bool SplitsCount(LinkedQuestion question, Cover cover, SemanticQuery query) =>
        question.Folded is ["how", "many", ..] && query.Dimensions.Count > 0 && query.PerGroupTop is null && question.Folded.Skip(1).All(w => w is not ("each" or "every" or "per" or "by" or "which" or "and" or "or" or "how" or "with" or "split" or "across"))
        && cover.Mentions.All(m => m.Target is not (MentionTarget.Grouping or MentionTarget.Grain or MentionTarget.DateUnit or MentionTarget.Versus or MentionTarget.Difference or MentionTarget.Listing { Which: true }));

    // "what share of everyone who joined has cancelled" is not a share of each day; a date groups by itself where it is asked for.
    private static bool SplitsByDate(LinkedQuestion question, Cover cover, SemanticQuery query) =>
        query.Metrics.Count > 0 && query.Shape == QueryShape.Aggregate && query.Dimensions.Any(d => d.Grain is null && Column(question, d.Column) is { Type: ColumnType.Date or ColumnType.Timestamp })
        && question.Folded.All(w => w is not ("when" or "day" or "days" or "date" or "dates" or "daily")) && cover.Mentions.All(m => m.Target is not (MentionTarget.Grouping or MentionTarget.Grain or MentionTarget.Listing));

    // "the five biggest arrears, who and how much", "the heaviest load and who drove it": somebody is asked for, too, and a number of the row is nobody.
    private static bool LacksWho(LinkedQuestion question, SemanticQuery query) =>
        Enumerable.Range(1, Math.Max(0, question.Folded.Count - 2)).Any(i => question.Folded[i] is "who" or "whom" && question.Folded[i - 1] is "," or "-" or "from" or "and" or ":" or ";" && (question.Folded[i + 1] is "and" or "?" or "," || Outputs(query).Any()))
        && Outputs(query).Select(o => Column(question, o)).OfType<ColumnDefinition>().All(IsNobody);

    // "who never bought paint" is answered by somebody, not by the numbers of orders; so is "who earns the most in each branch".
    private static bool LacksPerson(LinkedQuestion question, SemanticQuery query) =>
        question.Folded.SkipWhile(w => w is "so" or "and" or "ok" or "okay" or "well" or "then" or "now" or ",").FirstOrDefault() == "who" && question.Lexicon.IsDrafted
        && (query.Shape == QueryShape.Rows || query.PerGroupTop is not null || query.Metrics.Count > 0) && Outputs(query).Where(o => o.Contains('.', StringComparison.Ordinal)).Except(query.PerGroupTop?.Within ?? []).ToList() is { Count: > 0 } shown
        && shown.TrueForAll(s => Column(question, s) is { } column && IsNobody(column) && !IsOnlyNumberOfSomebody(question, column));

    private static bool IsNobody(ColumnDefinition column) => column.Kind == ColumnKind.Id || column.Type is not (ColumnType.Text or ColumnType.Boolean);

    // A number may stand for a customer, where nothing else does.
    private static bool IsOnlyNumberOfSomebody(LinkedQuestion question, ColumnDefinition column) => column.Kind == ColumnKind.Id && !question.Lexicon.Model.Relationships.Any(r => r.FromColumns.Contains(column.Name))
        && column.Label.ToLowerInvariant().Split(' ').Any(w => w is "customer" or "client" or "member" or "employee" or "agent" or "person" or "patient" or "user" or "guest" || RoleNouns.Of(Tokens.EnglishStemmer.Stem(w)).Any(n => n is ["person" or "customer" or "employee" or "worker"]));

    // "who looks after the Shark Ring" is not answered by the Shark Ring.
    private static bool SaysAgain(LinkedQuestion question, SemanticQuery query)
    {
        if (query.Shape != QueryShape.Rows || query.Return.Count == 0 || !question.Lexicon.IsDrafted || question.Folded is not ["who" or "whose" or "whom", ..])
            return false;
        var said = FilterTerms.Of(query.Filters).OfType<QueryFilter.Compare>().Where(c => c.Operator == FilterOperator.Equal).Select(c => c.Column).ToHashSet(StringComparer.Ordinal);
        return query.Return.All(r => said.Contains(r.Name));
    }

    // "how many downtime events per machine type" counts no single event.
    private static bool CountsOnes(LinkedQuestion question, SemanticQuery query) =>
        query is { From: { } from, Shape: QueryShape.Aggregate, PerGroupTop: null } && question.Lexicon.IsDrafted && query.Metrics.Any(m => m is { Aggregate: AggregateFunction.Count, Of: null, Where: null })
        && question.Lexicon.Model.FindTable(from)?.PrimaryKey is [var key] && query.Dimensions.Any(d => d.Column == $"{from}.{key}");

    // "what percentage of billing do the three biggest clients account for" is no list of them.
    private static bool LacksShare(LinkedQuestion question, SemanticQuery query)
    {
        var words = question.Folded;
        return question.Lexicon.IsDrafted && query.ShareOf is null && query.Metrics.All(m => m.Expression is null && (m.Name is null || question.Lexicon.Model.FindMetric(m.Name)?.Type == MetricType.Simple)) && !Outputs(query).Any(o => Column(question, o) is { } column && IsPart(column) && words.Contains(column.Name.Split('_')[0]))
            && Enumerable.Range(1, Math.Max(0, words.Count - 1)).Any(i => words[i] is "percentage" or "percent" or "proportion" or "fraction" && ((words[i - 1] == "what" && (i == 1 || words[i - 2] != "by")) || (words[i - 1] is "a" or "the" && i > 1 && words[i - 2] == "as" && i + 1 < words.Count && words[i + 1] == "of")));
    }

    private static bool IsPart(ColumnDefinition column) => column.Unit == "percent" || column.Name.Split('_').Any(w => w is "pct" or "percent" or "percentage" or "rate");

    // "what percent of sales was spent by people who come online" is one share.
    private static bool SplitsShare(LinkedQuestion question, Cover cover, SemanticQuery query) =>
        (query.Limit is not null && query.ShareOf is not null && question.Folded is ["what", "percent" or "percentage" or "share" or "proportion" or "fraction" or "part", "of", ..]) || query.Dimensions.Count > 0 && (question.Folded is ["what", "percent" or "percentage" or "share" or "proportion" or "fraction" or "part", "of", ..] || (question.Folded[0] == "of" && question.Folded.Any(w => w is "percent" or "percentage" or "share" or "proportion")))
        && cover.Mentions.Where(m => m.Target is MentionTarget.Grouping or MentionTarget.Grain or MentionTarget.DateUnit).ToList() is var groupings && groupings.TrueForAll(m => m.Target is MentionTarget.Grouping { Each: false } && m.Start > 0 && RelationVerbs.IsParticiple(question.Folded[m.Start - 1])) && groupings.Count > 0;

    // "extra charges billed to hospitals" are not those of each daily rate: a number groups where it is said to.
    private static bool GroupsByNumber(LinkedQuestion question, Cover cover, SemanticQuery query) =>
        question.Lexicon.IsDrafted && query.Metrics.Count > 0 && query.PerGroupTop is null
        && query.Dimensions.Any(d => d.Grain is null && Column(question, d.Column) is { Kind: ColumnKind.Fact, Type: ColumnType.Integer or ColumnType.Decimal } && !cover.Mentions.Any(m => m.Target is MentionTarget.Column && m.Candidates.Any(c => c.Target is MentionTarget.Column named && $"{named.TableName}.{named.ColumnName}" == d.Column)
            && (m.Start == 0 || cover.Mentions.LastOrDefault(o => o.End <= m.Start && o.Target is not MentionTarget.Filler) is null or { Target: not (MentionTarget.Column or MentionTarget.Metric or MentionTarget.Value) })));

    // "takings by way of payment" are not those of each payment: rows are told by their numbers where these are said.
    private static bool GroupsByOnes(LinkedQuestion question, Cover cover, SemanticQuery query) =>
        question.Lexicon.IsDrafted && query is { Shape: QueryShape.Aggregate, PerGroupTop: null, Limit: null, Dimensions: [{ Grain: null, Column: var only }] } && query.Metrics.All(m => m.Of is null && m.Name is { } name && question.Lexicon.Model.FindMetric(name)?.Table == only.Split('.')[0])
        && only.Split('.') is [var table, var key] && question.Lexicon.Model.FindTable(table)?.PrimaryKey is [var own] && own == key
        && cover.Mentions.Any(m => (m.Target is MentionTarget.Table rows && rows.Name == table && cover.Mentions.Any(by => by.Target is MentionTarget.Grouping && by.Start < m.Start && m.Start - by.End < 3)) || m.Link is LinkKind.Part or LinkKind.General && m.Candidates.Any(c => c.Target is MentionTarget.Column named && named.TableName == table && named.ColumnName == key) && !question.Folded.Skip(m.Start).Take(m.End - m.Start).Any(w => w is "number" or "id" or "no" or "code" or "ref" or "reference"));

    // "clients who have seen every single handler" have seen more than one of them.
    private static bool LacksEvery(LinkedQuestion question, Cover cover, SemanticQuery query) =>
        question.Lexicon.IsDrafted && query.Having is null && question.Folded is ["which" or "who" or "what" or "are" or "is", ..] && FilterTerms.Of(query.Filters).All(t => t is not QueryFilter.RelatedNumber) && query.Limit is null && query.PerGroupTop is null && cover.Mentions.All(m => m.Target is not (MentionTarget.Extreme or MentionTarget.Gradable))
        && cover.Mentions.Any(m => m.Target is MentionTarget.Table or MentionTarget.Column && m.Start > 2 && (question.Folded[m.Start - 1] == "every" || (question.Folded[m.Start - 1] == "single" && question.Folded[m.Start - 2] == "every")) && question.Folded[m.Start - 2] is not ("for" or "in" or "of" or "at" or "from" or "on"));

    // "drivers whose average distance is above the average" are judged by all of their rows, and not by single ones.
    private static bool JudgesRows(LinkedQuestion question, SemanticQuery query) =>
        question.Lexicon.IsDrafted && query.Having is null && Enumerable.Range(0, Math.Max(0, question.Folded.Count - 1)).Any(i => question.Folded[i] == "whose" && question.Folded[i + 1] is "average" or "avg" or "mean") && (query.Dimensions.Count > 0 || query.Shape == QueryShape.Distinct)
        && FilterTerms.Of(query.Filters).Any(t => t is QueryFilter.Relation { Right: ComparedValue.Scalar });

    // "deliveries by van" are more than the one way of delivering that "van" is.
    private static bool CountsSame(SemanticQuery query) =>
        query.Metrics is [{ Aggregate: AggregateFunction.CountDistinct, Column: { } counted }] && query.Dimensions.Count == 0 && FilterTerms.Of(query.Filters).Any(t => t is QueryFilter.Compare { Operator: FilterOperator.Equal } same && same.Column == counted);

    // "how many rehearsals and how many people" are two numbers.
    private static bool CountsTwice(LinkedQuestion question, SemanticQuery query) => Enumerable.Range(0, Math.Max(0, question.Folded.Count - 2)).Any(i => question.Folded[i] == "and" && question.Folded[i + 1] == "how" && question.Folded[i + 2] == "many") && query.Metrics.Count(m => m is { Name: null, Aggregate: AggregateFunction.Count, Column: null, Where: null, Of: null, Expression: null }) > 1;

    // "first and last rehearsal", "the best and worst venue" are two of them.
    private static bool RanksOneEnd(LinkedQuestion question, SemanticQuery query) =>
        query.Limit == 1 && Enumerable.Range(0, Math.Max(0, question.Folded.Count - 2)).Any(i => question.Folded[i + 1] == "and" && !(i + 3 < question.Folded.Count && question.Folded[i + 3] is "name" or "names") && (question.Folded[i], question.Folded[i + 2]) is ("first", "last") or ("earliest", "latest") or ("oldest", "newest") or ("oldest", "youngest") or ("highest", "lowest") or ("largest", "smallest") or ("biggest", "smallest") or ("best", "worst") or ("most", "least") or ("longest", "shortest") or ("cheapest", "dearest") or ("newest", "oldest"));

    // "jobs with more than 10 kilos, which ones, and how much".
    private static bool LacksOnes(LinkedQuestion question, SemanticQuery query) =>
        query is { Metrics.Count: > 0, Dimensions.Count: 0 } && Enumerable.Range(0, Math.Max(0, question.Folded.Count - 1)).Any(i => question.Folded[i] == "which" && question.Folded[i + 1] is "ones" or "one");

    // "how often did each sweep find a nest" asks for those with one, not for those without.
    private static bool SplitsByFlag(LinkedQuestion question, Cover cover, SemanticQuery query) =>
        question.Lexicon.IsDrafted && query.Metrics.Count > 0 && query.Shape == QueryShape.Aggregate && !cover.Mentions.Any(m => m.Target is MentionTarget.Versus)
        && query.Dimensions.Any(d => Column(question, d.Column) is { Type: ColumnType.Boolean } && cover.Mentions.FirstOrDefault(m => m.Candidates.Any(c => c.Target is MentionTarget.Column said && $"{said.TableName}.{said.ColumnName}" == d.Column)) is { } flag
            && cover.Mentions.LastOrDefault(m => m.Start < flag.Start && m.Target is not MentionTarget.Filler) is not ({ Target: MentionTarget.Grouping or MentionTarget.And or MentionTarget.Or or MentionTarget.Listing { Which: true } } or { Target: MentionTarget.Listing, Start: 0 }) && flag.Start > 0);

    // "the heaviest cat: name, weight and owner": what is listed is shown, all of it.
    private static bool LacksListed(LinkedQuestion question, Cover cover, SemanticQuery query)
    {
        var colon = question.Folded.ToList().FindIndex(w => w is ":" or "(");
        if (colon < 1 || query.PerGroupTop is not null)
            return false;
        var listed = cover.Mentions.Where(m => m.Start > colon && m.Target is not MentionTarget.Filler).ToList();
        return listed.Count > 2 && listed.TrueForAll(m => m.Target is MentionTarget.And or MentionTarget.Column or MentionTarget.Table or MentionTarget.Metric) && listed.Exists(m => m.Target is MentionTarget.And)
            && listed.Count(m => m.Target is not MentionTarget.And) > Outputs(query).Concat(query.Metrics.Select(m => m.As ?? m.Name ?? "")).Distinct().Count();
    }

    // "the worst delay of each ship: ship, date and minutes": the worst of each, and not of each day, too.
    private static bool RanksWithin(LinkedQuestion question, Cover cover, SemanticQuery query) =>
        question.Lexicon.IsDrafted && query is { PerGroupTop: null, Dimensions.Count: > 1, Metrics: [{ Aggregate: AggregateFunction.Max or AggregateFunction.Min }, ..] } && cover.Mentions.Any(m => m.Target is MentionTarget.Extreme or MentionTarget.Gradable { Compares: false })
        && cover.Mentions.Count(m => m.Target is MentionTarget.Grouping) == 1;
}
