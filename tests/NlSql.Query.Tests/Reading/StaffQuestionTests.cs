using NlSql.Query.Linking;
using NlSql.Query.Questions;
using NlSql.SemanticModel.Definitions;
using static NlSql.Query.Tests.Reading.OneTable;

namespace NlSql.Query.Tests.Reading;

/// <summary>Questions about a list of staff that nobody has described: headcounts, who counts and who does not, groups against the whole.</summary>
public sealed class StaffQuestionTests
{
    private static QuestionContext Context { get; } = Of(
        new()
        {
            Name = "employees",
            Label = "Employees",
            PrimaryKey = ["emp_id"],
            TimeColumn = "hire_date",
            Columns =
            [
                Column("emp_id", ColumnType.Text, ColumnKind.Id), Column("name", ColumnType.Text, ColumnKind.Dimension), Column("gender", ColumnType.Text, ColumnKind.Dimension), Column("department", ColumnType.Text, ColumnKind.Dimension),
                Column("hire_date", ColumnType.Date, ColumnKind.Time), Column("termination_date", ColumnType.Date, ColumnKind.Time), Column("salary", ColumnType.Decimal, ColumnKind.Fact), Column("remote", ColumnType.Boolean, ColumnKind.Dimension),
            ],
        },
        [Count("employees", "employee_count", "Number of employees")],
        [new("employees", "gender", ["F", "M"], true), new("employees", "department", ["IT", "HR", "Sales"], true)],
        new(2025, 9, 30));

    public static TheoryData<string, string> Questions => GoldenQuestions.Read("staff-questions.txt");

    [Theory]
    [MemberData(nameof(Questions))]
    public void Compile_Question_MeansItsQuery(string question, string query) => GoldenQuestions.AssertMeaning(question, query, Context);

    [Theory]
    [InlineData("how many employees are in the fleet")]
    [InlineData("departments in 2024 whose average salary is above the company average")]
    public void Compile_WhatMayMeanSomeOfThem_AsksBack(string question) => Assert.Equal(QuestionOutcome.Clarification, QuestionCompiler.Compile(question, Context).Outcome);

    [Fact]
    public void Compile_MorePerHour_ComparesWhatIsPaidForEach()
    {
        var context = Of(
            new() { Name = "helpers", Label = "Helpers", PrimaryKey = ["helper_id"], Columns = [Column("helper_id", ColumnType.Integer, ColumnKind.Id), Column("site", ColumnType.Text, ColumnKind.Dimension), Column("hourly_rate", ColumnType.Decimal, ColumnKind.Fact)] },
            [], new Dictionary<string, string[]> { ["site"] = ["North", "South"] }, new DateOnly(2025, 12, 31));

        GoldenQuestions.AssertMeaning("how many helpers are paid more per hour than 20", """{"from":"helpers","metrics":[{"agg":"count","as":"number_of_helpers"}],"filters":{"column":"helpers.hourly_rate","op":">","value":20}}""", context);
    }
}
