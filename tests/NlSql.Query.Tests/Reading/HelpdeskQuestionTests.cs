using NlSql.Query.Linking;
using NlSql.Query.Questions;
using NlSql.SemanticModel.Definitions;
using static NlSql.Query.Tests.Reading.OneTable;

namespace NlSql.Query.Tests.Reading;

/// <summary>Questions about an export of tickets with the dates of their course: how long things took, what was late, what is open still, shares of some.</summary>
public sealed class HelpdeskQuestionTests
{
    private static QuestionContext Context { get; } = Of(
        new()
        {
            Name = "helpdesk",
            Label = "Tickets",
            PrimaryKey = ["ticket_no"],
            TimeColumn = "opened_at",
            Columns =
            [
                Column("ticket_no", ColumnType.Text, ColumnKind.Id), Column("opened_at", ColumnType.Timestamp, ColumnKind.Time), Column("first_reply_at", ColumnType.Timestamp, ColumnKind.Time),
                Column("closed_at", ColumnType.Timestamp, ColumnKind.Time), Column("due_date", ColumnType.Date, ColumnKind.Time), Column("team", ColumnType.Text, ColumnKind.Dimension),
                Column("agent", ColumnType.Text, ColumnKind.Dimension), Column("priority", ColumnType.Text, ColumnKind.Dimension), Column("channel", ColumnType.Text, ColumnKind.Dimension),
                Column("state", ColumnType.Text, ColumnKind.Dimension), Column("reopened", ColumnType.Boolean, ColumnKind.Dimension), Column("escalated", ColumnType.Integer, ColumnKind.Dimension),
                Column("csat", ColumnType.Integer, ColumnKind.Fact), Column("att_size_kb", ColumnType.Integer, ColumnKind.Fact),
            ],
        },
        [Count("helpdesk", "ticket_count", "Number of tickets")],
        [
            new("helpdesk", "team", ["Billing", "Tech", "Sales"], true), new("helpdesk", "agent", ["Ann Lee", "Bob Fox", "Cara Diaz"], true), new("helpdesk", "priority", ["Low", "Normal", "Urgent"], true),
            new("helpdesk", "channel", ["email", "phone", "chat"], true), new("helpdesk", "state", ["Cancelled", "Answered", "Pending"], true), new("helpdesk", "escalated", [], false, "0", "1"),
        ],
        new(2025, 9, 30));

    public static TheoryData<string, string> Questions => GoldenQuestions.Read("helpdesk-questions.txt");

    [Theory]
    [MemberData(nameof(Questions))]
    public void Compile_Question_MeansItsQuery(string question, string query) => GoldenQuestions.AssertMeaning(question, query, Context);

    [Theory]
    [InlineData("average frobnication time")]
    [InlineData("tickets with csat above three times the one before")]
    [InlineData("teams in 2024 whose average csat is above the overall average")]
    [InlineData("how many tickets have a cancellation rate above 10%")]
    [InlineData("unhappy tickets by team")]
    public void Compile_WhatNothingSays_AsksBack(string question) => Assert.Equal(QuestionOutcome.Clarification, QuestionCompiler.Compile(question, Context).Outcome);

