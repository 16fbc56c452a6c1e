using NlSql.Query.Questions;
using NlSql.SemanticModel.Definitions;
using static NlSql.Query.Tests.Reading.OneTable;
using static NlSql.Query.Tests.Reading.SeveralTables;

namespace NlSql.Query.Tests.Reading;

/// <summary>Questions over dispatches and their lines: what is added up has no date of its own, its dispatch has two; one value is written in several ways; stays are booked before they begin.</summary>
public sealed class DispatchQuestionTests
{
    private static readonly ModelDefinition Model = new()
    {
        Plugin = new PluginDefinition { Id = "depot", Name = "Depot" },
        Version = "test",
        Tables =
        [
            Table("dispatches", Column("dispatch_no", ColumnType.Integer, ColumnKind.Id), Column("sent_on", ColumnType.Date, ColumnKind.Time), Column("arrived_on", ColumnType.Date, ColumnKind.Time), Column("district", ColumnType.Text, ColumnKind.Dimension), Column("state", ColumnType.Text, ColumnKind.Dimension), Column("haulier", ColumnType.Text, ColumnKind.Dimension)) with { TimeColumn = "sent_on" },
            Table("goods", Column("good_id", ColumnType.Integer, ColumnKind.Id), Column("good_name", ColumnType.Text, ColumnKind.Dimension), Column("shelf", ColumnType.Text, ColumnKind.Dimension), Column("is_active", ColumnType.Boolean, ColumnKind.Dimension)),
            Table("dispatch_lines", Column("line_id", ColumnType.Integer, ColumnKind.Id), Column("dispatch_no", ColumnType.Integer, ColumnKind.Id), Column("good_id", ColumnType.Integer, ColumnKind.Id), Amount("crates", ColumnType.Integer), Amount("amount", ColumnType.Decimal) with { Unit = "currency" }),
            Table("stays", Column("stay_id", ColumnType.Integer, ColumnKind.Id), Column("booked_on", ColumnType.Date, ColumnKind.Time), Column("check_in", ColumnType.Date, ColumnKind.Time), Column("check_out", ColumnType.Date, ColumnKind.Time)) with { TimeColumn = "booked_on" },
        ],
        Relationships = [Join("dispatch_lines.dispatch_no", "dispatches.dispatch_no"), Join("dispatch_lines.good_id", "goods.good_id")],
        Metrics =
        [
            Count("dispatches", "dispatch_count", "Number of dispatches"), Count("goods", "good_count", "Number of goods"), Count("dispatch_lines", "dispatch_line_count", "Number of dispatch lines"),
            Sum("dispatch_lines", "total_crates", "Total crates", "crates", null), Sum("dispatch_lines", "total_amount", "Total amount", "amount", "currency"),
        ],
    };

    private static QuestionContext Context { get; } = SeveralTables.Of(
        Model,
        new("dispatches", "district", ["North Quay", "NORTH QUAY", "north quay ", "Mill Side"], true), new("dispatches", "haulier", ["Ort", "Vale", "Marl", "Dunn", "Isk"], true), new("dispatches", "state", ["Returned", "Arrived", "active"], true), new("goods", "good_name", ["Pears", "Plums"], true), new("goods", "shelf", ["Cold", "Dry"], true));

    public static TheoryData<string, string> Questions => GoldenQuestions.Read("dispatch-questions.txt");

    [Theory]
    [MemberData(nameof(Questions))]
    public void Compile_Question_MeansItsQuery(string question, string query) => GoldenQuestions.AssertMeaning(question, query, Context);
}
