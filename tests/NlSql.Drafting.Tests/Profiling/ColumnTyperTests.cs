using NlSql.Drafting.Profiling;
using NlSql.SemanticModel.Definitions;

namespace NlSql.Drafting.Tests.Profiling;

public sealed class ColumnTyperTests
{
    [Theory]
    [InlineData(ColumnType.Boolean, "ja", "Nein")]
    [InlineData(ColumnType.Boolean, "Oui", "non")]
    [InlineData(ColumnType.Boolean, "sí", "NO")]
    [InlineData(ColumnType.Boolean, "si", "no")]
    [InlineData(ColumnType.Boolean, "on", "OFF")]
    [InlineData(ColumnType.Boolean, "yes")]
    [InlineData(ColumnType.Text, "y")]
    [InlineData(ColumnType.Text, "yes", "nein")]
    [InlineData(ColumnType.Text, "yes", "no", "maybe")]
    [InlineData(ColumnType.Decimal, "1", "1e-30")]
    [InlineData(ColumnType.Decimal, "1.00000000000000000000000000000000001")]
    [InlineData(ColumnType.Integer, "1.00000000000000000000000000000000000", "100e-2")]
    [InlineData(ColumnType.Decimal, "9223372036854775808")]
    [InlineData(ColumnType.Text, "1e-401")]
    [InlineData(ColumnType.Text, "(-5)")]
    [InlineData(ColumnType.Date, "December 25, 2015", "July 11, 2006")]
    public void Decide_Type_IsThatOfAllValues(ColumnType expected, params string[] values) => Assert.Equal(expected, Of(new TypingSettings(), values).Type);

    [Theory]
    [InlineData(true, "Y", "", "y")]
    [InlineData(true, "x", "")]
    [InlineData(true, "", "yes", "")]
    [InlineData(false, "Y", "N", "")]
    [InlineData(false, "Y", "Y")]
    [InlineData(false, "A", "")]
    public void Decide_NothingButMarksOfYes_BlankIsNo(bool expected, params string[] values)
    {
        var typing = Of(new TypingSettings(), values);

        Assert.Equal(expected, typing.BlankIsNo);
        Assert.True(!expected || typing.Type == ColumnType.Boolean);
    }

    [Fact]
    public void Decide_MarksThatWereToldToBeTexts_StayTexts()
    {
        var typing = Of(new TypingSettings { Type = ColumnType.Text }, "Y", "");

        Assert.Equal((ColumnType.Text, false), (typing.Type, typing.BlankIsNo));
    }

    [Fact]
    public void Decide_ManyTextsFirst_IsNoNumberWhateverFollows() =>
        Assert.Equal(ColumnType.Text, Of(new TypingSettings(), [.. Enumerable.Repeat("word", 3_000), .. Enumerable.Repeat("1", 10_000)]).Type);

    [Fact]
    public void Decide_NotAvailableAmongCodes_IsACode()
    {
        var typing = Of(new TypingSettings(), "DE", "NA", "N/A", "FR", "ZAF");

        Assert.Equal((4, 1), (typing.Values, typing.Nulls));
        Assert.Equal(["N/A"], typing.NullWords);
    }

    [Theory]
    [InlineData("Germany", "NA", "France")]
    [InlineData("1", "NA", "2")]
    [InlineData("Y", "NA", "N")]
    [InlineData("YES", "NA", "NO")]
    [InlineData("A", "NA", "B")]
    [InlineData("NA", "NA", "")]
    public void Decide_NotAvailableAmongOthers_IsNothing(params string[] values) => Assert.Contains("NA", Of(new TypingSettings(), values).NullWords);

    [Fact]
    public void Decide_WordsThatWereNamed_AreTheOnlyOnes()
    {
        var typing = Of(new TypingSettings { NullWords = ["none"] }, "1", "NONE", "-");

        Assert.Equal((ColumnType.Text, 1L), (typing.Type, typing.Nulls));
    }

    [Theory]
    [InlineData(ColumnType.Date, "01/02/2024", "month comes first")]
    [InlineData(ColumnType.Decimal, "1,234", "decimal sign")]
    public void Decide_TypeThatWasTold_StillTellsWhatMayBeReadTwoWays(ColumnType type, string value, string doubt) =>
        Assert.Contains(doubt, Assert.Single(Of(new TypingSettings { Type = type }, value).Doubts), StringComparison.Ordinal);

    [Theory]
    [InlineData(ColumnType.Date, "01/02/2024")]
    [InlineData(ColumnType.Decimal, "1,234")]
    public void Decide_WhatWasTold_IsNoDoubt(ColumnType type, string value)
    {
        var typing = Of(new TypingSettings { DateOrder = DateOrder.DayFirst, DecimalSign = ',' }, value);

        Assert.Equal(type, typing.Type);
        Assert.Empty(typing.Doubts);
    }

    [Fact]
    public void Decide_TypeThatWasTold_IsNotComplainedAbout() =>
        Assert.Empty(Of(new TypingSettings { Type = ColumnType.Text }, [.. Enumerable.Repeat("1", 99), "x"]).Doubts);

    [Theory]
    [InlineData("1.50", '.', "1.50")]
    [InlineData("-1.234,50", ',', "-1234.50")]
    [InlineData("(7)", '.', "-7")]
    [InlineData("+ 5", '.', "5")]
    [InlineData(".5", '.', "0.5")]
    [InlineData("5.", '.', "5")]
    [InlineData("1.5e3", '.', "1500")]
    [InlineData("1.5E-3", '.', "0.0015")]
    [InlineData("12.345e1", '.', "123.45")]
    [InlineData("1e-30", '.', "0.000000000000000000000000000001")]
    [InlineData("0,12345678901234567890123456789012345678", ',', "0.12345678901234567890123456789012345678")]
    public void TryWritePlain_Number_KeepsEveryDigit(string text, char sign, string plain)
    {
        Span<byte> written = stackalloc byte[NumberText.LongestPlain];

        Assert.True(NumberText.TryWritePlain(text, sign, written, out var length));
        Assert.Equal(plain, System.Text.Encoding.ASCII.GetString(written[..length]));
    }

    [Fact]
    public void TryWritePlain_LongestNumberThatIsRead_HasRoom()
    {
        foreach (var exponent in (int[])[-400, 400])
            Assert.True(NumberText.TryWritePlain("-" + new string('9', 17) + "." + new string('9', 16) + $"e{exponent}", '.', new byte[NumberText.LongestPlain], out _));
    }

    private static ColumnTyping Of(TypingSettings settings, params string[] values)
    {
        var typer = new ColumnTyper(settings);
        foreach (var value in values)
            typer.Add(value);
        return typer.Decide();
    }
}
