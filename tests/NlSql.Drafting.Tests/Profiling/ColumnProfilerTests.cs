using NlSql.Drafting.Profiling;
using NlSql.SemanticModel.Definitions;

namespace NlSql.Drafting.Tests.Profiling;

/// <summary>What the values of a column make of it.</summary>
public sealed class ColumnProfilerTests
{
    [Theory]
    [InlineData(ColumnType.Integer, "1", "-20", "+3", "4.0")]
    [InlineData(ColumnType.Integer, "1,000", "2,500,000")]
    [InlineData(ColumnType.Integer, "12,34,567", "1")]
    [InlineData(ColumnType.Decimal, "1.5", "2", "-.5")]
    [InlineData(ColumnType.Decimal, "1,234.50", "3")]
    [InlineData(ColumnType.Decimal, "1.234,50", "3,25")]
    [InlineData(ColumnType.Decimal, "1 234,50", "12")]
    [InlineData(ColumnType.Decimal, "$1,234.50", "-$3", "($4.20)")]
    [InlineData(ColumnType.Decimal, "1.5e3", "2E-05")]
    [InlineData(ColumnType.Decimal, "12.5 %", "3%")]
    [InlineData(ColumnType.Text, "007", "012")]
    [InlineData(ColumnType.Text, "1,2", "1.2.3")]
    [InlineData(ColumnType.Text, "1,23,4")]
    [InlineData(ColumnType.Text, "12 apples", "3")]
    [InlineData(ColumnType.Boolean, "true", "False", "TRUE")]
    [InlineData(ColumnType.Boolean, "yes", "no")]
    [InlineData(ColumnType.Boolean, "Y", "n")]
    [InlineData(ColumnType.Text, "F", "F")]
    [InlineData(ColumnType.Text, "F", "M")]
    [InlineData(ColumnType.Integer, "0", "1")]
    [InlineData(ColumnType.Date, "2024-03-01", "2024/3/2")]
    [InlineData(ColumnType.Date, "2024-03-01 00:00:00", "2024-03-02T00:00:00Z")]
    [InlineData(ColumnType.Date, "21-Aug-2015", "2 September 2015")]
    [InlineData(ColumnType.Date, "Aug 21, 2015")]
    [InlineData(ColumnType.Date, "31.12.24", "1.1.25")]
    [InlineData(ColumnType.Timestamp, "8/21/2015 17:03", "8/22/2015 5:03 PM")]
    [InlineData(ColumnType.Timestamp, "2024-03-01T17:03:00.25+01:00")]
    [InlineData(ColumnType.Text, "2024-02-30")]
    [InlineData(ColumnType.Date, "2024-02", "2023-11")]
    [InlineData(ColumnType.Text, "2024-02", "2023-24")]
    [InlineData(ColumnType.Text, "2024-02", "2023-11-05")]
    [InlineData(ColumnType.Text, "17:03", "18:10")]
    [InlineData(ColumnType.Uuid, "0f8fad5b-d9cb-469f-a165-70867728950e")]
    [InlineData(ColumnType.Text, "")]
    public void Finish_Type_FitsEveryValue(ColumnType expected, params string[] values) => Assert.Equal(expected, Tables.Column(values).Type);

    [Theory]
    [InlineData(DateOrder.DayFirst, "13/01/2024", "02/03/2024")]
    [InlineData(DateOrder.MonthFirst, "01/13/2024", "02/03/2024")]
    [InlineData(DateOrder.YearFirst, "2024-01-13")]
    [InlineData(DateOrder.YearAndMonth, "2024-01", "2023/12")]
    public void Finish_OneDayAboveTwelve_DecidesTheWholeColumn(DateOrder expected, params string[] values)
    {
        var column = Tables.Column(values);

        Assert.Equal(expected, column.DateOrder);
        Assert.Empty(column.Doubts);
    }

