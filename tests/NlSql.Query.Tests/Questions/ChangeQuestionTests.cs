using NlSql.Query.Questions;
using NlSql.Query.Tests.Reading;
using NlSql.SemanticModel.Queries;

namespace NlSql.Query.Tests.Questions;

/// <summary>Questions whether something changed, and why.</summary>
public sealed class ChangeQuestionTests
{
    [Theory]
    [InlineData("why did revenue fall last month?", """{"metrics":["revenue"],"dimensions":["sales.region"],"time":"previous month","compare":"previous_period","order_by":[{"by":"revenue_change"}]}""")]
    [InlineData("what caused the drop in revenue last quarter?", """{"metrics":["revenue"],"dimensions":["sales.region"],"time":"previous quarter","compare":"previous_period","order_by":[{"by":"revenue_change"}]}""")]
    [InlineData("why are orders up this year?", """{"metrics":["orders"],"dimensions":["sales.region"],"time":"this year","compare":"previous_period","order_by":[{"by":"orders_change","dir":"desc"}]}""")]
    [InlineData("Why did sales grow so much in 2025 compared to 2024?", """{"metrics":["revenue"],"dimensions":["sales.region"],"time":"2025-01-01..2025-12-31","compare":"2024-01-01..2024-12-31","order_by":[{"by":"revenue_change","dir":"desc"}]}""")]
    [InlineData("what explains the change in revenue by category last month?", """{"metrics":["revenue"],"dimensions":["sales.category"],"time":"previous month","compare":"previous_period","order_by":[{"by":"revenue_change","dir":"desc"}]}""")]
    [InlineData("how come margin in the North went down last month?", """{"metrics":["gross_margin"],"dimensions":["sales.category"],"time":"previous month","compare":"previous_period","filters":{"column":"sales.region","op":"=","value":"North"},"order_by":[{"by":"gross_margin_change"}]}""")]
    public void What_changed_is_explained_by_groups(string question, string query)
    {
        var compiled = QuestionCompiler.Compile(question, RetailData.Context);

        Assert.Equal(QuestionOutcome.Ready, compiled.Outcome);
        Assert.Equal(query, SemanticQueryJson.Write(compiled.Query!));
    }

    [Theory]
    [InlineData("did revenue go up last month?", """{"metrics":["revenue"],"time":"previous month","compare":"previous_period"}""")]
    [InlineData("is revenue higher this year than last year?", """{"metrics":["revenue"],"time":"this year","compare":"previous year"}""")]
    [InlineData("were orders lower in May 2025 than in April 2025?", """{"metrics":["orders"],"time":"2025-05-01..2025-05-31","compare":"2025-04-01..2025-04-30"}""")]
    [InlineData("did revenue by region grow last month?", """{"metrics":["revenue"],"dimensions":["sales.region"],"time":"previous month","compare":"previous_period"}""")]
    [InlineData("did revenue rise from 2023 to 2024?", """{"metrics":["revenue"],"time":"2024-01-01..2024-12-31","compare":"2023-01-01..2023-12-31"}""")]
    [InlineData("is revenue higher this month or last month?", """{"metrics":["revenue"],"time":"this month","compare":"previous month"}""")]
    [InlineData("is revenue up?", """{"metrics":["revenue"],"time":"previous month","compare":"previous_period"}""")]
    public void Whether_something_changed_compares_two_periods(string question, string query)
    {
        var compiled = QuestionCompiler.Compile(question, RetailData.Context);

        Assert.Equal(QuestionOutcome.Ready, compiled.Outcome);
        Assert.Equal(query, SemanticQueryJson.Write(compiled.Query!));
    }

    [Theory]
    [InlineData("are there more orders in the North than in the South?", """{"metrics":["orders"],"dimensions":["sales.region"],"filters":{"column":"sales.region","op":"in","value":["North","South"]}}""")]
    [InlineData("is revenue higher in North or in South?", """{"metrics":["revenue"],"dimensions":["sales.region"],"filters":{"column":"sales.region","op":"in","value":["North","South"]}}""")]
    public void Which_of_two_sides_is_more_is_no_change(string question, string query)
    {
        var compiled = QuestionCompiler.Compile(question, RetailData.Context);

        Assert.Equal(QuestionOutcome.Ready, compiled.Outcome);
        Assert.Equal(query, SemanticQueryJson.Write(compiled.Query!));
    }

    [Fact]
    public void Without_a_period_last_month_is_meant_and_said()
    {
        var compiled = QuestionCompiler.Compile("why is revenue down?", RetailData.Context);

        Assert.Equal("previous month", TimeRangeText.Of(compiled.Query!.Time!.Range));
        Assert.Contains("No period was said, so last month is compared with the month before.", compiled.Assumptions);
    }

    [Fact]
    public void A_first_question_changes_no_previous_one()
    {
        var compiled = QuestionCompiler.Compile("why did revenue fall last month?", RetailData.Context);

        Assert.DoesNotContain(compiled.Assumptions, a => a.Contains("previous question", StringComparison.Ordinal));
        Assert.Contains("The change is explained by Region of Sales: the largest decrease comes first. Ask “by …” for another dimension.", compiled.Assumptions);
    }

    [Fact]
    public void Every_word_says_how_it_was_read()
    {
        var compiled = QuestionCompiler.Compile("why did revenue fall last month?", RetailData.Context);

        Assert.Equal([("why", "change"), ("did", "change"), ("revenue", "metric"), ("fall", "change"), ("last month", "period")], compiled.Interpretation.Select(s => (s.Text, s.Kind)));
    }

    [Theory]
    [InlineData("why is the sky blue?")]
    [InlineData("why are there 3 stores?")]
    [InlineData("why did frobnication fall last month?")]
    [InlineData("is the average order value high?")]
    public void What_did_not_change_or_is_not_known_is_asked_back(string question) =>
        Assert.NotEqual(QuestionOutcome.Ready, QuestionCompiler.Compile(question, RetailData.Context).Outcome);
}
