using System.Text;
using CsCheck;
using NlSql.Ingestion.Uploads.Sources;

namespace NlSql.Ingestion.Tests.Uploads.Sources;

public sealed class DialectTests
{
    [Theory]
    [InlineData("a,b\n1,2\n", ',')]
    [InlineData("a;b\n1;2\n", ';')]
    [InlineData("a\tb\n1\t2\n", '\t')]
    [InlineData("a|b\n1|2\n", '|')]
    // Decimal commas, and as many commas as semicolons.
    [InlineData("name;price;tax\nx;1,50;0,20\ny;2,50;0,30\n", ';')]
    [InlineData("1,5;2,5\n3,5;4,5\n6,5;7,5\n", ';')]
    // Commas in texts.
    [InlineData("\"a, b, and c\";n\n\"d, e, and f\";1\n", ';')]
    [InlineData("Umsatz, netto;Menge\n1,5;3\n2,5;4\n", ';')]
    [InlineData("name;city\nMüller, Anna;Köln\nSchmidt, Jan;Bonn\n", ';')]
    [InlineData("id\tnote\n1\tone, two, three\n2\tfour, five, six\n", '\t')]
    // A bar that the first line has more often than commas.
    [InlineData("\"a|b|c|d\",n\nx,1\ny,2\n", ',')]
    public async Task OpenAsync_Delimiter_IsFound(string text, char expected) =>
        Assert.Equal(expected, (await ReadTable.OfAsync(text)).Delimiter);

    [Theory]
    [InlineData("name\nAnna\nBob\n", "name", "Anna", "Bob")]
    [InlineData("remark\nHello, world\nfine\nso; and so\n", "remark", "Hello, world", "fine", "so; and so")]
    [InlineData("remark\na,b;c\td|e\nx\n", "remark", "a,b;c\td|e", "x")]
    public async Task OpenAsync_OneColumn_HasNoDelimiter(string text, params string[] expected) =>
        Assert.Equal(expected, (await ReadTable.OfAsync(text)).Records);

    [Fact]
    public async Task OpenAsync_OneColumnNamedTsv_IsTabbed() =>
        Assert.Equal('\t', (await ReadTable.OfAsync("name\nAnna\n", "names.tsv")).Delimiter);

    [Fact]
    public async Task OpenAsync_DelimiterSaid_IsTaken() =>
        Assert.Equal(["a,b", "1,2"], (await ReadTable.OfAsync("a,b\n1,2\n", settings: new SourceSettings { Delimiter = (byte)'|' })).Records);

    [Theory]
    [InlineData('\n', null, "'delimiter'")]
    [InlineData('é', null, "'delimiter'")]
    [InlineData('"', '"', "'delimiter'")]
    [InlineData(',', '\r', "'quote'")]
    public async Task OpenAsync_DialectImpossible_IsRefused(char delimiter, char? quote, string field)
    {
        var failure = (await ReadTable.OfAsync("a,b\n1,2\n", settings: new SourceSettings { Delimiter = (byte)delimiter, Quote = (byte?)quote })).Failure;

        Assert.Equal("ingestion.field-invalid", failure?.Code);
        Assert.Contains(field, failure!.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sep=;\r\na;b\r\n1;2\r\n")]
    [InlineData("\"sep=;\"\na;b\n1;2\n")]
    public async Task OpenAsync_SeparatorLine_IsSkippedAndCounted(string text)
    {
        foreach (var rewindable in new[] { false, true })
        {
            var table = await ReadTable.OfAsync(text, rewindable: rewindable);

            Assert.Equal(["a|b", "1|2"], table.Records);
            Assert.Equal([2, 3], table.Lines);
        }
    }

    [Fact]
    public async Task OpenAsync_SeparatorLineOfUtf16_IsSkipped()
    {
        var table = await ReadTable.OfAsync([0xFF, 0xFE, .. Encoding.Unicode.GetBytes("sep=|\na|b\n1|2\n")]);

        Assert.Equal(["a|b", "1|2"], table.Records);
    }

    [Theory]
    // All quoted; only where needed.
    [InlineData("'a','b'\n'1','x, y'\n'2','it''s'\n")]
    [InlineData("a,b\n1,'x, y'\n2,'it''s, too'\n3,z\n")]
    public async Task OpenAsync_SingleQuotes_AreFound(string text)
    {
        var table = await ReadTable.OfAsync(text);

        Assert.Equal('\'', table.Quote);
        Assert.Equal("1|x, y", table.Records[1]);
    }

    [Fact]
    public async Task OpenAsync_SingleQuotesBelowAHeaderWithout_AreFound() =>
        Assert.Equal(["a|b", "1|x", "2|y"], (await ReadTable.OfAsync("a,b\n1,'x'\n2,'y'\n")).Records);

    [Theory]
    [InlineData("a,b\n1,'tis\n2,rock 'n' roll\n")]
    [InlineData("a,b\n1,'x'\n2,y\n3,z\n")]
    [InlineData("a,b\n1,'x'\n2,'y'\n3,'n' roll\n")]
    [InlineData("a,b\n\"1\",'x'\n\"2\",'y'\n")]
    public async Task OpenAsync_Apostrophes_AreText(string text)
    {
        var table = await ReadTable.OfAsync(text);

        Assert.Equal('"', table.Quote);
        Assert.Contains('\'', table.Records[1]);
    }

    [Fact]
    public async Task OpenAsync_LoneQuotesBetweenTabs_AreText()
    {
        var table = await ReadTable.OfAsync("size\tname\n\"12\" pipe\tx\n5\" nail\ty\n");

        Assert.Null(table.Quote);
        Assert.Equal(["size|name", "\"12\" pipe|x", "5\" nail|y"], table.Records);
    }

    [Fact]
    public async Task OpenAsync_NoQuoteSaid_QuotesAreText() =>
        Assert.Equal("\"x\"|1", (await ReadTable.OfAsync("a,b\n\"x\",1\n", settings: new SourceSettings { Quote = SourceSettings.NoQuote })).Records[1]);

    /// <summary>Quotes as needed: whatever delimiter the writer chose is found from the data alone.</summary>
    [Fact]
    public void OpenAsync_AnyTableOfNamesAndNumbers_DelimiterIsFound() =>
        Gen.Select(
            Gen.OneOf(Gen.Int[0, 9999].Select(i => i.ToString()), Gen.String[Gen.Char["abcde ,;'"], 1, 12]).Array[3].Array[5, 30],
            Gen.OneOf(',', ';', '\t', '|'))
        .Sample((rows, delimiter) =>
        {
            string[][] all = [["id", "name", "city"], .. rows];
            var csv = string.Concat(all.Select(r => string.Join(delimiter, r.Select(c => c.Contains(delimiter) ? $"\"{c}\"" : c)) + "\n"));
            var table = ReadTable.OfAsync(csv).GetAwaiter().GetResult();

            Assert.Equal(delimiter, table.Delimiter);
            Assert.Equal(all.Select(r => string.Join('|', r)), table.Records);
        });
}
