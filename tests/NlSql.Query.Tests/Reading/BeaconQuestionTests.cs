using NlSql.Query.Questions;
using NlSql.SemanticModel.Definitions;
using static NlSql.Query.Tests.Reading.OneTable;
using static NlSql.Query.Tests.Reading.SeveralTables;

namespace NlSql.Query.Tests.Reading;

/// <summary>Questions in whole sentences about the lighthouses of a coast: years that are no dates, people who were posted somewhere, visits in minutes, boats that refer to the harbours that are their home.</summary>
public sealed class BeaconQuestionTests
{
    private static readonly ModelDefinition Model = new()
    {
        Plugin = new PluginDefinition { Id = "beacons", Name = "Lighthouses" },
        Version = "test",
        Tables =
        [
            Table("lighthouses", Column("lighthouse_id", ColumnType.Integer, ColumnKind.Id), Column("name", ColumnType.Text, ColumnKind.Dimension), Column("region", ColumnType.Text, ColumnKind.Dimension), Column("year_built", ColumnType.Integer, ColumnKind.Dimension), Average("height_m")),
            Table("keepers", Column("keeper_id", ColumnType.Integer, ColumnKind.Id), Column("keeper_name", ColumnType.Text, ColumnKind.Dimension), Average("age"), Column("rank", ColumnType.Text, ColumnKind.Dimension), Average("salary") with { Unit = "currency" }),
            Table("postings", Column("posting_id", ColumnType.Integer, ColumnKind.Id), Column("keeper_id", ColumnType.Integer, ColumnKind.Id), Column("lighthouse_id", ColumnType.Integer, ColumnKind.Id), Column("start_year", ColumnType.Integer, ColumnKind.Dimension), Column("end_year", ColumnType.Integer, ColumnKind.Dimension)),
            Table("visits", Column("visit_id", ColumnType.Integer, ColumnKind.Id), Column("lighthouse_id", ColumnType.Integer, ColumnKind.Id), Column("visit_date", ColumnType.Date, ColumnKind.Time), Average("length_min"), Column("purpose", ColumnType.Text, ColumnKind.Dimension)) with { TimeColumn = "visit_date" },
            Table("harbours", Column("harbour_id", ColumnType.Integer, ColumnKind.Id), Column("harbour_name", ColumnType.Text, ColumnKind.Dimension), Column("town", ColumnType.Text, ColumnKind.Dimension)),
            Table("boats", Column("boat_id", ColumnType.Integer, ColumnKind.Id), Column("boat_name", ColumnType.Text, ColumnKind.Dimension), Column("home_harbour", ColumnType.Integer, ColumnKind.Id), Average("weight_kg")),
        ],
        Relationships = [Join("postings.keeper_id", "keepers.keeper_id"), Join("postings.lighthouse_id", "lighthouses.lighthouse_id"), Join("visits.lighthouse_id", "lighthouses.lighthouse_id"), Join("boats.home_harbour", "harbours.harbour_id")],
        Metrics = [Count("lighthouses", "lighthouse_count", "Number of lighthouses"), Count("keepers", "keeper_count", "Number of keepers"), Count("postings", "posting_count", "Number of postings"), Count("visits", "visit_count", "Number of visits"), Count("harbours", "harbour_count", "Number of harbours"), Count("boats", "boat_count", "Number of boats")],
    };

    private static QuestionContext Context { get; } = SeveralTables.Of(
        Model,
        new("lighthouses", "name", ["Gannet Rock", "Black Reef"], true), new("lighthouses", "region", ["North Coast", "West Isles"], true), new("lighthouses", "year_built", ["1850", "1871", "1902"], true), new("keepers", "keeper_name", ["Amos Tregear", "Ruth Penhale"], true), new("keepers", "rank", ["Principal", "Assistant"], true),
        new("postings", "start_year", ["2012", "2014", "2016"], true), new("postings", "end_year", ["2015", "2019"], true), new("visits", "purpose", ["Survey", "Repair"], true), new("harbours", "harbour_name", ["Marport", "Kelby Quay"], true), new("harbours", "town", ["Marport", "Kelby"], true), new("boats", "boat_name", ["Petrel", "Shearwater"], true));

    public static TheoryData<string, string> Questions => GoldenQuestions.Read("beacon-questions.txt");

    [Theory]
    [MemberData(nameof(Questions))]
    public void Compile_Question_MeansItsQuery(string question, string query) => GoldenQuestions.AssertMeaning(question, query, Context);
}
