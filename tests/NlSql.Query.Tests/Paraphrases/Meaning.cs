using NlSql.SemanticModel;
using NlSql.SemanticModel.Queries;

namespace NlSql.Query.Tests.Paraphrases;

/// <summary>
/// What a compiled query asks, in a text that is the same for queries that ask the same: measures, groups, conditions, days, order and limit,
/// without names of outputs, their sequence, the order in time that series have anyway, the terms of the order that only break ties, and the
/// group of rows without a value that a ranking leaves out.
/// </summary>
internal static class Meaning
{
    public static string Of(CompiledQuery compiled)
    {
        var query = compiled.Query!;
        return SemanticQueryJson.Write(query with
        {
            From = query.Metrics.Any(m => m.Name is not null) ? null : query.From,
            Return = query.Shape == QueryShape.Rows ? query.Return : [],
            Metrics = query.Metrics.Select(m => m with { As = null }).OrderBy(m => m.ToString(), StringComparer.Ordinal).ToValueList(),
            Dimensions = query.Dimensions.Select(d => d with { As = null }).OrderBy(d => d.ToString(), StringComparer.Ordinal).ToValueList(),
            Filters = WithoutEmptyGroups(query.Filters, query),
            OrderBy = query.OrderBy.Take(1).Where(o => o.Descending || !query.Dimensions.Any(d => d.Grain is not null && (d.As == o.By || d.Column == o.By)))
                .Select(o => o with { By = Named(o.By, query) }).ToValueList(),
            ShareOf = query.ShareOf is { } share ? Named(share, query) : null,
            Limit = compiled.LimitAsked ? compiled.RowLimit : null,
            Fill = false,
            Compare = IsYearBefore(query) ? new PeriodComparison.PreviousYear() : query.Compare,
        });
    }

    // This year compared with the days of last year is compared with the previous year.
    private static bool IsYearBefore(SemanticQuery query) =>
        query is { Time.Range: TimeRange.Between { From: { } from, To: { } to }, Compare: PeriodComparison.Range { Other: TimeRange.Between { From: { } first, To: { } last } } }
        && first == from.AddYears(-1) && last == to.AddYears(-1);

    private static string Named(string name, SemanticQuery query) =>
        query.Metrics.FirstOrDefault(m => m.As == name)?.Name ?? query.Dimensions.FirstOrDefault(d => d.As == name)?.Column ?? name;

    private static QueryFilter? WithoutEmptyGroups(QueryFilter? filter, SemanticQuery query) => filter switch
    {
        QueryFilter.Compare { Operator: FilterOperator.IsNotNull, Column: var column } when query.Dimensions.Any(d => d.Column == column) => null,
        QueryFilter.AllOf { Terms: var terms } => terms.Select(t => WithoutEmptyGroups(t, query)).OfType<QueryFilter>().ToValueList() switch
        {
            [] => null,
            [var only] => only,
            var left => new QueryFilter.AllOf(left),
        },
        _ => filter,
    };
}
