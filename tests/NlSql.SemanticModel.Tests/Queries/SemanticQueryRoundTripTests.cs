using CsCheck;
using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Queries;

namespace NlSql.SemanticModel.Tests.Queries;

public sealed class SemanticQueryRoundTripTests
{
    private static readonly string[] Names = ["revenue", "sales.region", "größe", "a b", "x\"y", "line\nbreak", "desc", "q1"];

    private static readonly Gen<string> Name = Gen.Int[0, Names.Length - 1].Select(i => Names[i]);

    private static readonly Gen<QueryLiteral> Literal = Gen.OneOf(
        Gen.String[Gen.Char.AlphaNumeric, 0, 8].Select(QueryLiteral.Of),
        Gen.Decimal.Select(QueryLiteral.Of),
        Gen.Bool.Select(QueryLiteral.Of));

    private static readonly Gen<QueryFilter> Leaf = Gen.OneOf(
        Name.Select(QueryFilter (n) => new QueryFilter.Segment(n)),
        Gen.Select(Name, Gen.Enum<FilterOperator>(), Literal.Array[2, 4], QueryFilter (n, op, values) => new QueryFilter.Compare(n, op, Fitting(op, values))));

    private static readonly Gen<QueryFilter> Filter = Gen.OneOf(
        Leaf,
        Leaf.Array[1, 3].Select(QueryFilter (terms) => new QueryFilter.AllOf(terms.ToValueList())),
        Leaf.Array[1, 3].Select(QueryFilter (terms) => new QueryFilter.AnyOf(terms.ToValueList())),
        Leaf.Select(QueryFilter (term) => new QueryFilter.Not(new QueryFilter.AllOf([term]))));

    private static readonly Gen<DateOnly> Day = Gen.Int[0, 3_000_000].Select(DateOnly.FromDayNumber);

    private static readonly Gen<TimeRange> Range = Gen.OneOf(
        Gen.Select(Day, Day, Gen.Int[0, 2], TimeRange (a, b, open) => new TimeRange.Between(open == 1 ? null : a < b ? a : b, open == 2 ? null : a < b ? b : a)),
        Gen.Select(Gen.Int[1, 10_000], Gen.Enum<TimeGrain>(), Gen.Bool, TimeRange (n, unit, future) => new TimeRange.Rolling(n, unit, future)),
        Gen.Select(Gen.Enum<TimeGrain>(), Gen.Int[-20, 20], Gen.Int[1, 9], TimeRange (unit, offset, length) => new TimeRange.Calendar(unit, offset, length)),
        Gen.Enum<TimeGrain>().Select(TimeRange (unit) => new TimeRange.ToDate(unit)));

    private static readonly Gen<MetricReference> Metric = Gen.OneOf(
        Gen.Select(Name, Name.Null(), (name, alias) => new MetricReference { Name = name, As = alias }),
        Gen.Select(Gen.Enum<AggregateFunction>(), Name.Null(), Name.Null(), (agg, column, alias) => new MetricReference { Aggregate = agg, Column = column, As = alias }));

    private static readonly Gen<SemanticQuery> Query =
        Gen.Select(
            Gen.Select(Name.Null(), Name.Array[0, 3], Metric.Array[0, 3], Gen.Enum<QueryShape>(), Gen.Int[1, 100].Nullable()),
            Gen.Select(Name, Gen.Enum<TimeGrain>().Nullable(), Name.Null(), (c, g, a) => new DimensionReference { Column = c, Grain = g, As = a }).Array[0, 3],
            Gen.Select(Range, Name.Null(), (r, c) => new TimeFilter(r, c)).Null(),
            Filter.Null(),
            Filter.Null(),
            Gen.Select(Name, Gen.Bool, (by, desc) => new OrderTerm { By = by, Descending = desc }).Array[0, 3],
            (head, dimensions, time, filters, having, order) => new SemanticQuery
            {
                From = head.Item1,
                Return = head.Item2.ToValueList(),
                Metrics = head.Item3.ToValueList(),
                Shape = head.Item4,
                Limit = head.Item5,
                Dimensions = dimensions.ToValueList(),
                Time = time,
                Filters = filters,
                Having = having,
                OrderBy = order.ToValueList(),
            });

    [Fact]
    public void Read_WhatWasWritten_GivesEqualQueryAndText() =>
        Query.Sample(
            query =>
            {
                var text = SemanticQueryJson.Write(query);
                var reading = SemanticQueryJson.Read(text);
                Assert.Empty(reading.Errors);
                Assert.Equal(query, reading.Query);
                Assert.Equal(text, SemanticQueryJson.Write(reading.Query!));
            },
            iter: 3000);

    [Fact]
    public void Read_AnyText_NeverThrows() =>
        Gen.OneOf(Gen.String, Query.Select(SemanticQueryJson.Write).SelectMany(Damaged)).Sample(text => SemanticQueryJson.Read(text), iter: 5000);

    private static Gen<string> Damaged(string text) =>
        Gen.Select(Gen.Int[0, text.Length - 1], Gen.Char.AlphaNumeric, (at, c) => string.Concat(text.AsSpan(0, at), [c], text.AsSpan(at + 1)));

    private static ValueList<QueryLiteral> Fitting(FilterOperator op, QueryLiteral[] values) => op switch
    {
        FilterOperator.IsNull or FilterOperator.IsNotNull => [],
        FilterOperator.Between => [values[0], values[1]],
        FilterOperator.In or FilterOperator.NotIn => values.ToValueList(),
        _ => [values[0]],
    };
}