    [Theory]
    // Rows that a condition alone names are counted.
    [InlineData("cancellations by team", "count(*) AS number_of_times FROM helpdesk WHERE helpdesk.state = 'Cancelled' GROUP BY 1")]
    [InlineData("how many overdue by team", "SELECT helpdesk.team AS team, count(*) AS ticket_count FROM helpdesk WHERE")]
    [InlineData("teams with more than 10 cancellations", "WHERE helpdesk.state = 'Cancelled' GROUP BY 1 HAVING count(*) > 10")]
    // Units and nouns of time beside what goes on.
    [InlineData("tickets longer than 48 hours", "WHERE EXTRACT(epoch FROM helpdesk.closed_at - helpdesk.opened_at) / 3600. > 48")]
    [InlineData("how many tickets lasted longer than 48 hours", "WHERE EXTRACT(epoch FROM helpdesk.closed_at - helpdesk.opened_at) / 3600. > 48")]
    [InlineData("average length in days of cancelled tickets", "SELECT avg(EXTRACT(epoch FROM helpdesk.closed_at - helpdesk.opened_at) / 86400.) AS average_days_from_opened_at_to_closed_at FROM helpdesk WHERE helpdesk.state = 'Cancelled'")]
    [InlineData("average length of the cancelled tickets in days", "SELECT avg(EXTRACT(epoch FROM helpdesk.closed_at - helpdesk.opened_at) / 86400.) AS average_days_from_opened_at_to_closed_at FROM helpdesk WHERE")]
    [InlineData("how many hours do urgent tickets last on average", "SELECT avg(EXTRACT(epoch FROM helpdesk.closed_at - helpdesk.opened_at) / 3600.)")]
    // A moment is of the day that something was due: what is closed during that day is on time.
    [InlineData("how many tickets were closed late", "WHERE CAST(helpdesk.closed_at AS date) > helpdesk.due_date")]
    [InlineData("how many tickets were closed on time", "WHERE CAST(helpdesk.closed_at AS date) <= helpdesk.due_date")]
    [InlineData("how many tickets were closed more than 2 days after the due date", "WHERE CAST(helpdesk.closed_at AS date) - helpdesk.due_date > 2")]
    [InlineData("average ticket length in hours by team", "avg(EXTRACT(epoch FROM helpdesk.closed_at - helpdesk.opened_at) / 3600.)")]
    [InlineData("ticket hours per team", "sum(EXTRACT(epoch FROM helpdesk.closed_at - helpdesk.opened_at) / 3600.)")]
    [InlineData("how long does an urgent ticket last on average", "SELECT avg(EXTRACT(epoch FROM helpdesk.closed_at - helpdesk.opened_at) / 3600.)")]
    [InlineData("how many days late are overdue tickets on average", "SELECT avg(CAST(helpdesk.closed_at AS date) - helpdesk.due_date)")]
    [InlineData("how many tickets were more than 3 days late", "WHERE CAST(helpdesk.closed_at AS date) - helpdesk.due_date > 3")]
    // The worst has the most of what is bad, the least of what is good.
    [InlineData("overdue rate by team, worst first", "ORDER BY share DESC NULLS LAST")]
    [InlineData("the five worst delays", "DESC NULLS LAST, helpdesk.ticket_no LIMIT 5")]
    [InlineData("which team has the worst average csat", "ORDER BY avg(helpdesk.csat)")]
    // The first of each, by what is said.
    [InlineData("the largest ticket of each team by att size kb", "PARTITION BY groups.team")]
    // A place in an order that a verb says.
    // An explanation that repeats what is asked, and one that says more.
    [InlineData("overdue rate by team (overdue tickets / all tickets)", "FROM helpdesk GROUP BY 1")]
    [InlineData("how many tickets were late, meaning closed after the due date", "SELECT count(*) AS number_of_helpdesk FROM helpdesk WHERE")]
    [InlineData("number of tickets by team (only phone)", "WHERE helpdesk.channel = 'phone'")]
    // Two sides that are counted one by one.
    [InlineData("how many tickets are urgent and how many are low", "WHERE helpdesk.priority IN ('Urgent', 'Low') GROUP BY 1")]
    // A yes or no beside what is counted most, or behind a clause.
    [InlineData("which team has the most escalated tickets", "WHERE helpdesk.escalated = 1 GROUP BY 1")]
    [InlineData("average csat of tickets that were escalated", "WHERE helpdesk.escalated = 1")]
    [InlineData("average duration in days by team", "avg(EXTRACT(epoch FROM helpdesk.closed_at - helpdesk.opened_at) / 86400.)")]
    [InlineData("which agent comes second by number of tickets", "LIMIT 1 OFFSET 1")]
    [InlineData("who is number three by number of tickets per agent", "LIMIT 1 OFFSET 2")]
    public void Compile_Question_RunsThis(string question, string sql)
    {
        var compiled = QuestionCompiler.Compile(question, Context);

        Assert.Equal(QuestionOutcome.Ready, compiled.Outcome);
        Assert.Contains(sql, string.Join(' ', compiled.Compiled!.DisplaySql.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("how many tickets across all teams")]
    [InlineData("average csat across all agents")]
    public void Compile_AcrossAll_GroupsNothing(string question) =>
        Assert.DoesNotContain("GROUP BY", QuestionCompiler.Compile(question, Context).Compiled!.DisplaySql, StringComparison.Ordinal);

    [Fact]
    public void Compile_TimeBetweenDates_IsMeasuredBetweenThem() =>
        Assert.Contains("EXTRACT(epoch FROM helpdesk.closed_at - helpdesk.opened_at) / 3600", QuestionCompiler.Compile("average time to close in hours", Context).Compiled!.DisplaySql, StringComparison.Ordinal);
}
