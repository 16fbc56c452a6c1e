using NlSql.Query.Questions;
using NlSql.Query.Tests.Reading;
using NlSql.SemanticModel.Definitions;

namespace NlSql.Query.Tests.Policies;

public sealed class ForbiddenWordsTests
{
    private static readonly QuestionContext Context = new(
        RetailData.Lexicon,
        Retail.With(new()
        {
            ForbiddenTopics =
            [
                new("costs", [], ["cost", "purchase price"], "Costs are confidential."),
                new("staff", [], ["employee"], null),
            ],
        }));

    [Theory]
    [InlineData("What did it cost us by region?", "cost", "Costs are confidential.")]
    [InlineData("total COSTS last month", "COSTS", "Costs are confidential.")]
    [InlineData("what is the average purchase   price of toys", "purchase   price", "Costs are confidential.")]
    [InlineData("revenue by employee", "employee", "Questions about staff are not answered here.")]
    public void Compile_WordOfATopic_IsRefusedAtItsPlace(string question, string words, string reason)
    {
        var compiled = QuestionCompiler.Compile(question, Context);

        Assert.Equal(QuestionOutcome.Blocked, compiled.Outcome);
        Assert.Equal(reason, compiled.Message);
        var issue = Assert.Single(compiled.Issues);
        Assert.Equal("policy.forbidden-topic", issue.Code);
        Assert.Equal(words, question.Substring(issue.Span.Start, issue.Span.Length));
        Assert.Null(compiled.Reading);
    }

    [Theory]
    [InlineData("revenue of costumes by region")]
    [InlineData("average price of toys")]
    [InlineData("revenue of the product \"Low cost shirt\"")]
    [InlineData("total revenue last 7 days")]
    public void Compile_OtherWords_AreRead(string question) =>
        Assert.DoesNotContain(QuestionCompiler.Compile(question, Context).Issues, i => i.Code == "policy.forbidden-topic");
}
