using NlSql.Query.Tokens;

namespace NlSql.Query.Tests.Tokens;

public sealed class UnicodeNormalizationTests
{
    // Pairs of the Unicode standard's own examples: compatibility forms, composition, order of marks, Hangul.
    [Theory]
    [InlineData("\uFF46\uFF55\uFF4C\uFF4C", "full")]
    [InlineData("\uFB01", "fi")]
    [InlineData("e\u0301", "\u00E9")]
    [InlineData("\u212B", "\u00C5")]
    [InlineData("q\u0307\u0323", "q\u0323\u0307")]
    [InlineData("\u1E9B\u0323", "\u1E69")]
    [InlineData("\u1100\u1161\u11A8", "\uAC01")]
    [InlineData("\u3392", "MHz")]
    [InlineData("\uD835\uDC00", "A")]
    [InlineData("a\u00A0b", "a b")]
    public void Compose_Text_IsFormKC(string text, string expected) =>
        Assert.Equal(expected, UnicodeNormalization.Compose(text).Text);

    [Fact]
    public void Compose_Ligature_KeepsItsPlace()
    {
        var (text, starts, ends) = UnicodeNormalization.Compose("a\uFB01b");
        Assert.Equal("afib", text);
        Assert.Equal([0, 1, 1, 2], starts);
        Assert.Equal([1, 2, 2, 3], ends);
    }

    [Fact]
    public void Compose_Twice_ChangesNothing()
    {
        for (var codePoint = 0x20; codePoint < 0x3400; codePoint++)
        {
            var once = UnicodeNormalization.Compose(char.ConvertFromUtf32(codePoint)).Text;
            Assert.Equal(once, UnicodeNormalization.Compose(once).Text);
        }
    }
}
