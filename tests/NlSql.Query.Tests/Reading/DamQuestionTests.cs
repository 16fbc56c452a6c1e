using NlSql.Query.Questions;
using NlSql.SemanticModel.Definitions;
using static NlSql.Query.Tests.Reading.OneTable;
using static NlSql.Query.Tests.Reading.SeveralTables;

namespace NlSql.Query.Tests.Reading;

/// <summary>Questions about dams, who owns them and their inspections, as a register of a country has them: states as codes, units in names, lists of codes, marks of yes and no, years.</summary>
public sealed class DamQuestionTests
{
    private static readonly ModelDefinition Model = new()
    {
        Plugin = new PluginDefinition { Id = "dams", Name = "Dams" },
        Version = "test",
        Tables =
        [
            Table("dams", Column("dam_id", ColumnType.Integer, ColumnKind.Id), Column("dam_name", ColumnType.Text, ColumnKind.Dimension), Column("state", ColumnType.Text, ColumnKind.Dimension), Column("hazard_class", ColumnType.Text, ColumnKind.Dimension), Average("height_m"), Amount("reservoir_acres", ColumnType.Decimal), Amount("homes_below", ColumnType.Integer), Column("completed_on", ColumnType.Date, ColumnKind.Time), Column("gated", ColumnType.Boolean, ColumnKind.Dimension), Column("owner_id", ColumnType.Integer, ColumnKind.Id), Column("material_cd", ColumnType.Text, ColumnKind.Id)) with { TimeColumn = "completed_on" },
            Table("owners", Column("owner_id", ColumnType.Integer, ColumnKind.Id), Column("owner_name", ColumnType.Text, ColumnKind.Dimension), Column("hometown", ColumnType.Text, ColumnKind.Dimension)),
            Table("material_codes", Column("material_cd", ColumnType.Text, ColumnKind.Id), Column("material_desc", ColumnType.Text, ColumnKind.Dimension)),
            Table("inspections", Column("inspection_no", ColumnType.Integer, ColumnKind.Id), Column("dam_id", ColumnType.Integer, ColumnKind.Id), Column("inspection_year", ColumnType.Integer, ColumnKind.Dimension), Column("repaired_on", ColumnType.Date, ColumnKind.Time), Column("status", ColumnType.Text, ColumnKind.Dimension), Average("score"), Amount("repair_cost", ColumnType.Decimal) with { Unit = "currency" }, Average("avg_leakage")),
        ],
        Relationships = [Join("dams.owner_id", "owners.owner_id"), Join("dams.material_cd", "material_codes.material_cd"), Join("inspections.dam_id", "dams.dam_id")],
        Metrics = [Count("dams", "dam_count", "Number of dams"), Count("owners", "owner_count", "Number of owners"), Count("inspections", "inspection_count", "Number of inspections"), Sum("dams", "total_homes_below", "Homes below", "homes_below", null), Sum("dams", "total_reservoir_acres", "Reservoir acres", "reservoir_acres", null)],
    };

    private static QuestionContext Context { get; } = SeveralTables.Of(
        Model,
        new("dams", "dam_name", ["Fallow", "Kestrel Weir"], true), new("dams", "state", ["CA", "NY", "OR", "TX"], true), new("dams", "hazard_class", ["High", "Low", "Significant"], true),
        new("owners", "owner_name", ["Marlow Water", "Pike County"], true), new("owners", "hometown", ["Bend", "Salem"], true), new("material_codes", "material_desc", ["Earth", "Gravity", "Masonry"], true), new("material_codes", "material_cd", ["ER", "MS", "PG"], true),
        new("inspections", "status", ["Open", "Repaired"], true));

    public static TheoryData<string, string> Questions => GoldenQuestions.Read("dam-questions.txt");

    [Theory]
    [MemberData(nameof(Questions))]
    public void Compile_Question_MeansItsQuery(string question, string query) => GoldenQuestions.AssertMeaning(question, query, Context);

    [Theory]
    [InlineData("how many matches did Fallow win")]
    [InlineData("number of draws in 2015")]
    public void Compile_OutcomesThatNothingTells_AsksBack(string question) =>
        Assert.Equal(QuestionOutcome.Clarification, QuestionCompiler.Compile(question, Context).Outcome);
}
