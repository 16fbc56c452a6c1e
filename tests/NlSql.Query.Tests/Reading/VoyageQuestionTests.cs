using NlSql.Query.Questions;
using NlSql.SemanticModel.Definitions;
using static NlSql.Query.Tests.Reading.OneTable;

namespace NlSql.Query.Tests.Reading;

/// <summary>Questions about one table of voyages in words that its columns do not use, and what no answer may pass over.</summary>
public sealed class VoyageQuestionTests
{
    private static QuestionContext Context { get; } = Of(
        new()
        {
            Name = "voyages",
            Label = "Voyages",
            PrimaryKey = ["voyage_no"],
            TimeColumn = "sailed_on",
            Columns =
            [
                Column("voyage_no", ColumnType.Text, ColumnKind.Id), Column("sailed_on", ColumnType.Date, ColumnKind.Time), Column("skipper", ColumnType.Text, ColumnKind.Dimension),
                Column("vessel", ColumnType.Text, ColumnKind.Dimension), Column("harbour", ColumnType.Text, ColumnKind.Dimension), Amount("weight_kg", ColumnType.Decimal),
                Amount("freight_fee", ColumnType.Decimal), Column("sea_min", ColumnType.Integer, ColumnKind.Fact), Column("night", ColumnType.Boolean, ColumnKind.Dimension),
            ],
        },
        [
            Count("voyages", "voyage_count", "Number of voyages"), Sum("voyages", "total_weight_kg", "Total weight kg", "weight_kg", null),
            Sum("voyages", "total_freight_fee", "Total freight fee", "freight_fee", "currency"),
        ],
        new Dictionary<string, string[]> { ["skipper"] = ["Ann Holt", "Bo Lund"], ["vessel"] = ["Heron", "Tern"], ["harbour"] = ["Brae", "Skelwick"] },
        new(2025, 12, 31));

    public static TheoryData<string, string> Questions => GoldenQuestions.Read("voyage-questions.txt");

    [Theory]
    [MemberData(nameof(Questions))]
    public void Compile_Question_MeansItsQuery(string question, string query) => GoldenQuestions.AssertMeaning(question, query, Context);

    [Theory]
    [InlineData("how much was sailed in 2024")]
    [InlineData("which skippers sailed in 2023 but not in 2024 or 2025")]
    public void Compile_WhatNoQueryAnswers_AsksBack(string question) =>
        Assert.Equal(QuestionOutcome.Clarification, QuestionCompiler.Compile(question, Context).Outcome);
}
