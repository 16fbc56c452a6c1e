using NlSql.Query.Linking;
using NlSql.Query.Model;
using NlSql.Query.Questions;
using NlSql.SemanticModel.Definitions;
using static NlSql.Query.Tests.Reading.OneTable;
using static NlSql.Query.Tests.Reading.SeveralTables;

namespace NlSql.Query.Tests.Reading;

/// <summary>Questions about plays, halls and the tickets sold for their nights: rows with a title, rows that stand for several things, groups said with "of".</summary>
public sealed class StageQuestionTests
{
    private static readonly ModelDefinition Model = new()
    {
        Plugin = new PluginDefinition { Id = "stage", Name = "Stage" },
        Version = "test",
        Tables =
        [
            Table("plays", Column("play_id", ColumnType.Text, ColumnKind.Id), Column("title", ColumnType.Text, ColumnKind.Dimension), Column("wri_name", ColumnType.Text, ColumnKind.Dimension), Column("genre", ColumnType.Text, ColumnKind.Dimension)),
            Table("staff", Column("staff_id", ColumnType.Text, ColumnKind.Id), Column("emp_name", ColumnType.Text, ColumnKind.Dimension), Column("title", ColumnType.Text, ColumnKind.Dimension)),
            Table("halls", Column("hall_id", ColumnType.Text, ColumnKind.Id), Column("hall_name", ColumnType.Text, ColumnKind.Dimension), Column("town", ColumnType.Text, ColumnKind.Dimension), Column("hall_type", ColumnType.Text, ColumnKind.Dimension)),
            Table("nights", Column("night_id", ColumnType.Text, ColumnKind.Id), Column("play_id", ColumnType.Text, ColumnKind.Id), Column("hall_id", ColumnType.Text, ColumnKind.Id), Column("held_on", ColumnType.Date, ColumnKind.Time)) with { TimeColumn = "held_on" },
            Table("tickets", Column("ticket_ref", ColumnType.Text, ColumnKind.Id), Column("night_id", ColumnType.Text, ColumnKind.Id), Column("ticket_type", ColumnType.Text, ColumnKind.Dimension), Amount("number_of_tickets", ColumnType.Integer)),
        ],
        Relationships = [Join("nights.play_id", "plays.play_id"), Join("nights.hall_id", "halls.hall_id"), Join("tickets.night_id", "nights.night_id")],
        Metrics = [Count("tickets", "ticket_count", "Number of tickets"), Count("nights", "night_count", "Number of nights")],
    };

    private static QuestionContext Context { get; } = Of(
        Model,
        new("plays", "genre", ["Comedy", "Tragedy"], true), new("halls", "town", ["Marrow", "Penhale"], true), new("tickets", "ticket_type", ["student", "full"], true));

    public static TheoryData<string, string> Questions => GoldenQuestions.Read("stage-questions.txt");

    [Theory]
    [MemberData(nameof(Questions))]
    public void Compile_Question_MeansItsQuery(string question, string query) => GoldenQuestions.AssertMeaning(question, query, Context);

    [Theory]
    [InlineData("biggest hall in each town")]
    [InlineData("best hall per town")]
    public void Compile_WhatNoQueryAnswers_AsksBack(string question) =>
        Assert.Equal(QuestionOutcome.Clarification, QuestionCompiler.Compile(question, Context).Outcome);
}
