using NlSql.Query.Linking;
using NlSql.Query.Questions;
using NlSql.SemanticModel.Definitions;
using static NlSql.Query.Tests.Reading.OneTable;

namespace NlSql.Query.Tests.Reading;

/// <summary>Questions, as people type them, about an export of payments that nobody has described: whom they were made to, what became of them, gaps and all.</summary>
public sealed class PaymentQuestionTests
{
    private static QuestionContext Context { get; } = Of(
        new()
        {
            Name = "payments",
            Label = "Payments",
            PrimaryKey = ["payment_id"],
            TimeColumn = "signup_date",
            Columns =
            [
                Column("payment_id", ColumnType.Text, ColumnKind.Id), Column("signup_date", ColumnType.Date, ColumnKind.Time), Column("churn_date", ColumnType.Date, ColumnKind.Time),
                Column("customer_no", ColumnType.Text, ColumnKind.Id), Column("merchant_name", ColumnType.Text, ColumnKind.Dimension), Column("merchant_category", ColumnType.Text, ColumnKind.Dimension),
                Column("status", ColumnType.Text, ColumnKind.Dimension), Column("subject", ColumnType.Text, ColumnKind.Dimension), Column("acq_channel", ColumnType.Text, ColumnKind.Dimension),
                Amount("amount", ColumnType.Decimal), Amount("discount_amount", ColumnType.Decimal), Amount("clicks", ColumnType.Integer), Column("csat", ColumnType.Integer, ColumnKind.Fact),
                Column("is_fraud", ColumnType.Boolean, ColumnKind.Dimension), Column("fault_code", ColumnType.Text, ColumnKind.Dimension),
            ],
        },
        [
            Count("payments", "payment_count", "Number of payments"), Sum("payments", "total_amount", "Total amount", "amount", "currency"),
            Sum("payments", "total_discount_amount", "Total discount amount", "discount_amount", "currency"), Sum("payments", "total_clicks", "Total clicks", "clicks", null),
            new() { Name = "average_csat", Type = MetricType.Simple, Label = "Average csat", Table = "payments", Aggregate = AggregateFunction.Avg, Expression = "csat" },
        ],
        [
            new("payments", "merchant_name", ["Tesco Express", "Tesco Extra", "Amazon UK", "Costa Coffee"], true),
            new("payments", "merchant_category", ["Groceries", "Coffee", "Travel"], true),
            new("payments", "status", ["active", "cancelled", "resolved"], true),
            new("payments", "subject", ["Refund for order", "Login fails", "Question about refund"], true),
            new("payments", "acq_channel", ["Partner", "Outbound"], true),
            new("payments", "fault_code", ["E04", "E07"], true, HasGaps: true),
            new("payments", "discount_amount", [], false, "0", "25.5"),
        ],
        new(2025, 9, 30));

    public static TheoryData<string, string> Questions => GoldenQuestions.Read("payment-questions.txt");

    [Theory]
    [MemberData(nameof(Questions))]
    public void Compile_Question_MeansItsQuery(string question, string query) => GoldenQuestions.AssertMeaning(question, query, Context);

    [Fact]
    public void Compile_AverageOfPeriods_SaysWhatItIsDividedBy() =>
        Assert.Contains("Divided by the months from the first to the last row, those without rows included.", QuestionCompiler.Compile("average monthly spend", Context).Assumptions);

    [Fact]
    public void Compile_AverageOfPeriods_KeepsItsMoney() => Assert.Equal("currency", QuestionCompiler.Compile("average monthly spend", Context).Compiled!.Columns[0].Unit);

    [Theory]
    [InlineData("spend by frobnication")]
    [InlineData("how many payments were hypothermic")]
    [InlineData("how many payments were flagged")]
    [InlineData("Only frobnicated ones. How many payments do we have?")]
    [InlineData("For premium members: how many payments do we have?")]
    [InlineData("Hi, for premium members: how many payments do we have?")]
    [InlineData("In frobnistan we want to know the number of payments")]
    public void Compile_WordThatNothingKnows_AsksBack(string question) => Assert.Equal(QuestionOutcome.Clarification, QuestionCompiler.Compile(question, Context).Outcome);
}
