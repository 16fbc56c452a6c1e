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
    [InlineData("tickets with csat above three times the average")]
    [InlineData("unhappy tickets by team")]
    public void Compile_WhatNothingSays_AsksBack(string question) => Assert.Equal(QuestionOutcome.Clarification, QuestionCompiler.Compile(question, Context).Outcome);

    [Fact]
    public void Compile_TimeBetweenDates_IsMeasuredBetweenThem() =>
        Assert.Contains("EXTRACT(epoch FROM helpdesk.closed_at - helpdesk.opened_at) / 3600", QuestionCompiler.Compile("average time to close in hours", Context).Compiled!.DisplaySql, StringComparison.Ordinal);
}
