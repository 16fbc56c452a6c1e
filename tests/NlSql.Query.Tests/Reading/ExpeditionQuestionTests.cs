using NlSql.Query.Questions;
using NlSql.SemanticModel.Definitions;
using static NlSql.Query.Tests.Reading.OneTable;
using static NlSql.Query.Tests.Reading.SeveralTables;

namespace NlSql.Query.Tests.Reading;

/// <summary>Questions about expeditions that one member led and several took part in, and what was found there: verbs say in which way people belong to them.</summary>
public sealed class ExpeditionQuestionTests
{
    private static readonly ModelDefinition Model = new()
    {
        Plugin = new PluginDefinition { Id = "expeditions", Name = "Expeditions" },
        Version = "test",
        Tables =
        [
            Table("members", Column("member_id", ColumnType.Integer, ColumnKind.Id), Column("fname", ColumnType.Text, ColumnKind.Dimension), Column("lname", ColumnType.Text, ColumnKind.Dimension), Column("nationality", ColumnType.Text, ColumnKind.Dimension)),
            Table("expeditions", Column("expedition_id", ColumnType.Integer, ColumnKind.Id), Column("title", ColumnType.Text, ColumnKind.Dimension), Column("valley", ColumnType.Text, ColumnKind.Dimension), Column("leader_id", ColumnType.Integer, ColumnKind.Id), Column("start_date", ColumnType.Date, ColumnKind.Time)) with { TimeColumn = "start_date" },
            Table("participation", Column("expedition_id", ColumnType.Integer, ColumnKind.Id), Column("member_id", ColumnType.Integer, ColumnKind.Id), Column("task", ColumnType.Text, ColumnKind.Dimension)) with { PrimaryKey = [] },
            Table("species", Column("species_id", ColumnType.Integer, ColumnKind.Id), Column("common_name", ColumnType.Text, ColumnKind.Dimension), Column("genus", ColumnType.Text, ColumnKind.Dimension), Column("edible", ColumnType.Boolean, ColumnKind.Dimension)),
            Table("finds", Column("find_id", ColumnType.Integer, ColumnKind.Id), Column("expedition_id", ColumnType.Integer, ColumnKind.Id), Column("species_id", ColumnType.Integer, ColumnKind.Id), Amount("quantity", ColumnType.Integer), Column("price_per_50ml", ColumnType.Decimal, ColumnKind.Fact) with { DefaultAggregate = AggregateFunction.Avg, Additive = Additivity.None }),
            Table("tools", Column("tid", ColumnType.Integer, ColumnKind.Id), Column("tool", ColumnType.Text, ColumnKind.Dimension), Column("material", ColumnType.Text, ColumnKind.Dimension)),
        ],
        Relationships =
        [
            Join("expeditions.leader_id", "members.member_id") with { Role = "leader" }, Join("participation.expedition_id", "expeditions.expedition_id"), Join("participation.member_id", "members.member_id"),
            Join("finds.expedition_id", "expeditions.expedition_id"), Join("finds.species_id", "species.species_id"),
        ],
        Metrics = [Count("members", "member_count", "Number of members"), Count("expeditions", "expedition_count", "Number of expeditions"), Count("species", "species_count", "Number of species"), Count("finds", "find_count", "Number of finds"), Sum("finds", "total_quantity", "Total quantity", "quantity", null), Count("tools", "tool_count", "Number of tools")],
    };

    private static QuestionContext Context { get; } = SeveralTables.Of(
        Model,
        new("members", "fname", ["Ana", "Nils"], true), new("members", "lname", ["Kovac", "Strand"], true), new("members", "nationality", ["Italian", "Swedish"], true), new("expeditions", "title", ["Deep Water", "Long Crawl"], true), new("expeditions", "valley", ["Velika", "Aravis"], true),
        new("participation", "task", ["cook", "photographer"], true), new("species", "common_name", ["Penny Bun", "Morel"], true), new("species", "genus", ["Amanita", "Boletus"], true), new("tools", "tool", ["Ladder", "Rope"], true), new("tools", "material", ["wood", "steel"], true));

    public static TheoryData<string, string> Questions => GoldenQuestions.Read("expedition-questions.txt");

    [Theory]
    [MemberData(nameof(Questions))]
    public void Compile_Question_MeansItsQuery(string question, string query) => GoldenQuestions.AssertMeaning(question, query, Context);

    [Theory]
    // Prices of one unit add up to nothing.
    [InlineData("which species has the highest total price per 50 ml")]
    // A noun that is a verb, too, is no word for nothing.
    [InlineData("number of sponsors")]
    public void Compile_WhatIsNotCertain_AsksBack(string question) =>
        Assert.Equal(QuestionOutcome.Clarification, QuestionCompiler.Compile(question, Context).Outcome);
}
