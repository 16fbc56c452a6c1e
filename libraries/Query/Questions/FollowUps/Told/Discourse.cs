using NlSql.Query.Model;
using NlSql.Query.Reading;
using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Queries;

namespace NlSql.Query.Questions.FollowUps.Told;

/// <summary>What the last turns of a conversation have told, the newest first: what was answered, the rows it was asked of, and what was named.</summary>
internal static class Discourse
{
    private const int Turns = 4;

    public static IEnumerable<ToldValue> Of(QuestionContext context) => context.Earlier.Take(Turns).SelectMany(q => Of(q, context.Lexicon.Model)).Distinct();

    /// <summary>The period that the last turns were asked of, in words; null where they were not.</summary>
    public static string? Period(QuestionContext context) => context.Earlier.Take(Turns).Select(a => Days(a.Query) is { } days ? Words(days.From, days.To) : null).FirstOrDefault(p => p is not null);

    private static (DateOnly From, DateOnly To)? Days(SemanticQuery query) => query.Time?.Range is TimeRange.Between { From: { } from, To: { } to } ? (from, to)
        : FilterTerms.Of(query.Filters).Select(Days).FirstOrDefault(d => d is not null);

    private static (DateOnly From, DateOnly To)? Days(QueryFilter filter) => filter switch
    {
        QueryFilter.Compare { Operator: FilterOperator.Between, Values: [{ Number: >= 1000 and <= 9999 and var first }, { Number: var last }] } when first == last => (new((int)first, 1, 1), new((int)first, 12, 31)),
        QueryFilter.Compare compare => FilterTerms.Days(compare),
        QueryFilter.Related { Where: { } where } => FilterTerms.Of(where).Select(Days).FirstOrDefault(d => d is not null),
        _ => null,
    };

    private static string Words(DateOnly from, DateOnly to) => (from, to) switch
    {
        _ when from == to => Day(from, "yyyy-MM-dd"),
        ({ Month: 1, Day: 1 }, { Month: 12, Day: 31 }) when from.Year == to.Year => Day(from, "yyyy"),
        ({ Day: 1 }, _) when to == from.AddMonths(1).AddDays(-1) => Day(from, "yyyy-MM"),
        _ => $"between {Day(from, "yyyy-MM-dd")} and {Day(to, "yyyy-MM-dd")}",
    };

    private static string Day(DateOnly day, string format) => day.ToString(format, System.Globalization.CultureInfo.InvariantCulture);

    private static IEnumerable<ToldValue> Of(AnsweredQuery answered, ModelDefinition model)
    {
        var query = answered.Query;
        var one = OneThing.Of(query, model);
        // What one thing before is asked of comes behind what is told of it.
        if (query.Limit != 1 && ToldThings.Of(query, model) is { } things && Value(things.Column, things.Noun, things.Which, answered.Rows == 1 && things.Which is not null, model) is { } several)
            yield return several;
        if (one is not null && Value(one.Column, one.Noun, one.Which, true, model) is { } single)
            yield return single;
        foreach (var named in Named(query.Filters, model))
            yield return named;
        if (ToldThings.Table(query, model) is { PrimaryKey: [var key] } table && query.Union.Count == 0)
        {
            var from = table.Name;
            // Of groups that were told, the rows of these.
            var groups = query.Dimensions is [{ Grain: null, Expression: null, Column: { Length: > 0 } group }] && (query.Limit is not null || query.Having is not null) && Value(group, group, query with { Return = [OutputReference.Of(group)] }, false, model)?.Condition(group, negated: false) is { } kept ? FilterTerms.With(query.Filters, kept) : query.Filters;
            var rows = new SemanticQuery { From = from, Return = [OutputReference.Of($"{from}.{key}")], Filters = groups, Time = query.Time, Shape = QueryShape.Rows };
            if (query is { Metrics.Count: > 0 } or { Shape: QueryShape.Distinct } or { Dimensions.Count: > 0 })
                yield return Value($"{from}.{key}", OneThing.Called(table), rows.Filters is null && rows.Time is null ? null : rows, false, model)!;
            foreach (var related in Related(query, rows, model))
                yield return related;
            foreach (var shown in Shown(query, table, model))
                yield return shown;
        }
    }

    // The directors that were listed beside their films.
    private static IEnumerable<ToldValue> Shown(SemanticQuery query, TableDefinition table, ModelDefinition model)
    {
        if (query is not { Shape: QueryShape.Rows, Metrics.Count: 0 })
            yield break;
        foreach (var other in query.Return.Select(r => r.Name.Split('.')[0]).Where(t => t.Length > 0 && t != table.Name).Distinct())
        {
            if (model.FindTable(other) is { PrimaryKey: [var key] } things && model.Relationships.FirstOrDefault(r => r.FromTable == table.Name && r.ToTable == other && r.FromColumns.Count == 1) is { } reference)
                yield return Value($"{other}.{key}", OneThing.Called(things), query with { Return = [OutputReference.Of($"{table.Name}.{reference.FromColumns[0]}")], OrderBy = query.Limit is null ? [] : query.OrderBy }, false, model)!;
        }
    }

    // "lighthouses with an inspection that cost more than 2000": those inspections.
    private static IEnumerable<ToldValue> Related(SemanticQuery query, SemanticQuery rows, ModelDefinition model)
    {
        foreach (var related in FilterTerms.Of(query.Filters).OfType<QueryFilter.Related>().Where(r => r is { Is: Quantifier.Some, Where: not null }))
        {
            if (model.FindTable(related.Table) is not { PrimaryKey: [var key] } table || !model.Relationships.Any(r => r.FromTable == related.Table && r.ToTable == query.From))
                continue;
            // They belong to the rows that were asked for.
            var others = FilterTerms.Without(query.Filters, t => t == related);
            var owners = others is null && query.Time is null ? null : new QueryFilter.Membership(rows.Return[0].Name, false, rows with { Filters = others });
            yield return Value($"{table.Name}.{key}", OneThing.Called(table), new() { From = table.Name, Return = [OutputReference.Of($"{table.Name}.{key}")], Filters = owners is null ? related.Where : FilterTerms.With(related.Where, owners), Shape = QueryShape.Rows }, false, model)!;
        }
    }

    // "keepers at Old Head": the lighthouse.
    private static IEnumerable<ToldValue> Named(QueryFilter? filter, ModelDefinition model) => FilterTerms.Of(filter).SelectMany(t => t switch
    {
        QueryFilter.Related { Where: { } where } => Named(where, model),
        QueryFilter.Compare { Operator: FilterOperator.Equal, Values: [{ Text: { } text }], Column: var column } when OneThing.Named(column, model) is { } noun => [new ToldValue(column, noun, null, true) { Column = column, Named = text }],
        _ => Enumerable.Empty<ToldValue>(),
    });

    // Things are read by their names, where they have some.
    private static ToldValue? Value(string key, string noun, SemanticQuery? which, bool isOne, ModelDefinition model)
    {
        if (key.Split('.') is not [var table, _] || model.FindTable(table) is not { } things)
            return null;
        var column = OneThing.IsKeyOrName(model, key) && DisplayColumns.Of(things).Shown is [.., var name] ? $"{table}.{name}" : key;
        return new(key, noun, which, isOne) { Column = column };
    }
}
