using NlSql.Query.Linking;

namespace NlSql.Query.Tests.Linking;

public sealed class WordNeighboursTests
{
    private static readonly WordNeighbours Neighbours = new(["revenue", "region", "category", "average", "north", "last", "electronics"]);

    [Theory]
    [InlineData("revneue", "revenue")]
    [InlineData("regoin", "region")]
    [InlineData("catgory", "category")]
    [InlineData("avrage", "average")]
    [InlineData("noth", "north")]
    [InlineData("lst", "last")]
    [InlineData("elektronics", "electronics")]
    public void Of_Misspelling_FindsTheWord(string written, string meant) =>
        Assert.Equal(meant, Neighbours.Of(written)[0].Word);

    [Theory]
    [InlineData("summer")]
    [InlineData("xyz")]
    [InlineData("legion")]
    [InlineData("revolution")]
    public void Of_OtherWord_FindsNothingFurtherThanTypingErrors(string word) =>
        Assert.DoesNotContain(Neighbours.Of(word), n => n.Distance > (word.Length <= 7 ? 1 : 2));

    [Fact]
    public void Of_KnownWord_IsNotItsOwnNeighbour() =>
        Assert.Empty(Neighbours.Of("revenue"));
}
