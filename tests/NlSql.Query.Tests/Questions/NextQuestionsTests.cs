using NlSql.Query.Questions;
using NlSql.SemanticModel;
using NlSql.Query.Suggestions;

namespace NlSql.Query.Tests.Questions;

public sealed class NextQuestionsTests
{
    [Theory]
    [InlineData("total revenue")]
    [InlineData("revenue by region")]
    [InlineData("orders by month")]
    [InlineData("average order value last month")]
    [InlineData("top 5 products by units sold")]
    [InlineData("list the stores")]
    [InlineData("how many customers")]
    [InlineData("delete all orders")]
    [InlineData("what can I ask?")]
    [InlineData("blorp the frumious")]
    public void After_AnyQuestion_OffersTwoToFourThatAreAnswered(string question)
    {
        var offered = After(question);
        Assert.InRange(offered.Count, 2, 4);
        Assert.All(offered, q => Assert.Equal(QuestionOutcome.Ready, RetailContext.Ask(q).Outcome));
        Assert.DoesNotContain(question, offered, StringComparer.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("revenue by region", "revenue by category", "revenue by month", "revenue this year compared to last year")]
    [InlineData("total revenue", "revenue by region", "revenue by month", "revenue this year compared to last year")]
    [InlineData("average order value last month", "average order value by region previous month", "average order value by month")]
    public void After_Measure_GoesOnWithIt(string question, params string[] expected) =>
        Assert.Equal(expected, After(question).Take(expected.Length));

    [Fact]
    public void After_QuestionAsked_IsNotOfferedAgain() =>
        Assert.DoesNotContain("revenue by month", After("Revenue by month?"), StringComparer.OrdinalIgnoreCase);

    [Fact]
    public void After_Measure_RanksOnlyWhatHasManyValues() => Assert.DoesNotContain(After("total revenue"), q => q.StartsWith("top 5 returned", StringComparison.Ordinal));

    private static ValueList<string> After(string question) => NextQuestions.After(RetailContext.Ask(question), RetailContext.Value);
}
