using NlSql.Query.Questions;
using NlSql.SemanticModel.Definitions;
using static NlSql.Query.Tests.Reading.OneTable;
using static NlSql.Query.Tests.Reading.SeveralTables;

namespace NlSql.Query.Tests.Reading;

/// <summary>Questions over rows that refer to others of their table: painters with a mentor among them, guilds with a president and members, and two tables that pair painters and walls.</summary>
public sealed class MuralQuestionTests
{
    private static readonly ModelDefinition Model = new()
    {
        Plugin = new PluginDefinition { Id = "murals", Name = "Murals" },
        Version = "test",
        Tables =
        [
            Table("guilds", Column("guild_id", ColumnType.Integer, ColumnKind.Id), Column("guild_name", ColumnType.Text, ColumnKind.Dimension), Column("town", ColumnType.Text, ColumnKind.Dimension), Column("president", ColumnType.Integer, ColumnKind.Id)),
            Table("painters", Column("painter_id", ColumnType.Integer, ColumnKind.Id), Column("first_name", ColumnType.Text, ColumnKind.Dimension), Column("last_name", ColumnType.Text, ColumnKind.Dimension), Column("guild_id", ColumnType.Integer, ColumnKind.Id), Average("day_rate"), Average("joined_year"), Column("mentor", ColumnType.Integer, ColumnKind.Id)),
            Table("walls", Column("wall_id", ColumnType.Integer, ColumnKind.Id), Column("wall_name", ColumnType.Text, ColumnKind.Dimension), Column("wall_kind", ColumnType.Text, ColumnKind.Dimension), Column("street", ColumnType.Text, ColumnKind.Dimension), Column("other_wall_details", ColumnType.Text, ColumnKind.Text)),
            Table("owns", Column("painter_id", ColumnType.Integer, ColumnKind.Id), Column("wall_id", ColumnType.Integer, ColumnKind.Id)) with { PrimaryKey = ["painter_id", "wall_id"] },
            Table("painters_walls", Column("painter_id", ColumnType.Integer, ColumnKind.Id), Column("wall_id", ColumnType.Integer, ColumnKind.Id)) with { PrimaryKey = ["painter_id", "wall_id"] },
            Table("notice_of_damage", Column("notice_id", ColumnType.Integer, ColumnKind.Id), Column("painter_id", ColumnType.Integer, ColumnKind.Id), Column("wall_id", ColumnType.Integer, ColumnKind.Id), Amount("cost", ColumnType.Decimal)),
        ],
        Relationships =
        [
            Join("guilds.president", "painters.painter_id") with { Role = "president" }, Join("painters.guild_id", "guilds.guild_id"), Join("painters.mentor", "painters.painter_id") with { Role = "mentor" }, Join("owns.painter_id", "painters.painter_id"),
            Join("owns.wall_id", "walls.wall_id"), Join("painters_walls.painter_id", "painters.painter_id"), Join("painters_walls.wall_id", "walls.wall_id"), Join("notice_of_damage.painter_id", "painters.painter_id"), Join("notice_of_damage.wall_id", "walls.wall_id"),
        ],
        Metrics = [Count("painters", "painter_count", "Number of painters"), Count("walls", "wall_count", "Number of walls")],
    };

    private static QuestionContext Context { get; } = SeveralTables.Of(
        Model,
        new("guilds", "guild_name", ["Lime Guild", "Brush Union"], true), new("guilds", "town", ["Bath", "Leeds"], true), new("painters", "first_name", ["Ada", "Finn"], true), new("painters", "last_name", ["Marsh", "Wade"], true),
        new("walls", "wall_name", ["Harbor Wall", "Mill Gable"], true), new("walls", "wall_kind", ["Brick", "Stone"], true));

    public static TheoryData<string, string> Questions => GoldenQuestions.Read("mural-questions.txt");

    [Theory]
    [MemberData(nameof(Questions))]
    public void Compile_Question_MeansItsQuery(string question, string query) => GoldenQuestions.AssertMeaning(question, query, Context);
}
