using System.Text;
using CsCheck;
using NlSql.Ingestion.Uploads.Csv;
using Sylvan.Data.Csv;

namespace NlSql.Ingestion.Tests.Uploads.Csv;

public sealed class CsvReaderTests
{
    [Theory]
    [InlineData("a,b\r\nc,d", "a|b", "c|d")]
    [InlineData("a,b\rc,d\r", "a|b", "c|d")]
    [InlineData("\"a,b\",\"c\"\"d\"\n", "a,b|c\"d")]
    [InlineData("a,\n,b\n", "a|", "|b")]
    [InlineData("\"x\ny\",z\nw,v\n", "x\ny|z", "w|v")]
    public async Task Read_Text_GivesItsCells(string csv, params string[] expected)
    {
        Assert.Equal(expected, await ReadAsync(Encoding.UTF8.GetBytes(csv), blockSize: 3));
    }

    [Fact]
    public async Task Read_RecordOverSeveralLines_CountsThem()
    {
        var reader = Reader("\"x\ny\",z\r\nw,v\n"u8.ToArray(), 1024);
        await NextAsync(reader);
        await NextAsync(reader);

        Assert.Equal(3, reader.Line);
    }

    [Fact]
    public async Task Read_CountsRecords_ARecordIsALineAndTheFirstHasItsNumber()
    {
        var position = 0;
        var content = "\"x\ny\",z\n\nw,v\n"u8.ToArray();
        var reader = new CsvReader(
            (buffer, _) =>
            {
                var count = Math.Min(buffer.Length, content.Length - position);
                content.AsMemory(position, count).CopyTo(buffer);
                position += count;
                return ValueTask.FromResult(count);
            },
            maximumCells: 2, maximumCellBytes: 100, maximumLineBytes: 100)
        {
            CountsRecords = true,
            NextLine = 7,
        };
        var lines = new List<long>();
        while (await NextAsync(reader) == CsvStatus.Record)
            lines.Add(reader.Line);

        Assert.Equal([7, 8, 9], lines);
    }

    [Theory]
    [InlineData('\'', "a'b", "c\"")]
    [InlineData(null, "'a''b'", "c\"")]
    public void Read_OtherQuote_IsTheOneThatIsSet(char? quote, params string[] expected)
    {
        var reader = CsvReader.Over("'a''b',c\"\n"u8.ToArray(), whole: true, maximumCells: 4);
        reader.Quote = (byte?)quote;

        Assert.Equal(CsvStatus.Record, reader.Read());
        Assert.Equal(expected, Enumerable.Range(0, reader.CellCount).Select(i => Encoding.UTF8.GetString(reader.CellAt(i))));
        Assert.Equal(quote is not null, reader.IsQuoted(0));
        Assert.False(reader.IsQuoted(1));
    }

    [Fact]
    public void Over_FirstBlockOnly_LeavesTheRecordThatIsCut()
    {
        var reader = CsvReader.Over("a,b\nc,d"u8.ToArray(), whole: false, maximumCells: 4);

        Assert.Equal((CsvStatus.Record, CsvStatus.NeedMore), (reader.Read(), reader.Read()));
    }

    /// <summary>Whatever the cells and wherever the blocks are cut, another reader finds the same.</summary>
    [Fact]
    public void Read_AnyTable_IsWhatSylvanReads() =>
        Gen.Select(
            Gen.String[Gen.Char["ab,\"\n\r é;"], 0, 12].Array[2, 4].Array[1, 8].Where(rows => rows.All(r => r.Length == rows[0].Length)),
            Gen.Int[1, 40],
            Gen.Bool)
        .Sample((rows, blockSize, crlf) =>
        {
            var csv = string.Concat(rows.Select(row => string.Join(',', row.Select(c => $"\"{c.Replace("\"", "\"\"", StringComparison.Ordinal)}\"")) + (crlf ? "\r\n" : "\n")));
            using var reference = CsvDataReader.Create(new StringReader(csv), new CsvDataReaderOptions { HasHeaders = false, Delimiter = ',' });
            var expected = new List<string>();
            while (reference.Read())
                expected.Add(string.Join('|', Enumerable.Range(0, reference.RowFieldCount).Select(reference.GetString)));

            Assert.Equal(expected, ReadAsync(Encoding.UTF8.GetBytes(csv), blockSize).GetAwaiter().GetResult());
        });

    private static async Task<List<string>> ReadAsync(byte[] content, int blockSize)
    {
        var reader = Reader(content, blockSize);
        var records = new List<string>();
        while (await NextAsync(reader) == CsvStatus.Record)
            records.Add(string.Join('|', Enumerable.Range(0, reader.CellCount).Select(i => Encoding.UTF8.GetString(reader.CellAt(i)))));
        return records;
    }

    private static CsvReader Reader(byte[] content, int blockSize)
    {
        var position = 0;
        return new CsvReader(
            (buffer, _) =>
            {
                var count = Math.Min(Math.Min(blockSize, buffer.Length), content.Length - position);
                content.AsMemory(position, count).CopyTo(buffer);
                position += count;
                return ValueTask.FromResult(count);
            },
            maximumCells: 16,
            maximumCellBytes: 1 << 16,
            maximumLineBytes: 1 << 20);
    }

    private static async Task<CsvStatus> NextAsync(CsvReader reader)
    {
        CsvStatus status;
        while ((status = reader.Read()) == CsvStatus.NeedMore)
            await reader.FillAsync(CancellationToken.None);
        return status;
    }
}
