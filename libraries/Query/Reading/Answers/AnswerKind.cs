using NlSql.Query.Linking;
using NlSql.Query.Linking.Words;
using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Queries;

namespace NlSql.Query.Reading.Answers;

/// <summary>Of what kind an answer has to be: money, a date, somebody, a reason.</summary>
internal static class AnswerKind
{
    // "how much was donated", "what did we bill in total", "when was it".
    public static bool LacksNumberOrDate(LinkedQuestion question, Cover cover, SemanticQuery query)
    {
        var outputs = Shown.Outputs(query).Select(o => Shown.Column(question, o)).OfType<ColumnDefinition>().ToList();
        return (AsksForMoney(question) && query.Shape == QueryShape.Rows) || (IsMoney(question, 1) && outputs.Exists(c => c.Type is ColumnType.Integer or ColumnType.Decimal) && outputs.TrueForAll(c => Shown.IsPart(c) || c.Type is not (ColumnType.Integer or ColumnType.Decimal))) || (question.BehindHowMuch.Any() && !outputs.Exists(c => c is { Type: ColumnType.Integer or ColumnType.Decimal, Kind: not ColumnKind.Id }))
            || (query.Shape == QueryShape.Rows && cover.Mentions.Any(m => m.Target is MentionTarget.Aggregate { Function: AggregateFunction.Sum } && m.End - m.Start > 1))
            || (question.Folded is ["when", ..] && !Shown.Outputs(query).Any(o => Shown.IsDate(question, o)));
    }

    // "how many dozens were graded by hand" is no list of who graded some.
    public static bool ListsMany(LinkedQuestion question, SemanticQuery query) =>
        question.Folded is ["how", "many", ..] && query.Shape == QueryShape.Rows && query.Return.Select(r => Shown.Column(question, r.Name)).Any(c => c is { Kind: ColumnKind.Fact, Type: ColumnType.Integer or ColumnType.Decimal }) && query.Return.Select(r => Shown.Column(question, r.Name)).Any(c => c is { Type: ColumnType.Text })
        && question.Folded.All(w => w is not ("each" or "every" or "per" or "which" or "and" or "who"));

    // "when did Ann join" is answered by a date, not by what she did.
    public static bool LacksDate(LinkedQuestion question, SemanticQuery query) =>
        question.Folded is ["when", ..] && question.Lexicon.IsDrafted && query is { Metrics.Count: > 0, Compare: null } && query.Dimensions.All(d => d.Grain is null && !Shown.IsDate(question, d.Column)) && query.Metrics.All(m => m.Column is not { } column || !Shown.IsDate(question, column));

