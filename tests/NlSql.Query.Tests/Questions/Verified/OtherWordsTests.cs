using NlSql.Query.Questions;
using NlSql.Query.Tests.Paraphrases;
using NlSql.SemanticModel.Queries;

namespace NlSql.Query.Tests.Questions.Verified;

/// <summary>Verified questions in other words: what general English says the same way is known, what asks for something else is not.</summary>
public sealed class OtherWordsTests
{
    [Theory]
    [InlineData("restaurant", "Glass Works overview", "{restaurant} at a glance")]
    [InlineData("restaurant", "what does business look like this year", "how is business this year")]
    [InlineData("restaurant", "compare this month's sales with those of a year ago", "sales this month, year over year")]
    [InlineData("restaurant", "what is most popular in Leipzig", "what do guests in {city} like best")]
    [InlineData("restaurant", "how do our concepts compare", "our concepts side by side this year")]
    [InlineData("restaurant", "what do guests order in the afternoon", "what is ordered at {daypart}")]
    [InlineData("manufacturing", "our 5 least reliable machines", "what are our {n} most unreliable machines")]
    [InlineData("manufacturing", "scrap rate by crew of the inspector in Q4 2025", "scrap rate by crew of the inspector last quarter of 2025")]
    [InlineData("manufacturing", "key figures FY to date", "key figures fiscal year to date")]
    [InlineData("manufacturing", "number of orders with 12+ shifts", "number of orders with at least {n} shifts")]
    [InlineData("manufacturing", "are all our orders on time", "are we on time")]
    [InlineData("restaurant", "best seller per menu category", "what is the best seller of each part of the menu")]
    [InlineData("restaurant", "what is the best seller in each menu category", "what is the best seller of each part of the menu")]
    [InlineData("restaurant", "which means of payment do visitors use", "how do guests pay")]
    [InlineData("restaurant", "which waiter gets the best tips at Glass Works", "who gets the best tips at {restaurant}")]
    [InlineData("restaurant", "is the evening worth more than lunch", "is lunch or dinner worth more")]
    [InlineData("retail", "three best sellers in each category", "what are the {n} best products in each category")]
    [InlineData("retail", "how did the regions do in the past three weeks", "how did the regions do in the last {n} days")]
    [InlineData("retail", "our regions, 2025 against 2024", "which regions grew this year")]
    [InlineData("retail", "which payment methods do shoppers use", "how do people pay")]
    [InlineData("saas", "at what pace do new customers grow", "how fast do new customers grow")]
    [InlineData("saas", "billings since the start of the year, quarter by quarter", "how did billings add up since new year")]
    [InlineData("saas", "through which channels does our new mrr come", "which channels bring our new mrr")]
    public void Compile_OtherWords_IsVerified(string plugin, string question, string phrasing)
    {
        var compiled = QuestionCompiler.Compile(question, PluginData.Context(plugin));

        Assert.NotNull(compiled.Verified);
        Assert.Contains(phrasing, compiled.Verified.Question.Ask);
    }

    [Theory]
    [InlineData("restaurant", "how many reservations this year")]
    [InlineData("restaurant", "restaurant ranking 2025")]
    [InlineData("retail", "revenue ytd")]
    [InlineData("retail", "revenue since new year")]
    [InlineData("retail", "which channels do we have in Hamburg")]
    [InlineData("retail", "which payment method is used the least")]
    [InlineData("retail", "which store formats do we use")]
    [InlineData("retail", "which store formats do customers use")]
    [InlineData("retail", "our best sellers")]
    [InlineData("retail", "did revenue go up last month")]
    [InlineData("manufacturing", "how many orders took more than 12 shifts")]
    public void Compile_AnotherQuestion_IsNotVerified(string plugin, string question) =>
        Assert.Null(QuestionCompiler.Compile(question, PluginData.Context(plugin)).Verified);

    [Theory]
    [InlineData("restaurant", "how long are tables taken in each restaurant")]
    public void Compile_NothingThatAnswers_AsksBack(string plugin, string question) =>
        Assert.Equal(QuestionOutcome.Clarification, QuestionCompiler.Compile(question, PluginData.Context(plugin)).Outcome);

    [Fact]
    public void Compile_MonthAgainstLastYear_ComparesSameMonth()
    {
        var compiled = QuestionCompiler.Compile("covers this month compared with last year", PluginData.Context("restaurant"));

        Assert.Equal(new PeriodComparison.PreviousYear(), compiled.Query?.Compare);
    }

    [Fact]
    public void Compile_ThisAndLastYear_CoversBoth()
    {
        var compiled = QuestionCompiler.Compile("tips by restaurant, this year and last year", PluginData.Context("restaurant"));

        Assert.Equal(new TimeRange.Between(new(2024, 1, 1), new(2025, 12, 31)), compiled.Query?.Time?.Range);
    }

    [Fact]
    public void Compile_BreakDownBy_Groups()
    {
        var compiled = QuestionCompiler.Compile("break tips and covers down by daypart", PluginData.Context("restaurant"));

        Assert.Equal("orders.daypart", Assert.Single(compiled.Query!.Dimensions).Column);
        Assert.Equal(["tips", "covers"], compiled.Query.Metrics.Select(m => m.Name));
    }

    [Fact]
    public void Compile_SegmentOfSeveralWords_IsNoPartOfValue()
    {
        var compiled = QuestionCompiler.Compile("which lines saw long stops in December 2025", PluginData.Context("manufacturing"));

        Assert.DoesNotContain("Long Shaft", compiled.Compiled?.CanonicalText ?? "", StringComparison.Ordinal);
    }
}
