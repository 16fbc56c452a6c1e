using NlSql.Query.Linking;
using NlSql.Query.Model;
using NlSql.Query.Questions;
using NlSql.SemanticModel.Definitions;
using static NlSql.Query.Tests.Reading.OneTable;
using static NlSql.Query.Tests.Reading.SeveralTables;

namespace NlSql.Query.Tests.Reading;

/// <summary>Questions about plots, who picks there, and to whom the jars are sold: years as numbers, people by their last names, things that nothing ever happened to, accounts that are customers.</summary>
public sealed class AllotmentQuestionTests
{
    private static readonly ModelDefinition Model = new()
    {
        Plugin = new PluginDefinition { Id = "allotments", Name = "Allotments" },
        Version = "test",
        Tables =
        [
            Table("plots", Column("plot_id", ColumnType.Text, ColumnKind.Id), Column("site", ColumnType.Text, ColumnKind.Dimension), Column("kind", ColumnType.Text, ColumnKind.Dimension), Column("planted", ColumnType.Integer, ColumnKind.Fact), Column("m2", ColumnType.Decimal, ColumnKind.Fact)),
            Table("pickers", Column("pck_id", ColumnType.Integer, ColumnKind.Id), Column("picker_name", ColumnType.Text, ColumnKind.Dimension), Column("role", ColumnType.Text, ColumnKind.Dimension), Column("town", ColumnType.Text, ColumnKind.Dimension)),
            Table("harvests", Column("h_no", ColumnType.Integer, ColumnKind.Id), Column("plot", ColumnType.Text, ColumnKind.Id), Column("seen_by", ColumnType.Integer, ColumnKind.Id), Column("picked_on", ColumnType.Date, ColumnKind.Time), Column("frm_shed", ColumnType.Text, ColumnKind.Dimension), Column("to_shed", ColumnType.Text, ColumnKind.Dimension), Amount("kg", ColumnType.Decimal)) with { TimeColumn = "picked_on" },
            Table("accounts", Column("acct_no", ColumnType.Integer, ColumnKind.Id), Column("acct_name", ColumnType.Text, ColumnKind.Dimension), Column("opened", ColumnType.Date, ColumnKind.Time)) with { TimeColumn = "opened" },
            Table("sales", Column("s_no", ColumnType.Integer, ColumnKind.Id), Column("cust", ColumnType.Integer, ColumnKind.Id), Column("sold_on", ColumnType.Date, ColumnKind.Time), Amount("jars", ColumnType.Integer), Column("unit_price", ColumnType.Decimal, ColumnKind.Fact) with { Unit = "currency" }) with { TimeColumn = "sold_on" },
        ],
        Relationships = [Join("harvests.plot", "plots.plot_id"), Join("harvests.seen_by", "pickers.pck_id"), Join("sales.cust", "accounts.acct_no")],
        Metrics = [Count("harvests", "harvest_count", "Number of harvests"), Sum("harvests", "total_kg", "Total kg", "kg", null), Count("sales", "sale_count", "Number of sales"), Sum("sales", "total_jars", "Total jars", "jars", null)],
    };

    private static QuestionContext Context { get; } = Of(
        Model,
        new("plots", "site", ["Hill Row", "Mill Lane"], true), new("plots", "kind", ["orchard", "bed"], true), new("plots", "planted", [], false, "1987", "2021"), new("pickers", "picker_name", ["Dr Lucy Frost", "Dr Anil Patel", "Dr Ada Reed"], true),
        new("harvests", "frm_shed", ["Barn", "Cellar"], true), new("harvests", "to_shed", ["Barn", "Cellar"], true), new("pickers", "role", ["Captain", "Helper"], true), new("pickers", "town", ["Corby", "Bexley"], true), new("accounts", "acct_name", ["Blue Door", "White Hart"], true));

    public static TheoryData<string, string> Questions => GoldenQuestions.Read("allotment-questions.txt");

    [Theory]
    [MemberData(nameof(Questions))]
    public void Compile_Question_MeansItsQuery(string question, string query) => GoldenQuestions.AssertMeaning(question, query, Context);
}
