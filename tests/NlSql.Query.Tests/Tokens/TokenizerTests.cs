using NlSql.Query.Tokens;

namespace NlSql.Query.Tests.Tokens;

public sealed class TokenizerTests
{
    [Theory]
    [InlineData("500", 500)]
    [InlineData("1,234.5", 1234.5)]
    [InlineData("10k", 10_000)]
    [InlineData("1.5m", 1_500_000)]
    [InlineData("2bn", 2_000_000_000)]
    [InlineData("three", 3)]
    public void Tokenize_Number_HasItsValue(string text, decimal expected)
    {
        var token = Assert.Single(Tokenizer.Tokenize(text));
        Assert.Equal(expected, token.Number);
    }

    [Theory]
    [InlineData("20%", NumberForm.Percent)]
    [InlineData("€500", NumberForm.Currency)]
    [InlineData("500 €", NumberForm.Currency)]
    [InlineData("seven", NumberForm.Word)]
    public void Tokenize_Number_SaysHowItWasWritten(string text, NumberForm expected) =>
        Assert.Equal(expected, Assert.Single(Tokenizer.Tokenize(text)).NumberForm);

    [Theory]
    [InlineData("2025-03-31", false, "2025-03-31", "2025-03-31")]
    [InlineData("31.03.2025", false, "2025-03-31", "2025-03-31")]
    [InlineData("06/07/2025", false, "2025-07-06", "2025-07-06")]
    [InlineData("06/07/2025", true, "2025-06-07", "2025-06-07")]
    [InlineData("06/21/2025", false, "2025-06-21", "2025-06-21")]
    [InlineData("06/2025", false, "2025-06-01", "2025-06-30")]
    [InlineData("2024-02", false, "2024-02-01", "2024-02-29")]
    public void Tokenize_Date_HasItsDays(string text, bool monthFirst, string first, string last)
    {
        var token = Assert.Single(Tokenizer.Tokenize(text, monthFirst));
        Assert.Equal((Day(first), Day(last)), (token.FirstDay!.Value, token.LastDay!.Value));
    }

    [Fact]
    public void Tokenize_ImpossibleDate_IsNoDate() =>
        Assert.DoesNotContain(Tokenizer.Tokenize("2025-02-30"), t => t.Kind == TokenKind.Date);

    [Fact]
    public void Tokenize_Apostrophes_KeepWordsAndDropPossessives() =>
        Assert.Equal(["obrien", "region", "store", "name"], Tokenizer.Tokenize("O'Brien's region, store's name").Where(t => t.Kind == TokenKind.Word).Select(t => t.Folded));

    [Theory]
    [InlineData("campaigns w/o an end date", "without")]
    [InlineData("campaigns W/ budget", "with")]
    [InlineData("name + budget", "and")]
    public void Tokenize_ShortForms_AreTheirWords(string text, string word) => Assert.Contains(Tokenizer.Tokenize(text), t => t.Kind == TokenKind.Word && t.Folded == word);

    [Theory]
    [InlineData("students without email - name and id", "name")]
    [InlineData("payments above 800 (id, date and amount)", "id")]
    [InlineData("quick one: how many students", "how")]
    public void Tokenize_WhatIsSaidAnew_BeginsASentence(string text, string first) =>
        Assert.Equal(first, Assert.Single(Tokenizer.Tokenize(text), t => t.StartsSentence && t.Index > 0).Folded);

    [Theory]
    [InlineData("revenue from 2024-2025")]
    [InlineData("first response time (minutes)")]
    [InlineData("the full name (first and last) of all staff")]
    public void Tokenize_WhatOnlyExplains_BeginsNone(string text) => Assert.DoesNotContain(Tokenizer.Tokenize(text), t => t.StartsSentence && t.Index > 0);

    [Theory]
    [InlineData("revenue of \"Delete Key Mug\"", "Delete Key Mug")]
    [InlineData("region 'North East'", "North East")]
    [InlineData("name = 'O'Brien'", "O'Brien")]
    [InlineData("the “Old Town” store", "Old Town")]
    public void Tokenize_Quotes_AreOneToken(string text, string quoted) =>
        Assert.Equal(quoted, Assert.Single(Tokenizer.Tokenize(text), t => t.Kind == TokenKind.Quoted).Text);

    [Fact]
    public void Tokenize_Spans_PointAtTheText()
    {
        const string text = "Top 5 cafés, since 2025-01-01";
        Assert.All(Tokenizer.Tokenize(text), t => Assert.Equal(t.Text, text.Substring(t.Span.Start, t.Span.Length)));
    }

    [Theory]
    [InlineData("Categories", "category")]
    [InlineData("boxes", "box")]
    [InlineData("status", "status")]
    [InlineData("colours", "color")]
    [InlineData("people", "person")]
    [InlineData("sales", "sale")]
    public void Tokenize_Word_HasItsStem(string text, string stem) =>
        Assert.Equal(stem, Assert.Single(Tokenizer.Tokenize(text)).Stem);

    [Fact]
    public void Tokenize_Accents_AreFolded() =>
        Assert.Equal(["dusseldorf", "strasse", "cafe"], Tokenizer.Tokenize("Düsseldorf Straße Café").Select(t => t.Folded));

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
