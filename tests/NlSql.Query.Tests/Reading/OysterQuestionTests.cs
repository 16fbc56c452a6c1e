using NlSql.Query.Questions;
using NlSql.SemanticModel.Definitions;
using NlSql.Testing;
using static NlSql.Query.Tests.Reading.OneTable;
using static NlSql.Query.Tests.Reading.SeveralTables;

namespace NlSql.Query.Tests.Reading;

/// <summary>Questions, as people type them, about the export of an oyster farm that nobody has described: what is sold by the dozen to buyers in countries that are codes, net of tax and with it, graded by somebody.</summary>
public sealed class OysterQuestionTests
{
    private static readonly ModelDefinition Model = new()
    {
        Plugin = new PluginDefinition { Id = "oysters", Name = "Oyster farm" },
        Version = "test",
        Tables =
        [
            Table("buyers", Column("buyer_id", ColumnType.Text, ColumnKind.Id), Column("buyer_name", ColumnType.Text, ColumnKind.Dimension), Column("kind", ColumnType.Text, ColumnKind.Dimension), Column("ctry", ColumnType.Text, ColumnKind.Dimension) with { Label = "Country" }, Amount("fee_mth", ColumnType.Decimal) with { Unit = "currency" }),
            Table(
                "dockets", Column("docket_no", ColumnType.Text, ColumnKind.Id), Column("sold_on", ColumnType.Date, ColumnKind.Time), Column("cust", ColumnType.Text, ColumnKind.Id), Column("size", ColumnType.Text, ColumnKind.Dimension), Amount("dozen_sold", ColumnType.Integer),
                Column("price_per_dozen", ColumnType.Decimal, ColumnKind.Fact) with { Unit = "currency", DefaultAggregate = AggregateFunction.Avg }, Column("paid", ColumnType.Boolean, ColumnKind.Dimension), Column("deliv", ColumnType.Text, ColumnKind.Dimension)) with { TimeColumn = "sold_on" },
            Table("gradings", Column("grading_no", ColumnType.Integer, ColumnKind.Id), Column("graded_on", ColumnType.Date, ColumnKind.Time), Column("size", ColumnType.Text, ColumnKind.Dimension), Amount("dozen", ColumnType.Integer), Column("how", ColumnType.Text, ColumnKind.Dimension), Column("graded_by", ColumnType.Text, ColumnKind.Dimension)) with { TimeColumn = "graded_on" },
            Table("workers", Column("worker_id", ColumnType.Text, ColumnKind.Id), Column("first_name", ColumnType.Text, ColumnKind.Dimension), Column("last_name", ColumnType.Text, ColumnKind.Dimension), Column("contract_start_date", ColumnType.Date, ColumnKind.Time), Column("contract_end_date", ColumnType.Date, ColumnKind.Time)),
            Table("visitors", Column("visitor_id", ColumnType.Text, ColumnKind.Id), Column("first_name", ColumnType.Text, ColumnKind.Dimension), Column("last_name", ColumnType.Text, ColumnKind.Dimension), Column("guide", ColumnType.Text, ColumnKind.Id)),
            Table("jobs", Column("job_no", ColumnType.Text, ColumnKind.Id), Column("done_on", ColumnType.Date, ColumnKind.Time), Column("diver", ColumnType.Text, ColumnKind.Dimension), Column("stat", ColumnType.Text, ColumnKind.Dimension), Column("storm", ColumnType.Boolean, ColumnKind.Dimension), Amount("net_eur", ColumnType.Decimal) with { Unit = "currency" }, Amount("vat_eur", ColumnType.Decimal) with { Unit = "currency" }) with { TimeColumn = "done_on" },
        ],
        Relationships = [Join("dockets.cust", "buyers.buyer_id"), Join("visitors.guide", "workers.worker_id")],
        Metrics = [Count("buyers", "buyer_count", "Number of buyers"), Count("dockets", "docket_count", "Number of dockets"), Sum("dockets", "total_dozen_sold", "Total dozen sold", "dozen_sold", null), Count("gradings", "grading_count", "Number of gradings"), Sum("gradings", "total_dozen", "Total dozen", "dozen", null), Count("jobs", "job_count", "Number of jobs"), Sum("jobs", "total_net_eur", "Total net eur", "net_eur", "currency"), Sum("jobs", "total_vat_eur", "Total vat eur", "vat_eur", "currency")],
    };

    private static QuestionContext Context { get; } = SeveralTables.Of(
        Model,
        new("buyers", "buyer_name", ["Quay Inn", "Rungis Maree"], true), new("buyers", "kind", ["Pub", "Importer"], true), new("buyers", "ctry", ["FR", "GB"], true), new("dockets", "size", ["Large", "Small"], true), new("dockets", "deliv", ["Van", "Courier"], true),
        new("gradings", "size", ["Large", "Small"], true), new("gradings", "how", ["hand", "machine"], true), new("gradings", "graded_by", ["Niamh", "Cathal"], true), new("workers", "first_name", ["Steve", "Ina"], true), new("workers", "last_name", ["Johnson", "Roth"], true), new("visitors", "first_name", ["Steve", "Uma"], true), new("visitors", "last_name", ["Finn", "Roth"], true), new("jobs", "diver", ["Ada Bell", "Cy Dorn"], true), new("jobs", "stat", ["done", "cancelled"], true));

    public static TheoryData<string, string> Questions => GoldenQuestions.Read("oyster-questions.txt");

    [Theory]
    [MemberData(nameof(Questions))]
    public void Compile_Question_MeansItsQuery(string question, string query) => GoldenQuestions.AssertMeaning(question, query, Context);

    [Fact]
    public void Compile_CountOfWhatIsChosen_SaysWhatIsMissing()
    {
        var asked = QuestionCompiler.Compile("number of deliveries by van", Context);

        Assert.Equal(QuestionOutcome.Clarification, asked.Outcome);
        Assert.Equal("I do not see what is to be counted. Did you mean one of these?", asked.Message);
    }

    [Theory]
    // Rows are dockets and no oysters.
    [InlineData("how many oysters")]
    // One share, and no list of them.
    [InlineData("what percentage of turnover do our three biggest buyers account for")]
    [InlineData("what share of turnover comes from our three biggest buyers")]
    // Some of them, and more of each than can be told.
    [InlineData("dockets with more than 50 dozen sold, which ones and how much")]
    // Two of them, and two numbers.
    [InlineData("first and last job")]
    [InlineData("diver by diver, how many jobs and how many people")]
    // There is no amount with tax.
    [InlineData("total for jobs including VAT")]
    // All of them, and not one of them.
    [InlineData("which buyers have had every single size")]
    // A number groups where it is said to.
    [InlineData("net eur vat eur by job status done, in pounds")]
    public void Compile_WhatIsNotCertain_AsksBack(string question) =>
        Assert.Equal(QuestionOutcome.Clarification, QuestionCompiler.Compile(question, Context).Outcome);
}
