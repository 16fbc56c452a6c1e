using NlSql.Query.Issues;
using NlSql.Query.Questions;

namespace NlSql.Query.Tests.Questions;

public sealed class QuestionNormalizerTests
{
    [Theory]
    [InlineData(null, "question.empty")]
    [InlineData("", "question.empty")]
    [InlineData(" \t\n", "question.empty")]
    [InlineData("\u3000", "question.empty")]
    [InlineData("total\u0000sales", "question.control-character")]
    [InlineData("\u001B[2Jtotal sales", "question.control-character")]
    [InlineData("\u202Eselas", "question.control-character")]
    public void Normalize_BadText_IsRefusedWithACode(string? text, string code)
    {
        var (question, issue) = QuestionNormalizer.Normalize(text);
        Assert.Null(question);
        Assert.Equal(code, issue!.Code);
    }

    // Attributes cannot hold half of a pair.
    [Fact]
    public void Normalize_HalfOfASurrogatePair_IsRefused() =>
        Assert.Equal("question.control-character", QuestionNormalizer.Normalize("half " + (char)0xD800 + " pair").Issue!.Code);

    [Fact]
    public void Normalize_Length_IsCountedAfterNormalization()
    {
        Assert.NotNull(QuestionNormalizer.Normalize(new string('a', 2_000)).Question);
        Assert.Equal("question.too-long", QuestionNormalizer.Normalize(new string('a', 2_001)).Issue!.Code);
        // One sign of eighteen letters when taken apart.
        Assert.Equal("question.too-long", QuestionNormalizer.Normalize(new string('\uFDFA', 200)).Issue!.Code);
        Assert.Equal("question.too-long", QuestionNormalizer.Normalize(new string('a', 10_000)).Issue!.Code);
    }

    [Fact]
    public void Normalize_WideLetters_KeepTheirPlaces()
    {
        var question = QuestionNormalizer.Normalize("\uFB01rst \uFF11\uFF10").Question!;
        Assert.Equal("first 10", question.Text);
        Assert.Equal(new TextSpan(5, 2), question.ToOriginal(new TextSpan(6, 2)));
    }
}
