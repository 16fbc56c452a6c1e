using NlSql.Chat.Learning;

namespace NlSql.Chat.Tests.Learning;

public sealed class SimilarityTests
{
    [Theory]
    [InlineData("Total revenue, by region?", "total revenue by regions")]
    [InlineData("ÉLODIE sales", "elodie sale")]
    public void Words_OnlyFormDiffers_AreTheSame(string left, string right) =>
        Assert.Equal(Similarity.Words(left), Similarity.Words(right));

    [Theory]
    [InlineData("revenue last 7 days", "revenue last 8 days")]
    [InlineData("revenue of north", "revenue of south")]
    [InlineData("orders by region", "region by orders")]
    public void Words_MeaningDiffers_Differ(string left, string right) =>
        Assert.NotEqual(Similarity.Words(left), Similarity.Words(right));

    [Fact]
    public void Of_MoreInCommon_IsMore()
    {
        var asked = Similarity.Words("takings by region last month");

        var close = Similarity.Of(asked, Similarity.Words("takings by region this month"));
        var far = Similarity.Of(asked, Similarity.Words("how many customers are there"));

        Assert.InRange(close, 0.5, 0.99);
        Assert.InRange(far, 0, 0.2);
        Assert.Equal(1, Similarity.Of(asked, asked), 6);
    }

    [Fact]
    public void Of_SamePlan_CountsMore()
    {
        var (asked, other) = (Similarity.Words("takings by region"), Similarity.Words("income per area"));

        var same = Similarity.Of(asked, other, """{"metrics":["revenue"]}""", """{"metrics":["revenue"]}""");
        var different = Similarity.Of(asked, other, """{"metrics":["revenue"]}""", """{"dimensions":["city"]}""");

        Assert.True(same > different);
    }
}
