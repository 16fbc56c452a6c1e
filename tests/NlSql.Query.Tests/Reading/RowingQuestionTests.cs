using NlSql.Query.Questions;
using NlSql.SemanticModel.Definitions;
using static NlSql.Query.Tests.Reading.OneTable;
using static NlSql.Query.Tests.Reading.SeveralTables;

namespace NlSql.Query.Tests.Reading;

/// <summary>Questions about rowers, the clubs that are their home, and the boats and races that they rowed: keys that people know by names only, places of which the first is the best.</summary>
public sealed class RowingQuestionTests
{
    private static readonly ModelDefinition Model = new()
    {
        Plugin = new PluginDefinition { Id = "rowing", Name = "Rowing" },
        Version = "test",
        Tables =
        [
            Table("clubs", Column("club_id", ColumnType.Integer, ColumnKind.Id), Column("club_name", ColumnType.Text, ColumnKind.Dimension), Column("town", ColumnType.Text, ColumnKind.Dimension)),
            Table("rowers", Column("rower_id", ColumnType.Integer, ColumnKind.Id), Column("full_name", ColumnType.Text, ColumnKind.Dimension), Average("age"), Column("home_club", ColumnType.Integer, ColumnKind.Id)),
            Table("boats", Column("boat_id", ColumnType.Integer, ColumnKind.Id), Column("boat_name", ColumnType.Text, ColumnKind.Dimension), Average("weight_kg")),
            Table("races", Column("race_id", ColumnType.Integer, ColumnKind.Id), Column("race_date", ColumnType.Date, ColumnKind.Time), Average("distance_m"), Column("hosted_by", ColumnType.Integer, ColumnKind.Id)) with { TimeColumn = "race_date" },
            Table("entries", Column("race_id", ColumnType.Integer, ColumnKind.Id), Column("rower_id", ColumnType.Integer, ColumnKind.Id), Column("boat_id", ColumnType.Integer, ColumnKind.Id), Average("time_sec"), Average("place")) with { PrimaryKey = [] },
            Table("repairs", Column("repair_no", ColumnType.Integer, ColumnKind.Id), Column("done_on", ColumnType.Date, ColumnKind.Time), Column("boat_id", ColumnType.Integer, ColumnKind.Id), Column("yard", ColumnType.Text, ColumnKind.Dimension), Column("kind", ColumnType.Text, ColumnKind.Dimension), Amount("inv_eur", ColumnType.Decimal) with { Unit = "currency" }) with { TimeColumn = "done_on" },
        ],
        Relationships =
        [
            Join("rowers.home_club", "clubs.club_id") with { Role = "home_club" }, Join("races.hosted_by", "clubs.club_id") with { Role = "hosted_by" }, Join("entries.race_id", "races.race_id"), Join("entries.rower_id", "rowers.rower_id"), Join("entries.boat_id", "boats.boat_id"), Join("repairs.boat_id", "boats.boat_id"),
        ],
        Metrics = [Count("clubs", "club_count", "Number of clubs"), Count("rowers", "rower_count", "Number of rowers"), Count("boats", "boat_count", "Number of boats"), Count("races", "race_count", "Number of races"), Count("entries", "entry_count", "Number of entries"), Count("repairs", "repair_count", "Number of repairs")],
    };

    private static QuestionContext Context { get; } = SeveralTables.Of(
        Model,
        new("clubs", "club_name", ["Old Mill", "Three Bridges"], true), new("clubs", "town", ["Kelby", "Marport"], true), new("rowers", "full_name", ["Cid Bell", "Dee Pike"], true), new("boats", "boat_name", ["Petrel", "Tern"], true),
        new("repairs", "yard", ["Ash & Son", "Bolt", "Crane", "Dock 4", "Elm", "Fell", "Gull", "Hood"], true), new("repairs", "kind", ["Hull", "Seat"], true));

    public static TheoryData<string, string> Questions => GoldenQuestions.Read("rowing-questions.txt");

    [Theory]
    [MemberData(nameof(Questions))]
    public void Compile_Question_MeansItsQuery(string question, string query) => GoldenQuestions.AssertMeaning(question, query, Context);

    [Theory]
    [InlineData("how many of those are done?")]
    [InlineData("and split that by town")]
    [InlineData("which boat is that person in?")]
    public void Compile_WhatSpeaksOfNoAnswer_SaysSo(string question)
    {
        var asked = QuestionCompiler.Compile(question, Context);

        Assert.Equal(QuestionOutcome.Clarification, asked.Outcome);
        Assert.Equal("followup.nothing-before", Assert.Single(asked.Issues).Code);
    }
}