    // "how do the regions do", "what do customers pay with", "what do customers return most": no list of them.
    public static bool LacksManner(LinkedQuestion question, Cover cover, SemanticQuery query)
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
            return query.Shape == QueryShape.Rows || query.Dimensions.All(d => cover.Mentions.Any(m => Shown.Names(m, d.Column) && !ActivityWords.All.Contains(question.Folded[m.Start])));
        if (words is not ["what", "do" or "does" or "did", ..])
            return false;
        var subject = Subject(question, words);
        return cover.Mentions.Any(m => m.Start == subject && Shown.Outputs(query).All(o => Shown.Names(m, o) || m.Candidates.Any(c => c.Target is MentionTarget.Table table && o.StartsWith(table.Name + ".", StringComparison.Ordinal))))
            || (words.Count > 3 && words[2] is "we" or "i" or "you" or "they" && cover.Mentions.Any(m => m.Start == subject + 1 && ActivityWords.All.Contains(question.Folded[m.Start]) && m.Target is MentionTarget.Column made && Shown.Outputs(query).All(o => o == $"{made.TableName}.{made.ColumnName}")));
    }

    // Whoever does something: "what do our customers return".
    private static int Subject(LinkedQuestion question, List<string> words) => question.Folded.Count - words.Count + (words.Count > 2 && words[2] is "the" or "our" ? 3 : 2);

    // "how much does a guest spend" is not how many guests there are.
    public static bool LacksMoney(LinkedQuestion question, SemanticQuery query) =>
        IsMoney(question) && question.Folded.Any(w => w is "spend" or "spends" or "spent" or "pay" or "pays" or "paid" or "cost" or "costs" or "earn" or "earns" or "earned")
        && query.Metrics.Count > 0 && query.Metrics.All(m => m.Name is { } name && question.Lexicon.Model.FindMetric(name)?.Unit is { } unit && unit is not ("currency" or "percent"));

    // "why do we offer discounts": how much they come to is no reason.
    public static bool AsksWhy(LinkedQuestion question, SemanticQuery query) =>
        question.Folded is ["why", ..] && query is { Dimensions.Count: 0, Compare: null } && (query.Metrics.Count > 0 || query.Shape == QueryShape.Rows);

    // "what did we take in fees": in all.
    private static bool AsksForMoney(LinkedQuestion question) =>
        question.Folded is ["what", "did" or "do" or "have" or "has", "we" or "i" or "they", "take" or "taken" or "earn" or "earned" or "make" or "made" or "spend" or "spent" or "pay" or "paid" or "charge" or "charged" or "bill" or "billed" or "collect" or "collected" or "lose" or "lost", "in" or "on" or "for" or "from" or "with" or "at" or "last" or "this", ..];

    // "how much do", but not "how much time".
    // "how much commission did we make" is no rate of it.
    private static bool IsMoney(LinkedQuestion question, int noun) => (question.Folded is ["what", _, "has" or "have" or "did" or "does" or "do" or "was", ..] && question.Folded.Any(w => w is "earn" or "earned" or "make" or "made" or "paid" or "pay" or "owe" or "owed")) || question.BehindHowMuch.Any(i => i + noun + 1 < question.Folded.Count && question.Folded[i + noun] is "do" or "does" or "did" or "have" or "has" or "was" or "is" or "were");

    private static bool IsMoney(LinkedQuestion question) => question.BehindHowMuch.Any(i => i < question.Folded.Count && question.Folded[i] is "do" or "does" or "did" or "have" or "has" or "was" or "is");

    // "the five biggest arrears, who and how much", "the heaviest load and who drove it": somebody is asked for, too, and a number of the row is nobody.
    public static bool LacksWho(LinkedQuestion question, SemanticQuery query) =>
        Enumerable.Range(1, Math.Max(0, question.Folded.Count - 2)).Any(i => question.Folded[i] is "who" or "whom" && question.Folded[i - 1] is "," or "-" or "from" or "and" or ":" or ";" && (question.Folded[i + 1] is "and" or "?" or "," || Shown.Outputs(query).Any()))
        && Shown.Outputs(query).Select(o => Shown.Column(question, o)).OfType<ColumnDefinition>().All(IsNobody);

    // "who never bought paint" is answered by somebody, not by the numbers of orders; so is "who earns the most in each branch".
    public static bool LacksPerson(LinkedQuestion question, SemanticQuery query) =>
        question.Folded.SkipWhile(w => w is "so" or "and" or "ok" or "okay" or "well" or "then" or "now" or ",").FirstOrDefault() == "who" && question.Lexicon.IsDrafted
        && (query.Shape == QueryShape.Rows || query.PerGroupTop is not null || query.Metrics.Count > 0) && Shown.Outputs(query).Where(o => o.Contains('.', StringComparison.Ordinal)).Except(query.PerGroupTop?.Within ?? []).ToList() is { Count: > 0 } shown
        && shown.TrueForAll(s => Shown.Column(question, s) is { } column && IsNobody(column) && !IsOnlyNumberOfSomebody(question, column));

    private static bool IsNobody(ColumnDefinition column) => column.Kind == ColumnKind.Id || column.Type is not (ColumnType.Text or ColumnType.Boolean);

    // A number may stand for a customer, where nothing else does.
    private static bool IsOnlyNumberOfSomebody(LinkedQuestion question, ColumnDefinition column) => column.Kind == ColumnKind.Id && !question.Lexicon.Model.Relationships.Any(r => r.FromColumns.Contains(column.Name))
        && column.Label.ToLowerInvariant().Split(' ').Any(w => w is "customer" or "client" or "member" or "employee" or "agent" or "person" or "patient" or "user" or "guest" || RoleNouns.Of(Tokens.EnglishStemmer.Stem(w)).Any(n => n is ["person" or "customer" or "employee" or "worker"]));

    // "who looks after the Shark Ring" is not answered by the Shark Ring, nor where it is.
    public static bool SaysAgain(LinkedQuestion question, SemanticQuery query)
    {
        if (query.Shape != QueryShape.Rows || query.Return.Count == 0 || question.Folded is not (["where", ..] or ["who" or "whose" or "whom", ..]) || (!question.Lexicon.IsDrafted && question.Folded[0] != "where"))
            return false;
        var said = FilterTerms.Of(query.Filters).OfType<QueryFilter.Compare>().Where(c => c.Operator == FilterOperator.Equal).Select(c => c.Column).ToHashSet(StringComparer.Ordinal);
        return query.Return.All(r => said.Contains(r.Name));
    }
}
