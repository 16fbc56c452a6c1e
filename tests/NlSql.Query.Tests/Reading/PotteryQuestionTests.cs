using NlSql.Query.Questions;
using NlSql.SemanticModel.Definitions;
using static NlSql.Query.Tests.Reading.OneTable;
using static NlSql.Query.Tests.Reading.SeveralTables;

namespace NlSql.Query.Tests.Reading;

/// <summary>Questions about a pottery and its lessons: what is never so within a period, rows of rows, amounts that are added up, words that say no more than others do.</summary>
public sealed class PotteryQuestionTests
{
    private static readonly ModelDefinition Model = new()
    {
        Plugin = new PluginDefinition { Id = "pottery", Name = "Pottery" },
        Version = "test",
        Tables =
        [
            Table(
                "firings", Column("firing_no", ColumnType.Text, ColumnKind.Id), Column("fired_on", ColumnType.Date, ColumnKind.Time), Column("shipped_on", ColumnType.Date, ColumnKind.Time), Column("operator_name", ColumnType.Text, ColumnKind.Dimension), Column("customer", ColumnType.Text, ColumnKind.Dimension),
                Column("town", ColumnType.Text, ColumnKind.Dimension), Column("glaze", ColumnType.Text, ColumnKind.Dimension), Column("state", ColumnType.Text, ColumnKind.Dimension), Column("rush", ColumnType.Boolean, ColumnKind.Dimension),
                Column("pay_method", ColumnType.Text, ColumnKind.Dimension), Column("vessel_cat", ColumnType.Text, ColumnKind.Dimension), Amount("clay_kg", ColumnType.Decimal), Amount("contract_eur", ColumnType.Decimal) with { Unit = "currency" }) with { TimeColumn = "fired_on" },
            Table("sponsors", Column("sponsor_no", ColumnType.Text, ColumnKind.Id), Column("company", ColumnType.Text, ColumnKind.Dimension), Column("district", ColumnType.Text, ColumnKind.Dimension)),
            Table("students", Column("student_no", ColumnType.Integer, ColumnKind.Id), Column("full_name", ColumnType.Text, ColumnKind.Dimension), Column("town", ColumnType.Text, ColumnKind.Dimension), Column("course", ColumnType.Text, ColumnKind.Dimension)),
            Table("teachers", Column("teacher_no", ColumnType.Integer, ColumnKind.Id), Column("name", ColumnType.Text, ColumnKind.Dimension), Column("branch", ColumnType.Text, ColumnKind.Dimension), Column("hired", ColumnType.Date, ColumnKind.Time), Column("heads", ColumnType.Integer, ColumnKind.Fact), Column("day_rate", ColumnType.Integer, ColumnKind.Fact)),
            Table(
                "lessons", Column("lesson_no", ColumnType.Integer, ColumnKind.Id), Column("held_on", ColumnType.Date, ColumnKind.Time), Column("student_no", ColumnType.Integer, ColumnKind.Id), Column("teacher", ColumnType.Integer, ColumnKind.Id), Column("kind", ColumnType.Text, ColumnKind.Dimension),
                Column("outcome", ColumnType.Text, ColumnKind.Dimension), Column("stars", ColumnType.Integer, ColumnKind.Fact), Amount("fee", ColumnType.Decimal) with { Unit = "currency" }) with { TimeColumn = "held_on" },
        ],
        Relationships = [Join("lessons.student_no", "students.student_no"), Join("lessons.teacher", "teachers.teacher_no")],
        Metrics = [Count("firings", "firing_count", "Number of firings"), Sum("firings", "total_clay_kg", "Total clay kg", "clay_kg", null), Count("students", "student_count", "Number of students"), Count("lessons", "lesson_count", "Number of lessons"), Sum("lessons", "total_fee", "Total fee", "fee", "currency")],
    };

    private static QuestionContext Context { get; } = Of(
        Model,
        new("firings", "operator_name", ["Ada Bell", "Cy Dorn"], true), new("firings", "customer", ["Quay Inn", "Velo Bar"], true), new("firings", "town", ["Leeds", "York"], true), new("firings", "glaze", ["Celadon", "Tenmoku"], true),
        new("firings", "state", ["delivered", "cracked"], true), new("firings", "pay_method", ["Visa", "Cash"], true), new("firings", "vessel_cat", ["bowl", "jug"], true), new("sponsors", "district", ["Harbour", "Mill"], true), new("students", "town", ["Leeds", "York"], true), new("students", "course", ["Wheel", "Slab"], true),
        new("teachers", "name", ["Ina Roth", "Ugo Finn"], true), new("teachers", "branch", ["North", "Quay"], true), new("lessons", "kind", ["evening", "weekend"], true), new("lessons", "outcome", ["done", "missed"], true));

    public static TheoryData<string, string> Questions => GoldenQuestions.Read("pottery-questions.txt");

    [Theory]
    [MemberData(nameof(Questions))]
    public void Compile_Question_MeansItsQuery(string question, string query) => GoldenQuestions.AssertMeaning(question, query, Context);

    [Theory]
    [InlineData("teachers' day rate per head", "I do not see what is to be divided by what.")]
    [InlineData("day rate per head, by branch", "I do not see what is to be divided by what.")]
    [InlineData("who earns the most lesson fees in each branch", "Somebody is asked for, and I found nobody to name.")]
    [InlineData("and per town?", "I do not see what is to be grouped by what.")]
    [InlineData("contract eur per customer (clay kg times contract eur)", "I do not see what is to be multiplied by what.")]
    public void Compile_WhatNoQueryAnswers_SaysWhatIsMissing(string question, string missing)
    {
        var asked = QuestionCompiler.Compile(question, Context);

        Assert.Equal(QuestionOutcome.Clarification, asked.Outcome);
        Assert.Equal($"{missing} Did you mean one of these?", asked.Message);
        Assert.Equal("reading.unanswered", Assert.Single(asked.Issues).Code);
    }

    [Theory]
    // Each period for itself.
    [InlineData("what share of firings cracked in 2023, and what in 2024?")]
    // The ranking says the other end.
    [InlineData("top 3 customers by clay kg, smallest on top")]
    // No single firing denies it.
    [InlineData("operators who never used clay for the customer Quay Inn")]
    [InlineData("operators who never recorded clay")]
    // Nobody groups by how many there are.
    [InlineData("lessons per person")]
    public void Compile_WhatIsNotCertain_AsksBack(string question) =>
        Assert.Equal(QuestionOutcome.Clarification, QuestionCompiler.Compile(question, Context).Outcome);
}
