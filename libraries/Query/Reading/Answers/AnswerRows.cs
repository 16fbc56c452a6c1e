using System.Globalization;
using NlSql.Query.Linking;
using NlSql.Query.Linking.Words;
using NlSql.Query.Reading.Entities;
using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Queries;

namespace NlSql.Query.Reading.Answers;

/// <summary>Which rows an answer is about: those that are denied, those of every kind, those of a period.</summary>
internal static class AnswerRows
{
    // "products that were never returned" are more than those with a row that was not.
    public static bool DeniesSome(LinkedQuestion question, SemanticQuery query) =>
        (query is { Shape: QueryShape.Distinct, Filters: QueryFilter.Compare or QueryFilter.AllOf or QueryFilter.AnyOf } && question.Folded.Contains("never") && FilterTerms.Of(query.Filters).All(t => t is not (QueryFilter.Membership { Negated: true } or QueryFilter.Related or QueryFilter.RelatedNumber)))
        || (query.Filters is { } filter && SaysNotAny(question) && FilterTerms.Of(filter).Any(t => t is QueryFilter.Compare { Operator: FilterOperator.NotEqual }))
        || (query.Shape == QueryShape.Distinct && SaysNotOne(question) && FilterTerms.Of(query.Filters).All(t => t is QueryFilter.Compare));

    // "who are the soloists": those who are, and not yes and no.
    public static bool ListsTruths(LinkedQuestion question, SemanticQuery query) => question.Folded is ["who" or "list" or "show" or "name", ..] or ["which", "are" or "is", ..] && query is { Metrics.Count: 0, Shape: QueryShape.Distinct, Dimensions: [{ Column: var only }] } && only.Split('.') is [var table, var name] && Truths.Is(question.Lexicon, new(table, name));

    // "how many recalls are still going on": not all of them.
    public static bool LacksState(LinkedQuestion question, SemanticQuery query) => question.Folded.Contains("still") && query is { Filters: null, Having: null, Time: null } && query.Metrics.All(m => m.Where is null && (m.Name is not { } name || question.Lexicon.Model.FindMetric(name)?.Filter is null));

    // "what share was late in 2023, and what in 2024": each for itself.
    public static bool SaysPeriodsApart(LinkedQuestion question, Cover cover, SemanticQuery query) =>
        query is { Dimensions.Count: 0, Compare: null } && cover.Mentions.Where(m => m.Target is MentionTarget.Period).ToList() is [var one, .., var other]
        && Enumerable.Range(one.End, other.Start - one.End).Any(i => question.Folded[i] is "what" or "how");

    // "villages that had not a single emergency".
    private static bool SaysNotOne(LinkedQuestion question) => Enumerable.Range(0, Math.Max(0, question.Folded.Count - 2)).Any(i => question.Folded[i] is "not" or "never" && question.Folded[i + 1] is "a" or "one" && question.Folded[i + 2] is "single");

    // "regions that have not had any storm".
    private static bool SaysNotAny(LinkedQuestion question) => SaysNotOne(question) || Enumerable.Range(0, question.Folded.Count).Any(i => question.Folded[i] is "any" or "ever" && question.Folded.Skip(Math.Max(0, i - 3)).Take(Math.Min(i, 3)).Any(w => w is "not" or "without"));

    // "how many patients are not using this drug" is about those with no row of it, and not about rows of another.
    public static bool DeniesVerb(LinkedQuestion question, Cover cover, SemanticQuery query) =>
        question.Lexicon.IsDrafted && (query.Shape == QueryShape.Distinct || query.Metrics is [{ Aggregate: AggregateFunction.CountDistinct }]) && query.Filters is { } filter && FilterTerms.Of(filter).Any(t => t is QueryFilter.Compare { Operator: FilterOperator.NotEqual or FilterOperator.NotIn })
        && cover.Mentions.Any(m => m.Target is MentionTarget.Negation && m.End < question.Folded.Count && RelationVerbs.Contains(question.Folded[m.End]) && question.Folded[m.End] is not ("located" or "based" or "called" or "named" or "made"));

