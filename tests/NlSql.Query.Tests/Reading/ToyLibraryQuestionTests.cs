using NlSql.Query.Questions;
using NlSql.SemanticModel.Definitions;
using static NlSql.Query.Tests.Reading.OneTable;
using static NlSql.Query.Tests.Reading.SeveralTables;

namespace NlSql.Query.Tests.Reading;

/// <summary>Questions over a dataset called "toybox": games, who designed them, and the members of a library who borrow them; short codes, a length in minutes, ratings that may be missing, years long ago.</summary>
public sealed class ToyLibraryQuestionTests
{
    private static readonly ModelDefinition Model = new()
    {
        Plugin = new PluginDefinition { Id = "toybox", Name = "toybox-7f3a" },
        Version = "test",
        Tables =
        [
            Table("designers", Column("designer_id", ColumnType.Integer, ColumnKind.Id), Column("designer_name", ColumnType.Text, ColumnKind.Dimension), Column("country", ColumnType.Text, ColumnKind.Dimension), Average("birth_year")),
            Table("games", Column("game_id", ColumnType.Integer, ColumnKind.Id), Column("title", ColumnType.Text, ColumnKind.Dimension), Column("designer_id", ColumnType.Integer, ColumnKind.Id), Column("category", ColumnType.Text, ColumnKind.Dimension), Average("play_minutes"), Average("rating"), Average("published_year"), Average("tokencount")),
            Table("members", Column("member_id", ColumnType.Integer, ColumnKind.Id), Column("first_name", ColumnType.Text, ColumnKind.Dimension), Column("last_name", ColumnType.Text, ColumnKind.Dimension), Average("age"), Column("hometown", ColumnType.Text, ColumnKind.Dimension), Column("cmte", ColumnType.Text, ColumnKind.Dimension), Column("tier", ColumnType.Text, ColumnKind.Dimension)),
            Table("loans", Column("loan_id", ColumnType.Integer, ColumnKind.Id), Column("game_id", ColumnType.Integer, ColumnKind.Id), Column("member_id", ColumnType.Integer, ColumnKind.Id), Column("loan_date", ColumnType.Date, ColumnKind.Time), Column("return_date", ColumnType.Date, ColumnKind.Time), Amount("fee", ColumnType.Decimal) with { Unit = "currency" }) with { TimeColumn = "loan_date" },
        ],
        Relationships = [Join("games.designer_id", "designers.designer_id"), Join("loans.game_id", "games.game_id"), Join("loans.member_id", "members.member_id")],
        Metrics = [Count("designers", "designer_count", "Number of designers"), Count("games", "game_count", "Number of games"), Count("members", "member_count", "Number of members"), Count("loans", "loan_count", "Number of loans"), Sum("loans", "total_fee", "Total fee", "fee", "currency")],
    };

    internal static QuestionContext Context { get; } = SeveralTables.Of(
        Model,
        new("designers", "designer_name", ["Reiko Sato", "Uwe Krantz"], true), new("designers", "country", ["Japan", "Germany"], true), new("games", "title", ["Harbor Barons", "Tin Robots", "Owl Council"], true),
        new("games", "category", ["Party", "Family", "Dice"], true), new("members", "first_name", ["Ada", "Finn"], true), new("members", "last_name", ["Marsh", "Wade"], true), new("members", "hometown", ["Bath", "Leeds"], true),
        new("members", "cmte", ["Rules", "Rooms"], true), new("members", "tier", ["PAT", "REG", "STD"], true));

    public static TheoryData<string, string> Questions => GoldenQuestions.Read("toy-library-questions.txt");

    [Theory]
    [MemberData(nameof(Questions))]
    public void Compile_Question_MeansItsQuery(string question, string query) => GoldenQuestions.AssertMeaning(question, query, Context);

    [Theory]
    // Not all of them.
    [InlineData("how many loans are still going on?")]
    // A word that is the beginning of no code.
    [InlineData("how many gardeners are there?")]
    public void Compile_WhatIsNotUnderstood_AsksBack(string question) => Assert.Equal(QuestionOutcome.Clarification, QuestionCompiler.Compile(question, Context).Outcome);

    [Fact]
    public void Compile_AskedInAnotherUnit_SaysThatItWasConverted()
    {
        var compiled = QuestionCompiler.Compile("what is the average play length in hours", Context);

        Assert.Contains(compiled.Assumptions, a => a == "Told in hours; the data have minutes.");
    }
}
