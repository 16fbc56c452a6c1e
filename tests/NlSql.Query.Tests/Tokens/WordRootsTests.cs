using NlSql.Query.Tokens;

namespace NlSql.Query.Tests.Tokens;

public sealed class WordRootsTests
{
    [Theory]
    [InlineData("opened", "opening")]
    [InlineData("located", "location")]
    [InlineData("prescribed", "prescription")]
    [InlineData("claimed", "claims")]
    [InlineData("hired", "hire")]
    [InlineData("population", "populous")]
    [InlineData("measurement", "measure")]
    [InlineData("placement", "placed")]
    [InlineData("carried", "carry")]
    public void Of_FormsOfOneWord_AreTheSame(string left, string right) =>
        Assert.Equal(WordRoots.Of(left), WordRoots.Of(right));

    [Theory]
    [InlineData("red", "ring")]
    [InlineData("rate", "ratio")]
    [InlineData("sing", "sale")]
    public void Of_OtherWords_Differ(string left, string right) =>
        Assert.NotEqual(WordRoots.Of(left), WordRoots.Of(right));
}