    [Theory]
    [InlineData(DateOrder.MonthFirst, "01/02/2024", "03/04/2024")]
    [InlineData(DateOrder.DayFirst, "01.02.2024", "03.04.2024")]
    public void Finish_NoDayAboveTwelve_IsADoubt(DateOrder expected, params string[] values)
    {
        var column = Tables.Column(values);

        Assert.Equal(expected, column.DateOrder);
        Assert.Contains("day or the month", Assert.Single(column.Doubts), StringComparison.Ordinal);
    }

    [Fact]
    public void Finish_BothOrdersImpossible_IsNoDate() => Assert.Equal(ColumnType.Text, Tables.Column("13/01/2024", "01/13/2024").Type);

    [Theory]
    [InlineData("1,234")]
    [InlineData("1.234", "5")]
    public void Finish_SignThatMayBeEither_IsADoubt(params string[] values) =>
        Assert.Contains("decimal sign", Assert.Single(Tables.Column(values).Doubts), StringComparison.Ordinal);

    [Theory]
    [InlineData("0.123")]
    [InlineData("1,234", "1,234.5")]
    [InlineData("12", "13")]
    [InlineData("1 234")]
    public void Finish_SignThatIsClear_IsNoDoubt(params string[] values) => Assert.Empty(Tables.Column(values).Doubts);

    [Fact]
    public void Finish_WordsForNothing_AreNoValues()
    {
        var column = Tables.Column("1", "N/A", "", "-", "null", "4");

        Assert.Equal((ColumnType.Integer, 4L, 6L), (column.Type, column.Nulls, column.Rows));
        Assert.Equal(["-", "N/A", "null"], column.NullWords);
    }

    [Fact]
    public void Finish_AFewStrangers_MakeATextAndAreNamed()
    {
        var column = Tables.Column([.. Enumerable.Range(0, 99).Select(i => $"{i}"), "unknown"]);

        Assert.Equal(ColumnType.Text, column.Type);
        Assert.Equal("1 of 100 values are no numbers, such as 'unknown'; so it is a text.", Assert.Single(column.Doubts));
    }

    [Fact]
    public void Finish_StrangerBehindManyNumbers_IsSeen() =>
        Assert.Equal(ColumnType.Text, Tables.Column([.. Enumerable.Range(0, 5000).Select(i => $"{i}"), "x"]).Type);

    [Theory]
    [InlineData(ValueShape.Email, "ann@example.com", "b.c@d.org")]
    [InlineData(ValueShape.Phone, "+49 30 1234567", "(515) 123-4567")]
    [InlineData(ValueShape.Phone, "515.123.4567")]
    [InlineData(ValueShape.Card, "4111 1111 1111 1111", "5500-0000-0000-0004")]
    [InlineData(ValueShape.Iban, "DE89 3704 0044 0532 0130 00", "GB82WEST12345698765432")]
    [InlineData(ValueShape.Url, "https://example.com/a")]
    [InlineData(ValueShape.Other, "4111 1111 1111 1112")]
    [InlineData(ValueShape.Other, "DE89370400440532013001")]
    [InlineData(ValueShape.Other, "2024-01-13", "2024-01-14")]
    [InlineData(ValueShape.Other, "-122.41", "37.77")]
    [InlineData(ValueShape.Other, "1,234,567.00")]
    public void Finish_Shape_IsWhatTheValuesLookLike(ValueShape expected, params string[] values) => Assert.Equal(expected, Tables.Column(values).Shape);

    [Fact]
    public void Finish_Numbers_HaveTheirRangeAndSigns()
    {
        var column = Tables.Column("€ 1.200,50", "€ 3,25");

        Assert.Equal((3.25m, 1200.5m, '€', ',', true), (column.Minimum, column.Maximum, column.Currency, column.DecimalSign, column.Grouped));
    }

    [Fact]
    public void Finish_Unique_IsAboutAllRows()
    {
        Assert.True(Tables.Column([.. Enumerable.Range(0, 20_000).Select(i => $"k{i}")]).Unique);
        Assert.False(Tables.Column([.. Enumerable.Range(0, 20_000).Select(i => $"k{i}"), "k7"]).Unique);
    }
}