    // A row of 2022 is not of 2024 anyway: who says so means rows of two kinds.
    public static bool Denies(QueryFilter filter) => filter switch
    {
        QueryFilter.AllOf all => Denies(all.Terms) || all.Terms.Any(Denies),
        QueryFilter.AnyOf any => Denies(any.Terms) || any.Terms.Any(Denies),
        _ => false,
    };

    public static bool Denies(ValueList<QueryFilter> terms) =>
        terms.Select(PeriodDifference.Denied).OfType<QueryFilter.Compare>().Any(denied => terms.OfType<QueryFilter.Compare>().Any(said => FilterTerms.Days(said) is not null && said.Column == denied.Column));

    // "under 2 kg, and above 10 kg", "a meat supplier but no veg supplier": no row is both, or every row is one of them anyway, so it was meant in another way.
    public static bool Contradicts(QueryFilter filter) => filter switch
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
            if (term.Operator is FilterOperator.Greater or FilterOperator.GreaterOrEqual or FilterOperator.Between && Place(term.Values[0]) is { } from)
                least = Math.Max(least, from);
            if (term.Operator is FilterOperator.Less or FilterOperator.LessOrEqual or FilterOperator.Between && Place(term.Values[^1]) is { } to)
                most = Math.Min(most, to);
        }

        return least > most || terms.Exists(t => t.Operator == FilterOperator.Equal && terms.Exists(o => o.Operator == FilterOperator.NotEqual));
    }

    // A number, or a day.
    private static decimal? Place(QueryLiteral literal) => literal.Number ?? (DateOnly.TryParseExact(literal.Text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day.DayNumber : null);

    // "guides who have only ever worked in English" have no other tour; having one in English is not enough.
    public static bool OnlyEver(LinkedQuestion question, SemanticQuery query) => query.Metrics.Count == 0 && query.Filters is QueryFilter.Compare or QueryFilter.AllOf
        && (question.Folded.Contains("exclusively") || Enumerable.Range(0, question.Folded.Count - 1).Any(i => question.Folded[i] == "only" && question.Folded[i + 1] == "ever"));

    // "how many calls were transferred": only some were, and nothing in the query says which.
    public static bool DropsVerb(LinkedQuestion question, Cover cover) => cover.Mentions.Any(m => m.Target is MentionTarget.Relation && m.End == m.Start + 1 && RelationVerbs.ChoosesRows(question.Folded[m.Start]) && IsPredicate(question, m));

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

    // "clients who have seen every single handler" have seen more than one of them.
    public static bool LacksEvery(LinkedQuestion question, Cover cover, SemanticQuery query) =>
        question.Lexicon.IsDrafted && query.Having is null && question.Folded is ["which" or "who" or "what" or "are" or "is", ..] && FilterTerms.Of(query.Filters).All(t => t is not QueryFilter.RelatedNumber) && query.Limit is null && query.PerGroupTop is null && cover.Mentions.All(m => m.Target is not (MentionTarget.Extreme or MentionTarget.Gradable))
        && cover.Mentions.Any(m => m.Target is MentionTarget.Table or MentionTarget.Column && m.Start > 2 && (question.Folded[m.Start - 1] == "every" || (question.Folded[m.Start - 1] == "single" && question.Folded[m.Start - 2] == "every")) && question.Folded[m.Start - 2] is not ("for" or "in" or "of" or "at" or "from" or "on"));

    // "drivers whose average distance is above the average" are judged by all of their rows, and not by single ones.
    public static bool JudgesRows(LinkedQuestion question, SemanticQuery query) =>
        question.Lexicon.IsDrafted && query.Having is null && Enumerable.Range(0, Math.Max(0, question.Folded.Count - 1)).Any(i => question.Folded[i] == "whose" && question.Folded[i + 1] is "average" or "avg" or "mean") && (query.Metrics.Count > 0 || query.Shape == QueryShape.Distinct)
        && FilterTerms.Of(query.Filters).Any(t => t is QueryFilter.Relation { Right: ComparedValue.Scalar });
}
