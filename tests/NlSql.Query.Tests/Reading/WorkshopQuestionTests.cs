using NlSql.Query.Linking;
using NlSql.Query.Questions;
using NlSql.SemanticModel.Definitions;
using static NlSql.Query.Tests.Reading.OneTable;

namespace NlSql.Query.Tests.Reading;

/// <summary>Questions that set two sides off against each other, about an export of the jobs of bicycle workshops: values, states and periods.</summary>
public sealed class WorkshopQuestionTests
{
    private static QuestionContext Context { get; } = Of(
        new()
        {
            Name = "repairs",
            Label = "Repairs",
            PrimaryKey = ["repair_no"],
            TimeColumn = "received_on",
            Columns =
            [
                Column("repair_no", ColumnType.Text, ColumnKind.Id), Column("received_on", ColumnType.Date, ColumnKind.Time), Column("due_date", ColumnType.Date, ColumnKind.Time), Column("finished_on", ColumnType.Date, ColumnKind.Time),
                Column("workshop", ColumnType.Text, ColumnKind.Dimension), Column("bike_type", ColumnType.Text, ColumnKind.Dimension), Column("mechanic", ColumnType.Text, ColumnKind.Dimension),
                Column("under_warranty", ColumnType.Boolean, ColumnKind.Dimension), Amount("bill", ColumnType.Decimal), Amount("parts_cost", ColumnType.Decimal), Column("stars", ColumnType.Integer, ColumnKind.Fact),
            ],
        },
        [Count("repairs", "repairs_count", "Number of repairs"), Sum("repairs", "total_bill", "Total bill", "bill", null)],
        [
            new("repairs", "workshop", ["Oslo", "Bergen", "Harbour Street"], true), new("repairs", "bike_type", ["cargo", "road", "folding"], true), new("repairs", "mechanic", ["Ida Berg", "Nils Moe"], true),
        ],
        new(2025, 6, 30));

    public static TheoryData<string, string> Questions => GoldenQuestions.Read("workshop-questions.txt");

    [Theory]
    [MemberData(nameof(Questions))]
    public void Compile_Question_MeansItsQuery(string question, string query) => GoldenQuestions.AssertMeaning(question, query, Context);

    [Theory]
    [InlineData("workshops whose bill grew more than 10% from 2023 to 2024")]
    [InlineData("which workshops grew by more than 10% from 2023 to 2024")]
    [InlineData("workshops with more repairs than in 2023")]
    [InlineData("is the bill higher in Oslo than expected?")]
    [InlineData("repairs whose bill is lower than their 2023 bill")]
    public void Compile_WhatIsNotSetOff_AsksBack(string question) => Assert.Equal(QuestionOutcome.Clarification, QuestionCompiler.Compile(question, Context).Outcome);

    [Theory]
    [InlineData("by what percentage is the average bill higher in Oslo than in Bergen?", "difference")]
    [InlineData("by what percentage did the bill rise or fall from 2023 to 2024?", "total_bill_change_pct")]
    public void Compile_RelativeDifference_IsShownInPercent(string question, string column) =>
        Assert.True(QuestionCompiler.Compile(question, Context).Compiled!.Columns.Single(c => c.Name == column).IsRatio);
}
