using System.Globalization;
using NlSql.SemanticModel.Queries;

namespace NlSql.Query.Reading;

/// <summary>The conditions of a query as a list of terms, and the ways to change them.</summary>
internal static class FilterTerms
{
    /// <summary>The terms that must all hold: those of a conjunction, else the filter itself; none without a filter.</summary>
    public static ValueList<QueryFilter> Of(QueryFilter? filter) => filter switch
    {
        null => [],
        QueryFilter.AllOf all => all.Terms,
        _ => [filter],
    };

    public static QueryFilter? Join(IReadOnlyList<QueryFilter> terms) => terms.Count switch
    {
        0 => null,
        1 => terms[0],
        _ => new QueryFilter.AllOf(terms.ToValueList()),
    };

    public static QueryFilter? With(QueryFilter? filter, QueryFilter term) => Of(filter).Contains(term) ? filter : Join([.. Of(filter), term]);

    public static QueryFilter? Without(QueryFilter? filter, Func<QueryFilter, bool> gone) => Join([.. Of(filter).Where(t => !gone(t))]);

    /// <summary>The columns compared with literals, those of related rows with their table's name.</summary>
    public static IEnumerable<string> ColumnsOf(QueryFilter? filter, string? table = null) => Of(filter).SelectMany(t => t switch
    {
        QueryFilter.Compare compare => [Full(compare.Column, table)],
        QueryFilter.Related { Where: { } where } related => ColumnsOf(where, related.Table),
        _ => Enumerable.Empty<string>(),
    });

    /// <summary>Replaces the terms that keep rows with certain values of a column, wherever they stand; null when there are none.</summary>
    /// <param name="filter">The condition.</param>
    /// <param name="table">The table whose bare columns it names.</param>
    /// <param name="column">The column, with its table.</param>
    /// <param name="change">The values that were asked for → the term that takes their place; null to leave it out.</param>
    public static (QueryFilter? Filter, bool Found) Change(QueryFilter? filter, string? table, string column, Func<QueryFilter.Compare, QueryFilter.Compare?> change)
    {
        List<QueryFilter> terms = [];
        var found = false;
        foreach (var term in Of(filter))
        {
            if (term is QueryFilter.Compare { Operator: FilterOperator.Equal or FilterOperator.In } compare && Full(compare.Column, table) == column)
            {
                if (!found && change(compare) is { } changed)
                    terms.Add(changed);
                found = true;
            }
            else if (term is QueryFilter.Membership { Negated: false, Query: { Limit: null } rows } member && Change(rows.Filters, rows.From, column, change) is { Found: true } within)
            {
                terms.Add(member with { Query = rows with { Filters = within.Filter } });
                found = true;
            }
            else if (term is QueryFilter.Related { Is: Quantifier.Some, Where: { } where } related && Change(where, related.Table, column, change) is { Found: true } inner)
            {
                terms.Add(related with { Where = inner.Filter });
                found = true;
            }
            else
            {
                terms.Add(term);
            }
        }

        return (Join(terms), found);
    }

    /// <summary>The first and the last day of the period in which a condition wants a day or moment to lie; null when it is another one.</summary>
    public static (DateOnly From, DateOnly To)? Days(QueryFilter.Compare compare) =>
        compare is { Operator: FilterOperator.Between, Values: [var first, var last] } && Day(first) is { } from && Day(last) is { } to ? (from, to) : null;

    private static DateOnly? Day(QueryLiteral literal) => DateOnly.TryParseExact(literal.Text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    /// <summary>The term that keeps rows with these values.</summary>
    public static QueryFilter.Compare Values(string column, ValueList<QueryLiteral> values, bool negated) => values.Count == 1
        ? new(column, negated ? FilterOperator.NotEqual : FilterOperator.Equal, values)
        : new(column, negated ? FilterOperator.NotIn : FilterOperator.In, values);

    private static string Full(string column, string? table) => table is null || column.Contains('.', StringComparison.Ordinal) ? column : $"{table}.{column}";
}
