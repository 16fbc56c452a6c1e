using NlSql.Query.Questions;
using NlSql.Query.Reading;
using NlSql.SemanticModel.Queries;

namespace NlSql.Query.Tests.Reading;

/// <summary>Questions over the retail plugin: what each means, and which are asked back.</summary>
public sealed class RetailQuestionTests
{
    public static TheoryData<string, string> Questions => GoldenQuestions.Read("retail-questions.txt");

    [Theory]
    [MemberData(nameof(Questions))]
    public void Compile_Question_MeansItsQuery(string question, string query) => GoldenQuestions.AssertMeaning(question, query, RetailData.Context);

    [Fact]
    public void Questions_OfTheFile_AreMany() => Assert.True(Questions.Count >= 250);

    [Theory]
    [InlineData("revenue by foobar")]
    [InlineData("employees by region")]
    [InlineData("revenue in summer")]
    [InlineData("headcount")]
    [InlineData("count of orders by status")]
    [InlineData("average revenue")]
    [InlineData("average revenue per store")]
    [InlineData("average quantity per order")]
    [InlineData("compare North and South")]
    [InlineData("share of average order value by region")]
    [InlineData("best selling products")]
    [InlineData("which payment method is used the most")]
    [InlineData("orders over 100")]
    [InlineData("is revenue higher than 1000")]
    [InlineData("show me everything")]
    [InlineData("show all customers in Berlin")]
    [InlineData("how many receipts")]
    [InlineData("how did the brands do in the last three weeks")]
    [InlineData("what did we make last month")]
    public void Compile_UnclearQuestion_AsksBackWithChoicesThatRun(string question)
    {
        var compiled = QuestionCompiler.Compile(question, RetailData.Context);
        Assert.Equal(QuestionOutcome.Clarification, compiled.Outcome);
        Assert.NotEmpty(compiled.Issues);
        Assert.InRange(compiled.Choices.Count, 1, 4);
        Assert.All(compiled.Choices, c => Assert.NotNull(QueryCompiler.Compile(c.Query, RetailData.Context.Query).Query));
        Assert.Equal(compiled.Choices.Count, compiled.Choices.Select(c => c.Label).Distinct().Count());
    }

    [Fact]
    public void Compile_UnknownWord_IsNamedWithItsPlace()
    {
        var compiled = QuestionCompiler.Compile("ﬁnd revenue by foobar", RetailData.Context);
        var issue = Assert.Single(compiled.Issues);
        Assert.Equal("reading.unknown-word", issue.Code);
        Assert.Equal("foobar", compiled.Question!.Original.Substring(issue.Span.Start, issue.Span.Length));
    }

    [Fact]
    public void Compile_AmbiguousQuestion_OffersTheReadings()
    {
        var compiled = QuestionCompiler.Compile("how many receipts", RetailData.Context);
        Assert.Equal("reading.ambiguous", Assert.Single(compiled.Issues).Code);
        Assert.Equal(["Order lines", "Orders"], compiled.Choices.Select(c => c.Label).Order());
    }

    [Fact]
    public void Compile_Question_ExplainsEverySpan()
    {
        var compiled = QuestionCompiler.Compile("Total revenue by region in March for Toys", RetailData.Context);
        var text = compiled.Question!.Original;
        Assert.All(compiled.Interpretation, s => Assert.Equal(s.Text, text.Substring(s.Span.Start, s.Span.Length)));
        Assert.Equal(
            ["Total: total", "revenue: Revenue", "by: group by", "region: Region of Sales", "March: 1 March 2025 to 31 March 2025", "Toys: Category of Sales is Toys"],
            compiled.Interpretation.Select(s => $"{s.Text}: {s.Meaning}"));
        Assert.Contains(compiled.Assumptions, a => a.Contains("No year was said", StringComparison.Ordinal));
    }

    [Fact]
    public void Compile_RelativePeriod_SaysTheDayThatItCountsFrom() =>
        Assert.Contains(QuestionCompiler.Compile("total revenue last 7 days", RetailData.Context).Assumptions, a => a.Contains("31 December 2025, the newest day in the data", StringComparison.Ordinal));

    [Fact]
    public void Compile_Misspelling_LowersConfidenceAndSaysWhy()
    {
        var compiled = QuestionCompiler.Compile("revneue by regoin", RetailData.Context);
        Assert.Equal("""{"metrics":["revenue"],"dimensions":["sales.region"]}""", SemanticQueryJson.Write(compiled.Query!));
        Assert.Equal(ConfidenceLevel.Medium, compiled.Confidence!.Level);
        Assert.Contains(compiled.Confidence.Reasons, r => r.Contains("misspelling", StringComparison.Ordinal));
    }

    [Fact]
    public void Compile_EveryQuestionTwice_GivesTheSame()
    {
        foreach (var (question, _) in Questions.Select(r => r.Data))
        {
            var (first, second) = (QuestionCompiler.Compile(question, RetailData.Context), QuestionCompiler.Compile(question, RetailData.Context));
            Assert.Equal(first.Compiled!.DisplaySql, second.Compiled!.DisplaySql);
            Assert.Equal(first.Interpretation, second.Interpretation);
            Assert.Equal(first.Confidence, second.Confidence);
        }
    }

    [Theory]
    [InlineData("how is business this year")]
    [InlineData("How is business this year?")]
    [InlineData("which 3 stores sell the most")]
    [InlineData("which three stores sell the most")]
    [InlineData("How much do we make in North?")]
    public void Compile_VerifiedQuestion_IsAnsweredByItsQuery(string question)
    {
        var compiled = QuestionCompiler.Compile(question, RetailData.Context);
        Assert.Equal(QuestionOutcome.Ready, compiled.Outcome);
        Assert.Equal(SemanticModel.Definitions.AnswerTier.Verified, compiled.Tier);
        Assert.Equal(1, compiled.Confidence!.Score);
    }

    [Fact]
    public void Compile_VerifiedQuestion_TakesItsSlots()
    {
        Assert.Equal(7, QuestionCompiler.Compile("which 7 stores sell the most", RetailData.Context).Query!.Limit);
        Assert.Null(QuestionCompiler.Compile("how much do we make in Atlantis", RetailData.Context).Verified);
    }

    [Fact]
    public void Compile_VerifiedQuestionsOfTheModel_AllMatchThemselves()
    {
        var fixedQuestions = RetailData.Model.QuestionPacks.SelectMany(p => p.Questions).Where(q => q.Slots.Count == 0).SelectMany(q => q.Ask);
        Assert.All(fixedQuestions, q => Assert.NotNull(QuestionCompiler.Compile(q, RetailData.Context).Verified));
    }

    [Theory]
    [InlineData("delete from sales", QuestionOutcome.Blocked)]
    [InlineData("write a poem about sales", QuestionOutcome.Unsupported)]
    [InlineData("what can I ask?", QuestionOutcome.AboutTheData)]
    [InlineData("", QuestionOutcome.Invalid)]
    public void Compile_NoQuestionForTheData_RunsNothingAndSaysWhy(string text, QuestionOutcome outcome)
    {
        var compiled = QuestionCompiler.Compile(text, RetailData.Context);
        Assert.Equal(outcome, compiled.Outcome);
        Assert.Null(compiled.Compiled);
        Assert.Null(compiled.Query);
        Assert.False(string.IsNullOrEmpty(compiled.Message));
    }
}
