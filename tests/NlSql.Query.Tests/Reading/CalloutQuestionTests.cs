using NlSql.Query.Linking;
using NlSql.Query.Model;
using NlSql.Query.Questions;
using NlSql.SemanticModel.Definitions;
using static NlSql.Query.Tests.Reading.OneTable;
using static NlSql.Query.Tests.Reading.SeveralTables;

namespace NlSql.Query.Tests.Reading;

/// <summary>Questions about depots, their callouts and the parts used on them: numbers that words describe, rows known by their key, states that verbs say, money that was offered, billed and claimed.</summary>
public sealed class CalloutQuestionTests
{
    private static readonly ModelDefinition Model = new()
    {
        Plugin = new PluginDefinition { Id = "callouts", Name = "Callouts" },
        Version = "test",
        Tables =
        [
            Table("depots", Column("dp_id", ColumnType.Text, ColumnKind.Id), Column("dp_name", ColumnType.Text, ColumnKind.Dimension), Column("area", ColumnType.Text, ColumnKind.Dimension), Column("opened", ColumnType.Date, ColumnKind.Time), Column("crew", ColumnType.Integer, ColumnKind.Fact)) with { TimeColumn = "opened" },
            Table(
                "jobs", Column("call_no", ColumnType.Text, ColumnKind.Id), Column("depot", ColumnType.Text, ColumnKind.Id), Column("caller", ColumnType.Text, ColumnKind.Dimension), Column("ordered", ColumnType.Date, ColumnKind.Time),
                Column("survey_dt", ColumnType.Date, ColumnKind.Time), Column("settled_on", ColumnType.Date, ColumnKind.Time), Column("job_status", ColumnType.Text, ColumnKind.Dimension), Money("quote_eur"), Money("inv_eur"), Money("claim_eur"),
                Column("disc_pct", ColumnType.Decimal, ColumnKind.Fact), Column("guarantee_yn", ColumnType.Boolean, ColumnKind.Dimension)) with { TimeColumn = "ordered" },
            Table("parts_used", Column("part_line", ColumnType.Text, ColumnKind.Id), Column("call", ColumnType.Text, ColumnKind.Id), Column("item", ColumnType.Text, ColumnKind.Dimension), Amount("qty", ColumnType.Integer), Column("unit_eur", ColumnType.Decimal, ColumnKind.Fact) with { Unit = "currency" }, Column("fitted_on", ColumnType.Date, ColumnKind.Time)) with { TimeColumn = "fitted_on" },
        ],
        Relationships = [Join("jobs.depot", "depots.dp_id"), Join("parts_used.call", "jobs.call_no")],
        Metrics = [Count("jobs", "job_count", "Number of jobs"), Count("parts_used", "parts_used_count", "Number of parts used")],
    };

    private static QuestionContext Context { get; } = Of(
        Model,
        new("depots", "dp_name", ["Harbour", "Millside"], true), new("depots", "area", ["North", "South"], true), new("jobs", "job_status", ["completed", "cancelled", "dropped out"], true), new("parts_used", "item", ["Valve", "Pipe"], true),
        new("jobs", "disc_pct", [], false, "0", "25"), new("jobs", "caller", ["Ann Price", "Joe Reed"], true));

    public static TheoryData<string, string> Questions => GoldenQuestions.Read("callout-questions.txt");

    [Theory]
    [MemberData(nameof(Questions))]
    public void Compile_Question_MeansItsQuery(string question, string query) => GoldenQuestions.AssertMeaning(question, query, Context);

    [Theory]
    // Which of them is said, and nothing knows the word.
    [InlineData("average local claim")]
    [InlineData("average disputed claim")]
    [InlineData("how many nearby jobs")]
    // The data is in euros.
    [InlineData("total claim by depot in dollars")]
    // An amount in all is asked for.
    [InlineData("what did we take in claims for the Harbour depot")]
    public void Compile_WhatNoQueryAnswers_AsksBack(string question) =>
        Assert.Equal(QuestionOutcome.Clarification, QuestionCompiler.Compile(question, Context).Outcome);

    private static ColumnDefinition Money(string name) => Amount(name, ColumnType.Decimal) with { Unit = "currency" };
}
