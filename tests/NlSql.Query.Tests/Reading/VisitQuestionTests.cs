using NlSql.Query.Questions;
using NlSql.SemanticModel.Definitions;
using static NlSql.Query.Tests.Reading.OneTable;

namespace NlSql.Query.Tests.Reading;

/// <summary>Questions about one table of single visits that nobody has described: columns of yes and no, durations, and what has no row of a kind.</summary>
public sealed class VisitQuestionTests
{
    private static QuestionContext Context { get; } = Of(
        new()
        {
            Name = "visits",
            Label = "Visits",
            PrimaryKey = ["visit_nr"],
            TimeColumn = "visit_date",
            Columns =
            [
                Column("visit_nr", ColumnType.Text, ColumnKind.Id), Column("visit_date", ColumnType.Date, ColumnKind.Time), Column("patient", ColumnType.Text, ColumnKind.Dimension),
                Column("doctor", ColumnType.Text, ColumnKind.Dimension), Column("ward", ColumnType.Text, ColumnKind.Dimension), Amount("fee", ColumnType.Decimal),
                Column("minutes", ColumnType.Integer, ColumnKind.Fact), Column("no_show", ColumnType.Boolean, ColumnKind.Dimension),
            ],
        },
        [
            Count("visits", "visit_count", "Number of visits"), Count("visits", "no_show_visit_count", "Number of no show visits") with { Filter = "no_show IS TRUE" },
            new() { Name = "no_show_visit_share", Type = MetricType.Ratio, Label = "Share of no show visits", Numerator = "no_show_visit_count", Denominator = "visit_count", Unit = "percent", Synonyms = ["no show rate", "share of no show"] },
            Sum("visits", "total_fee", "Total fee", "fee", "currency"),
        ],
        new Dictionary<string, string[]> { ["doctor"] = ["Dr. Adams", "Dr. Chen"], ["ward"] = ["Cardiology", "Surgery", "Eye clinic"] },
        new(2025, 12, 31));

    public static TheoryData<string, string> Questions => GoldenQuestions.Read("visit-questions.txt");

    [Theory]
    [MemberData(nameof(Questions))]
    public void Compile_Question_MeansItsQuery(string question, string query) => GoldenQuestions.AssertMeaning(question, query, Context);

    [Fact]
    public void Compile_CountOfAColumnOfYesAndNo_IsCalledByTheColumn() =>
        Assert.Equal("Number of no show", QuestionCompiler.Compile("how many no-shows", Context).Compiled!.Columns[0].Label);

    [Fact]
    public void Compile_ShareOfSomeRows_IsShownInPercent() =>
        Assert.True(QuestionCompiler.Compile("percentage of visits in Surgery", Context).Compiled!.Columns[0].IsRatio);
}
