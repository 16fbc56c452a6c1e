using NlSql.Query.Questions;
using NlSql.SemanticModel.Definitions;
using static NlSql.Query.Tests.Reading.OneTable;

namespace NlSql.Query.Tests.Reading;

/// <summary>Questions about one table of single sales that nobody has described: what can be added up is added up.</summary>
public sealed class LedgerQuestionTests
{
    private static QuestionContext Context { get; } = Of(
        new()
        {
            Name = "sales",
            Label = "Sales",
            Synonyms = ["orders"],
            PrimaryKey = ["order_id"],
            TimeColumn = "order_date",
            Columns =
            [
                Column("order_id", ColumnType.Text, ColumnKind.Id), Column("order_date", ColumnType.Date, ColumnKind.Time), Column("region", ColumnType.Text, ColumnKind.Dimension),
                Column("category", ColumnType.Text, ColumnKind.Dimension), Column("product", ColumnType.Text, ColumnKind.Dimension), Amount("quantity", ColumnType.Integer),
                Column("unit_price", ColumnType.Decimal, ColumnKind.Fact), Amount("total_amount", ColumnType.Decimal), Column("customer_id", ColumnType.Text, ColumnKind.Id),
            ],
        },
        [
            Count("sales", "sale_count", "Number of sales"), Sum("sales", "total_quantity", "Total quantity", "quantity", null),
            Sum("sales", "total_amount_sum", "Total amount", "total_amount", "currency") with { Synonyms = ["revenue", "turnover"] },
        ],
        new Dictionary<string, string[]> { ["region"] = ["North", "South", "East", "West"], ["category"] = ["Toys", "Food", "Books"], ["product"] = ["P1", "P2", "P3"] },
        new(2024, 12, 31));

    private static QuestionContext Parking { get; } = Of(
        new()
        {
            Name = "stays",
            Label = "Stays",
            PrimaryKey = ["ticket"],
            TimeColumn = "entered",
            Columns =
            [
                Column("ticket", ColumnType.Text, ColumnKind.Id), Column("entered", ColumnType.Date, ColumnKind.Time), Column("garage", ColumnType.Text, ColumnKind.Dimension),
                Amount("fee_eur", ColumnType.Decimal) with { Unit = "currency" }, Amount("disc_eur", ColumnType.Decimal) with { Unit = "currency" },
            ],
        },
        [
            Count("stays", "stay_count", "Number of stays"), Sum("stays", "total_disc_eur", "Total discount", "disc_eur", "currency"), Sum("stays", "total_fee_eur", "Total fee", "fee_eur", "currency"),
        ],
        new Dictionary<string, string[]> { ["garage"] = ["Harbour", "Market"] },
        new(2024, 12, 31));

    public static TheoryData<string, string> Questions => GoldenQuestions.Read("ledger-questions.txt");

    [Theory]
    [MemberData(nameof(Questions))]
    public void Compile_Question_MeansItsQuery(string question, string query) => GoldenQuestions.AssertMeaning(question, query, Context);

    [Fact]
    public void Compile_WhatEarnedTheMost_IsNoDiscount() =>
        GoldenQuestions.AssertMeaning("which garage earned the most in 2024", """{"metrics":["total_fee_eur"],"dimensions":["stays.garage"],"time":"2024-01-01..2024-12-31","order_by":[{"by":"total_fee_eur","dir":"desc"}],"limit":1}""", Parking);

    [Theory]
    [InlineData("who is our best customer", "Ranked by total amount, as nothing else was said.")]
    [InlineData("sales by product", "Read as total amount; ask for the number of them to count.")]
    public void Compile_MeasureThatNobodySaid_SaysWhichItIs(string question, string assumption) => Assert.Contains(assumption, QuestionCompiler.Compile(question, Context).Assumptions);

    [Theory]
    [InlineData("on-time rate by region")]
    [InlineData("amount by region counting every frobnication")]
    [InlineData("headcount by region")]
    [InlineData("which region owes us the most")]
    [InlineData("vacancy rate by region")]
    public void Compile_WordThatNothingHereIsCalled_AsksBack(string question) => Assert.Equal(QuestionOutcome.Clarification, QuestionCompiler.Compile(question, Context).Outcome);

    [Fact]
    public void Compile_WordThatDeniesWhatIsKnown_AsksBack() => Assert.Equal(QuestionOutcome.Clarification, QuestionCompiler.Compile("amount by unproduct", Context).Outcome);
}
