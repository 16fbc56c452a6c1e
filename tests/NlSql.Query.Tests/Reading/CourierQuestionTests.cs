using NlSql.Query.Questions;
using NlSql.SemanticModel.Definitions;
using static NlSql.Query.Tests.Reading.OneTable;

namespace NlSql.Query.Tests.Reading;

/// <summary>Questions about the times of an export of parcels: what was promised, how long things took, at which hours and on which days.</summary>
public sealed class CourierQuestionTests
{
    private static QuestionContext Context { get; } = Of(
        new()
        {
            Name = "parcels",
            Label = "Parcels",
            PrimaryKey = ["parcel_no"],
            TimeColumn = "placed",
            Columns =
            [
                Column("parcel_no", ColumnType.Text, ColumnKind.Id), Column("placed", ColumnType.Timestamp, ColumnKind.Time), Column("promised", ColumnType.Date, ColumnKind.Time),
                Column("delivered", ColumnType.Timestamp, ColumnKind.Time), Column("carrier", ColumnType.Text, ColumnKind.Dimension), Amount("fee", ColumnType.Decimal),
            ],
        },
        [Count("parcels", "parcel_count", "Number of parcels"), Sum("parcels", "total_fee", "Total fee", "fee", null)],
        new Dictionary<string, string[]> { ["carrier"] = ["Blue Van", "Red Bike"] },
        new(2025, 9, 30));

    [Theory]
    [InlineData("how many parcels were late", "WHERE CAST(parcels.delivered AS date) > parcels.promised")]
    [InlineData("late parcels by carrier", "WHERE CAST(parcels.delivered AS date) > parcels.promised GROUP BY 1")]
    [InlineData("how many parcels were delivered after the promised date", "WHERE CAST(parcels.delivered AS date) > parcels.promised")]
    [InlineData("how many parcels were delivered on time", "WHERE CAST(parcels.delivered AS date) <= parcels.promised")]
    [InlineData("how many parcels were delivered more than 2 days after the promised date", "WHERE CAST(parcels.delivered AS date) - parcels.promised > 2")]
    [InlineData("how many parcels were delivered within 3 days of being placed", "WHERE EXTRACT(epoch FROM parcels.delivered - parcels.placed) / 86400. <= 3")]
    [InlineData("parcels delivered within 3 days", "SELECT parcels.parcel_no AS parcel_no FROM parcels WHERE EXTRACT(epoch FROM parcels.delivered - parcels.placed) / 86400. <= 3")]
    [InlineData("how many parcels were placed at night, between 22:00 and 05:59, by carrier", "WHERE CAST(EXTRACT(hour FROM parcels.placed) AS integer) IN (0, 1, 2, 3, 4, 5, 22, 23) GROUP BY 1")]
    [InlineData("how many parcels were placed before 8:00 or from 18:00 on", "IN (0, 1, 2, 3, 4, 5, 6, 7, 18, 19, 20, 21, 22, 23)")]
    [InlineData("number of parcels delivered after 6 pm", "WHERE CAST(EXTRACT(hour FROM parcels.delivered) AS integer) IN (18, 19, 20, 21, 22, 23)")]
    [InlineData("total fee between 9:00 and 11:00", "WHERE CAST(EXTRACT(hour FROM parcels.placed) AS integer) IN (9, 10)")]
    [InlineData("how many parcels were delivered on a weekend (Sat or Sun)", "WHERE CAST(EXTRACT(isodow FROM parcels.delivered) AS integer) IN (6, 7)")]
    [InlineData("weekend share of the total fee (sat + sun)", "sum(parcels.fee) FILTER (WHERE CAST(EXTRACT(isodow FROM parcels.placed) AS integer) IN (6, 7))")]
    [InlineData("parcels with a fee over 100, newest first", "ORDER BY parcels.placed DESC")]
    [InlineData("parcels by Blue Van in the order they were delivered", "ORDER BY parcels.delivered,")]
    [InlineData("new parcels per month", "SELECT CAST(date_trunc('month', parcels.placed) AS date) AS \"month\", count(*) AS parcel_count FROM parcels GROUP BY 1")]
    public void Compile_Question_RunsThis(string question, string sql) => AssertRuns(question, sql, Context);

    [Theory]
    // Before what was promised, after it, or both?
    [InlineData("how many parcels were delivered within 3 days of the promised date")]
    // Another event than the one that was planned.
    [InlineData("how many parcels were placed after the promised date")]
    [InlineData("how many parcels were placed in the morning")]
    [InlineData("how many parcels were placed between 8 and 10 am")]
    [InlineData("how many parcels were placed after 6:30 pm")]
    [InlineData("new carriers per month")]
    public void Compile_WhatIsNotSure_AsksBack(string question) => Assert.Equal(QuestionOutcome.Clarification, QuestionCompiler.Compile(question, Context).Outcome);

    [Theory]
    [InlineData("placed delivered promised", "jobs.delivered > jobs.promised")]
    [InlineData("ordered_on target_date finished_on", "jobs.finished_on > jobs.target_date")]
    [InlineData("ordered_on expected_delivery delivered_on", "jobs.delivered_on > jobs.expected_delivery")]
    [InlineData("scheduled_on started_on ended_on", "jobs.started_on > jobs.scheduled_on")]
    [InlineData("planned_day pickup_day", "jobs.pickup_day > jobs.planned_day")]
    [InlineData("deadline submitted_on", "jobs.submitted_on > jobs.deadline")]
    public void Compile_Late_ComparesWithWhatWasPlanned(string dates, string sql) => AssertRuns("how many jobs were late", $"WHERE {sql}", Jobs(dates));

    [Theory]
    [InlineData("ordered_on promised_by")]
    [InlineData("start_date deadline")]
    [InlineData("ordered_on shipped_on eta")]
    public void Compile_LateWhereNothingCameOfThePlan_AsksBack(string dates) => Assert.Equal(QuestionOutcome.Clarification, QuestionCompiler.Compile("how many jobs were late", Jobs(dates)).Outcome);

    [Theory]
    [InlineData("deadline submitted_on", "how many jobs were submitted more than 2 days after the deadline", "WHERE jobs.submitted_on - jobs.deadline > 2")]
    [InlineData("due_on received_on", "how many jobs were received more than 20 days after the due date", "WHERE jobs.received_on - jobs.due_on > 20")]
    [InlineData("started_on cancelled_on", "how many jobs were cancelled within 30 days of starting", "WHERE jobs.cancelled_on - jobs.started_on <= 30")]
    public void Compile_DaysAfterADate_AreBetweenTheTwo(string dates, string question, string sql) => AssertRuns(question, sql, Jobs(dates));

    private static QuestionContext Jobs(string dates)
    {
        var columns = dates.Split(' ').Select(d => Column(d, ColumnType.Date, ColumnKind.Time)).ToList();
        return Of(
            new() { Name = "jobs", Label = "Jobs", PrimaryKey = ["job_no"], TimeColumn = columns[0].Name, Columns = [Column("job_no", ColumnType.Text, ColumnKind.Id), .. columns] },
            [Count("jobs", "job_count", "Number of jobs")],
            new Dictionary<string, string[]>(),
            new(2025, 9, 30));
    }

    private static void AssertRuns(string question, string sql, QuestionContext context)
    {
        var compiled = QuestionCompiler.Compile(question, context);

        Assert.Equal(QuestionOutcome.Ready, compiled.Outcome);
        Assert.Contains(sql, string.Join(' ', compiled.Compiled!.DisplaySql.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }
}
