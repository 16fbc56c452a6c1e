using NlSql.Query.Linking;
using NlSql.Query.Questions;
using NlSql.SemanticModel.Definitions;
using static NlSql.Query.Tests.Reading.OneTable;

namespace NlSql.Query.Tests.Reading;

/// <summary>Questions about an export of invoices that nobody has described: what was billed, what is owed, rates of states, and what is left out.</summary>
public sealed class InvoiceQuestionTests
{
    private static QuestionContext Context { get; } = Of(
        new()
        {
            Name = "invoices",
            Label = "Invoices",
            PrimaryKey = ["invoice_no"],
            TimeColumn = "invoice_date",
            Columns =
            [
                Column("invoice_no", ColumnType.Text, ColumnKind.Id), Column("invoice_date", ColumnType.Date, ColumnKind.Time), Column("promised_date", ColumnType.Date, ColumnKind.Time), Column("delivered_date", ColumnType.Date, ColumnKind.Time),
                Column("client", ColumnType.Text, ColumnKind.Dimension), Column("vet", ColumnType.Text, ColumnKind.Dimension), Column("assembly_line", ColumnType.Text, ColumnKind.Dimension), Column("state", ColumnType.Text, ColumnKind.Dimension),
                Amount("total_due", ColumnType.Decimal), Amount("visitors", ColumnType.Integer), Column("is_returned", ColumnType.Boolean, ColumnKind.Dimension),
            ],
        },
        [Count("invoices", "invoice_count", "Number of invoices"), Sum("invoices", "sum_total_due", "Total due", "total_due", "currency"), Sum("invoices", "total_visitors", "Total visitors", "visitors", null)],
        [
            new("invoices", "client", ["Acme", "Bolt"], true), new("invoices", "vet", ["Dr. Hale", "Dr. Kim"], true), new("invoices", "assembly_line", ["A1", "A2"], true),
            new("invoices", "state", ["paid", "unpaid", "refund", "declined", "vacant"], true),
        ],
        new(2025, 9, 30));

    public static TheoryData<string, string> Questions => GoldenQuestions.Read("invoice-questions.txt");

    [Theory]
    [MemberData(nameof(Questions))]
    public void Compile_Question_MeansItsQuery(string question, string query) => GoldenQuestions.AssertMeaning(question, query, Context);

    [Theory]
    [InlineData("who owes us the most")]
    [InlineData("invoices declined excluded Acme")]
    public void Compile_WhatMayMeanSomethingElse_AsksBack(string question) => Assert.Equal(QuestionOutcome.Clarification, QuestionCompiler.Compile(question, Context).Outcome);

    [Fact]
    public void Compile_AsideWithAWordOfTheData_IsNoAside() =>
        Assert.Contains(QuestionCompiler.Compile("number of invoices counting every line", Context).Interpretation, s => s is { Text: "line", Meaning: "Assembly line" });

    [Fact]
    public void Compile_GroupsAgainstAllRows_SaysSo() =>
        Assert.Contains("Compared with the same over all rows.", QuestionCompiler.Compile("clients whose average total due is above the overall average", Context).Assumptions);

    [Fact]
    public void Compile_MultipleOfAnAverage_ShowsHowManyTimes() =>
        Assert.Contains(QuestionCompiler.Compile("invoices with a total due above twice the average", Context).Interpretation, s => s is { Text: "twice the", Meaning: "2 times" });
}
