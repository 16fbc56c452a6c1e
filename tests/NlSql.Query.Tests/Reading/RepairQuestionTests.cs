using NlSql.Query.Questions;
using NlSql.SemanticModel.Definitions;
using static NlSql.Query.Tests.Reading.OneTable;
using static NlSql.Query.Tests.Reading.SeveralTables;

namespace NlSql.Query.Tests.Reading;

/// <summary>Questions about repairs, the crews that do them and the lifts that are rented out: keywords with a period and a state, what is included anyway, verbs of two words.</summary>
public sealed class RepairQuestionTests
{
    private static readonly ModelDefinition Model = new()
    {
        Plugin = new PluginDefinition { Id = "repairs", Name = "Repairs" },
        Version = "test",
        Tables =
        [
            Table("crews", Column("crew_code", ColumnType.Text, ColumnKind.Id), Column("crew", ColumnType.Text, ColumnKind.Dimension), Column("region", ColumnType.Text, ColumnKind.Dimension), Column("formed_on", ColumnType.Date, ColumnKind.Time), Column("left_on", ColumnType.Date, ColumnKind.Time)),
            Table(
                "repairs", Column("repair_no", ColumnType.Integer, ColumnKind.Id), Column("reported", ColumnType.Date, ColumnKind.Time), Column("problem", ColumnType.Text, ColumnKind.Dimension), Column("state", ColumnType.Text, ColumnKind.Dimension), Column("crew_code", ColumnType.Text, ColumnKind.Id),
                Amount("cost", ColumnType.Decimal) with { Unit = "currency" }) with { TimeColumn = "reported" },
            Table("lifts", Column("lift_no", ColumnType.Integer, ColumnKind.Id), Column("plate", ColumnType.Text, ColumnKind.Dimension), Column("pump_type", ColumnType.Text, ColumnKind.Dimension)),
            Table("rentals", Column("rental_no", ColumnType.Integer, ColumnKind.Id), Column("lift_no", ColumnType.Integer, ColumnKind.Id), Column("dt_out", ColumnType.Date, ColumnKind.Time), Column("hours_out", ColumnType.Integer, ColumnKind.Fact)) with { TimeColumn = "dt_out" },
        ],
        Relationships = [Join("repairs.crew_code", "crews.crew_code"), Join("rentals.lift_no", "lifts.lift_no")],
        Metrics = [Count("repairs", "repair_count", "Number of repairs"), Sum("repairs", "total_cost", "Total cost", "cost", "currency"), Count("rentals", "rental_count", "Number of rentals")],
    };

    private static QuestionContext Context { get; } = Of(
        Model,
        new("crews", "crew", ["Heron", "Kestrel", "Raven"], true), new("crews", "region", ["North", "South"], true), new("repairs", "problem", ["pothole", "graffiti"], true), new("repairs", "state", ["done", "rejected", "in progress"], true),
        new("lifts", "plate", ["GV-243", "EX-498"], true), new("lifts", "pump_type", ["hydraulic", "electric"], true));

    public static TheoryData<string, string> Questions => GoldenQuestions.Read("repair-questions.txt");

    [Theory]
    [MemberData(nameof(Questions))]
    public void Compile_Question_MeansItsQuery(string question, string query) => GoldenQuestions.AssertMeaning(question, query, Context);

    [Theory]
    // Half of what is asked is no answer.
    [InlineData("how many repairs were rejected? and what do they add up to")]
    // Somebody is asked for, not a day.
    [InlineData("the most recently formed crew of each region")]
    public void Compile_WhatNoQueryAnswers_AsksBack(string question) =>
        Assert.Equal(QuestionOutcome.Clarification, QuestionCompiler.Compile(question, Context).Outcome);
}
