using NlSql.Query.Linking;
using NlSql.Query.Questions;
using NlSql.SemanticModel.Definitions;
using static NlSql.Query.Tests.Reading.OneTable;

namespace NlSql.Query.Tests.Reading;

/// <summary>Questions about an export of order lines whose headers are short: what lines are worth, and the orders that several of them share.</summary>
public sealed class OrderLineQuestionTests
{
    private static QuestionContext Context { get; } = Of(
        new()
        {
            Name = "orderlines_export",
            Label = "Order lines",
            TimeColumn = "ord_dt",
            Columns =
            [
                Column("ord_no", ColumnType.Integer, ColumnKind.Id) with { Label = "Order number" }, Column("ord_dt", ColumnType.Date, ColumnKind.Time) with { Label = "Order date" },
                Column("cust_nm", ColumnType.Text, ColumnKind.Dimension) with { Label = "Customer name" }, Column("ctry", ColumnType.Text, ColumnKind.Dimension) with { Label = "Country" },
                Column("cat", ColumnType.Text, ColumnKind.Dimension) with { Label = "Category" }, Column("fulfmt", ColumnType.Text, ColumnKind.Dimension),
                Amount("qty", ColumnType.Integer) with { Label = "Quantity" }, Column("unit_prc", ColumnType.Decimal, ColumnKind.Fact) with { Label = "Unit price", Unit = "currency" },
                Column("disc_pct", ColumnType.Integer, ColumnKind.Fact) with { Label = "Discount percent" },
            ],
        },
        [
            Count("orderlines_export", "order_line_count", "Number of order lines"),
            Count("orderlines_export", "order_count", "Number of orders") with { Aggregate = AggregateFunction.CountDistinct, Expression = "ord_no", Synonyms = ["orders"] },
            Sum("orderlines_export", "total_qty", "Total quantity", "qty", null),
        ],
        [
            new("orderlines_export", "ctry", ["Germany", "France"], true), new("orderlines_export", "cat", ["Kitchen", "Outdoor"], true), new("orderlines_export", "fulfmt", ["Warehouse", "Store"], true),
        ],
        new(2025, 9, 30));

    [Theory]
    [InlineData("what is our total revenue after discounts?", "sum(orderlines_export.qty * orderlines_export.unit_prc * (1 - coalesce(orderlines_export.disc_pct, 0) / 100.))")]
    [InlineData("net sales by category", "sum(orderlines_export.qty * orderlines_export.unit_prc * (1 - coalesce(orderlines_export.disc_pct, 0) / 100.))")]
    [InlineData("gross sales by country", "sum(orderlines_export.qty * orderlines_export.unit_prc)")]
    [InlineData("how many orders came from each country", "count(DISTINCT orderlines_export.ord_no)")]
    [InlineData("number of lines per category", "count(*)")]
    [InlineData("order lines by fulfilment", "orderlines_export.fulfmt")]
    public void Compile_Question_MeasuresIt(string question, string sql)
    {
        var compiled = QuestionCompiler.Compile(question, Context);

        Assert.Equal(QuestionOutcome.Ready, compiled.Outcome);
        Assert.Contains(sql, compiled.Compiled!.DisplaySql, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("quantity per category, all years")]
    [InlineData("quantity per category over all years")]
    public void Compile_AllYears_AreNoGroup(string question) =>
        Assert.DoesNotContain("ord_dt", QuestionCompiler.Compile(question, Context).Compiled!.DisplaySql, StringComparison.Ordinal);

    [Theory]
    [InlineData("quantity by customer country")]
    [InlineData("quantity per customer country")]
    [InlineData("number of lines by customer country")]
    public void Compile_NounBeforeTheGroup_OnlySaysWhoseItIs(string question)
    {
        var sql = QuestionCompiler.Compile(question, Context).Compiled!.DisplaySql;

        Assert.Contains("ctry", sql, StringComparison.Ordinal);
        Assert.DoesNotContain("cust_nm", sql, StringComparison.Ordinal);
    }

    [Fact]
    public void Compile_TwoGroupsOfWhichNeitherHasTheOther_StayTwo()
    {
        var sql = QuestionCompiler.Compile("quantity by category country", Context).Compiled!.DisplaySql;

        Assert.Contains("orderlines_export.cat AS cat", sql, StringComparison.Ordinal);
        Assert.Contains("orderlines_export.ctry AS ctry", sql, StringComparison.Ordinal);
    }
}
