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

    private static readonly Gen<QueryExpression> Operand = Gen.OneOf(
        Name.Select(QueryExpression (n) => new QueryExpression.Named(n)),
        Gen.Decimal.Select(QueryExpression (n) => new QueryExpression.Number(n)),
        Gen.Const<QueryExpression>(new QueryExpression.Today()));

    private static readonly Gen<QueryExpression> Expression = Gen.OneOf(
        Operand,
        Gen.Select(Gen.Enum<ArithmeticOperator>(), Operand, Operand, QueryExpression (op, a, b) => new QueryExpression.Arithmetic(op, a, b)),
        Gen.Select(Gen.Int[1, 5], Operand, Operand, QueryExpression (unit, a, b) => new QueryExpression.DateDifference((TimeGrain)unit, a, b)),
        Gen.Select(Gen.Enum<DatePart>(), Operand, QueryExpression (part, of) => new QueryExpression.PartOfDate(part, of)));

    private static readonly Gen<SemanticQuery> Nested =
        Gen.Select(Name, Leaf.Null(), (name, filter) => new SemanticQuery { From = "sales", Metrics = [new() { Name = name }], Filters = filter, Limit = 1 });

    private static readonly Gen<QueryFilter> Linked = Gen.OneOf(
        Gen.Select(Expression, Gen.Int[0, 5], Expression, QueryFilter (l, op, r) => new QueryFilter.Relation(l, (FilterOperator)op, new ComparedValue.Computed(r))),
        Gen.Select(Expression, Gen.Int[0, 5], Nested, Name.Array[0, 2], QueryFilter (l, op, q, within) => new QueryFilter.Relation(l, (FilterOperator)op, new ComparedValue.Scalar(q) { Within = within.ToValueList() })),
        Gen.Select(Expression, Gen.Enum<FilterOperator>(), Literal.Array[2, 4], QueryFilter (l, op, v) => new QueryFilter.Relation(l, op, new ComparedValue.Literals(Fitting(op, v)))),
        Gen.Select(Name, Gen.Bool, Nested, QueryFilter (c, no, q) => new QueryFilter.Membership(c, no, q)),
        Gen.Select(Name, Name.Null(), Leaf.Null(), Gen.Enum<Quantifier>(), QueryFilter (t, via, where, q) => new QueryFilter.Related(t, via, where, q)),
        Gen.Select(
            Gen.Select(Name, Name.Null(), Leaf.Null(), Gen.Enum<AggregateFunction>(), Name.Null(), Gen.Bool),
            Gen.Enum<FilterOperator>(),
            Literal.Array[2, 4],
            QueryFilter (m, op, v) => new QueryFilter.RelatedNumber(
                new() { Of = m.Item1, Via = m.Item2, Where = m.Item3, Aggregate = m.Item4, Column = m.Item5, Distinct = m.Item6 }, op, Fitting(op, v))));

    private static readonly Gen<QueryFilter> Filter = Gen.OneOf(
        Leaf,
        Linked,
        Leaf.Array[1, 3].Select(QueryFilter (terms) => new QueryFilter.AllOf(terms.ToValueList())),
        Linked.Array[1, 3].Select(QueryFilter (terms) => new QueryFilter.AnyOf(terms.ToValueList())),
        Leaf.Select(QueryFilter (term) => new QueryFilter.Not(new QueryFilter.AllOf([term]))));

    private static readonly Gen<DateOnly> Day = Gen.Int[0, 3_000_000].Select(DateOnly.FromDayNumber);

    private static readonly Gen<TimeRange> Range = Gen.OneOf(
        Gen.Select(Day, Day, Gen.Int[0, 2], TimeRange (a, b, open) => new TimeRange.Between(open == 1 ? null : a < b ? a : b, open == 2 ? null : a < b ? b : a)),
        Gen.Select(Gen.Int[1, 10_000], Gen.Enum<TimeGrain>(), Gen.Bool, TimeRange (n, unit, future) => new TimeRange.Rolling(n, unit, future)),
        Gen.Select(Gen.Enum<TimeGrain>(), Gen.Int[-20, 20], Gen.Int[1, 9], TimeRange (unit, offset, length) => new TimeRange.Calendar(unit, offset, length)),
        Gen.Enum<TimeGrain>().Select(TimeRange (unit) => new TimeRange.ToDate(unit)));

    private static readonly Gen<MetricReference> Metric = Gen.OneOf(
        Gen.Select(Name, Name.Null(), Leaf.Null(), (name, alias, where) => new MetricReference { Name = name, As = alias, Where = where }),
        Gen.Select(Expression, Name.Null(), (e, alias) => new MetricReference { Expression = e, As = alias }),
        Gen.Select(
            Gen.Select(Gen.Enum<AggregateFunction>(), Name.Null(), Name.Null(), Name.Null(), Gen.Bool),
            Leaf.Null(),
            Name.Null(),
            (m, where, alias) => new MetricReference
            {
                Aggregate = m.Item1,
                Column = m.Item2,
                Of = m.Item3,
                Via = m.Item4,
                Distinct = m.Item5,
                Percentile = m.Item1 == AggregateFunction.Percentile ? 0.9m : null,
                Where = where,
                As = alias,
            }));

    private static readonly Gen<NumberBins> Bins = Gen.OneOf(
        Gen.Int[1, 1000].Select(w => new NumberBins(w / 10m, [])),
        Gen.Int[1, 9].Array[1, 4].Select(steps => new NumberBins(null, steps.Select((_, i) => (decimal)steps.Take(i + 1).Sum()).ToValueList())));

    private static readonly Gen<DimensionReference> Dimension = Gen.OneOf(
        Gen.Select(Name, Gen.Enum<TimeGrain>().Nullable(), Name.Null(), (c, g, a) => new DimensionReference { Column = c, Grain = g, As = a }),
        Gen.Select(Name, Bins, Name.Null(), (c, b, a) => new DimensionReference { Column = c, Bins = b, As = a }),
        Gen.Select(Expression, Name.Null(), (e, a) => new DimensionReference { Expression = e, As = a }));

    private static readonly Gen<OutputReference> Output = Gen.OneOf(
        Gen.Select(Name, Name.Null(), (n, a) => new OutputReference { Name = n, As = a }),
        Gen.Select(Expression, Name.Null(), (e, a) => new OutputReference { Expression = e, As = a }));

    private static readonly Gen<OrderTerm> Order = Gen.OneOf(
        Gen.Select(Name, Gen.Bool, (by, desc) => new OrderTerm { By = by, Descending = desc }),
        Gen.Select(Expression, Gen.Bool, (e, desc) => new OrderTerm { Expression = e, Descending = desc }));

    private static readonly Gen<PeriodComparison> Comparison = Gen.OneOf(
        Gen.Const<PeriodComparison>(new PeriodComparison.PreviousPeriod()),
        Gen.Const<PeriodComparison>(new PeriodComparison.PreviousYear()),
        Range.Select(PeriodComparison (r) => new PeriodComparison.Range(r)));

    private static readonly Gen<RunningTotal> Running = Gen.OneOf(
        Gen.Const(new RunningTotal()),
        Gen.Select(Gen.Int[1, 99], Gen.Enum<TimeGrain>(), (n, unit) => new RunningTotal(n, unit)),
        Gen.Enum<TimeGrain>().Select(unit => new RunningTotal(ToDate: unit)));

    private static readonly Gen<GroupTop> Top =
        Gen.Select(Gen.Int[1, 9], Name.Null(), Name.Array[1, 2], Gen.Bool, (n, by, within, up) => new GroupTop(n, by, within.ToValueList(), up));

    private static readonly Gen<SemanticQuery> Plain =
        Gen.Select(
            Gen.Select(Name.Null(), Output.Array[0, 3], Metric.Array[0, 3], Gen.Enum<QueryShape>(), Gen.Int[1, 100].Nullable()),
            Dimension.Array[0, 3],
            Gen.Select(Range, Name.Null(), (r, c) => new TimeFilter(r, c)).Null(),
            Gen.Select(Filter.Null(), Filter.Null()),
            Gen.Select(Comparison.Null(), Name.Null(), Running.Null(), Top.Null(), Gen.Bool),
            Order.Array[0, 3],
            Gen.Select(Gen.Int[0, 5], Gen.Bool),
            (head, dimensions, time, filters, periods, order, rows) => new SemanticQuery
            {
                From = head.Item1,
                Return = head.Item2.ToValueList(),
                Metrics = head.Item3.ToValueList(),
                Shape = head.Item4,
                Limit = head.Item5,
                Offset = head.Item5 is null ? 0 : rows.Item1,
                WithTies = head.Item5 is not null && rows.Item2,
                Dimensions = dimensions.ToValueList(),
                Time = time,
                Compare = periods.Item1,
                ShareOf = periods.Item2,
                Running = periods.Item3,
                PerGroupTop = periods.Item4,
                Fill = periods.Item5,
                Filters = filters.Item1,
                Having = filters.Item2,
                OrderBy = order.ToValueList(),
            });

    private static readonly Gen<SemanticQuery> Query = Gen.OneOf(
        Plain,
        Gen.Select(Plain.Array[2, 3], Gen.Bool, (members, all) => new SemanticQuery { Union = members.ToValueList(), UnionAll = all }));

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
