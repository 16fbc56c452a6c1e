using NlSql.Query.Linking;
using NlSql.Query.Questions;
using NlSql.SemanticModel.Definitions;
using static NlSql.Query.Tests.Reading.OneTable;

namespace NlSql.Query.Tests.Reading;

/// <summary>Questions about one wide table of hauls, as systems export it: towns they go from and to, who orders and who drives, what they brought in, what became of them.</summary>
public sealed class HaulQuestionTests
{
    private static readonly TableDefinition Hauls = new()
    {
        Name = "hauls",
        Label = "Hauls",
        PrimaryKey = ["haul_no"],
        TimeColumn = "pu_dt",
        Columns =
        [
            Column("haul_no", ColumnType.Text, ColumnKind.Id), Column("cust_nm", ColumnType.Text, ColumnKind.Dimension), Column("drv_nm", ColumnType.Text, ColumnKind.Dimension), Column("from_twn", ColumnType.Text, ColumnKind.Dimension), Column("to_twn", ColumnType.Text, ColumnKind.Dimension),
            Column("size_band", ColumnType.Text, ColumnKind.Dimension), Amount("pallets", ColumnType.Integer), Amount("fare_eur", ColumnType.Decimal) with { Unit = "currency" }, Column("stars", ColumnType.Integer, ColumnKind.Fact) with { DefaultAggregate = AggregateFunction.Avg },
            Column("pu_dt", ColumnType.Date, ColumnKind.Time), Column("dlv_dt", ColumnType.Date, ColumnKind.Time), Column("stat", ColumnType.Text, ColumnKind.Dimension), Column("xfr", ColumnType.Boolean, ColumnKind.Dimension), Column("crane", ColumnType.Boolean, ColumnKind.Dimension),
        ],
    };

    private static QuestionContext Context { get; } = Of(
        Hauls,
        [Count("hauls", "haul_count", "Number of hauls"), Sum("hauls", "total_fare_eur", "Total fare eur", "fare_eur", "currency"), Sum("hauls", "total_pallets", "Total pallets", "pallets", null)],
        new Dictionary<string, string[]>
        {
            ["cust_nm"] = ["Alder Works", "Birch Foods", "Cedar Mill"],
            ["drv_nm"] = ["Lucy Frost", "Anil Patel", "Ada Reed"],
            ["from_twn"] = ["Bexley", "Corby", "Dunmore"],
            ["to_twn"] = ["Bexley", "Corby", "Dunmore"],
            ["size_band"] = ["small", "large"],
            ["stat"] = ["DELIVERED", "LOST", "RETURNED"],
        },
        new DateOnly(2025, 12, 31));

    public static TheoryData<string, string> Questions => GoldenQuestions.Read("haul-questions.txt");

    [Theory]
    [MemberData(nameof(Questions))]
    public void Compile_Question_MeansItsQuery(string question, string query) => GoldenQuestions.AssertMeaning(question, query, Context);

    [Theory]
    // No haul is both, and every lost one is not returned.
    [InlineData("hauls under 2 pallets and above 10 pallets, how many")]
    [InlineData("hauls that were lost but not returned")]
    // Only some were; nothing says which.
    [InlineData("how many hauls were inspected")]
    // A driver who went there once may have gone elsewhere, too.
    [InlineData("drivers who have only ever gone to Corby")]
    // Somebody is asked for, too.
    [InlineData("the five biggest fares, who and how much")]
    [InlineData("the biggest haul and who ordered it")]
    // The average of that year, or the hauls of it.
    [InlineData("hauls with a fare above their customer's average in 2024")]
    // How many pallets all of a customer's hauls had, or one of them.
    [InlineData("customers with more pallets than the average customer of the same size band")]
    public void Compile_WhatNoQueryAnswers_AsksBack(string question) =>
        Assert.Equal(QuestionOutcome.Clarification, QuestionCompiler.Compile(question, Context).Outcome);
}
