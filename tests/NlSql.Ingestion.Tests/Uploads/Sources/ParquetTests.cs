using System.Buffers.Binary;
using CsCheck;
using NlSql.Ingestion.Uploads;
using NlSql.Ingestion.Uploads.Sources;
using Parquet;
using Parquet.Schema;
using Parquet.Serialization;

namespace NlSql.Ingestion.Tests.Uploads.Sources;

public sealed class ParquetTests
{
    [Fact]
    public async Task OpenAsync_Values_AreWrittenAsTheLoaderTakesThem()
    {
        var schema = new ParquetSchema(
            new DataField<string>("text"), new DataField<long?>("whole"), new DataField<double?>("real"), new DataField<bool?>("truth"),
            new DecimalDataField("exact", 38, 10, isNullable: true), new DateTimeDataField("day", DateTimeFormat.Date, isNullable: true),
            new DateTimeDataField("moment", DateTimeFormat.DateAndTimeMicros, isNullable: true), new DataField<int>("id"));
        var file = await ParquetFile.WriteAsync(schema, async group =>
        {
            var fields = schema.DataFields;
            await group.WriteAsync(fields[0], (string[])["a, \"b\"", null!, ""]);
            await group.WriteAsync<long>(fields[1], (long?[])[1, null, long.MinValue]);
            await group.WriteAsync<double>(fields[2], (double?[])[0.1, null, 1e21]);
            await group.WriteAsync<bool>(fields[3], (bool?[])[true, null, false]);
            await group.WriteAsync<decimal>(fields[4], (decimal?[])[12345678901234567.1234567891m, null, -0.5m]);
            await group.WriteAsync<DateTime>(fields[5], (DateTime?[])[new DateTime(2026, 3, 1), null, new DateTime(1969, 12, 31)]);
            await group.WriteAsync<DateTime>(fields[6], (DateTime?[])[new DateTime(2026, 3, 1, 8, 30, 0).AddMicroseconds(250), null, new DateTime(2026, 3, 1)]);
            await group.WriteAsync<int>(fields[7], (int[])[1, 2, 3]);
        });
        var table = await ReadTable.OfAsync(file, "any.csv", rewindable: true);

        Assert.Null(table.Failure);
        Assert.Equal((FileFormat.Parquet, true), (table.Format, table.HasHeader));
        Assert.Equal(
            [
                "text|whole|real|truth|exact|day|moment|id",
                "a, \"b\"|1|0.1|true|12345678901234567.1234567891|2026-03-01|2026-03-01 08:30:00.00025|1",
                "|||||||2",
                "|-9223372036854775808|1000000000000000000000|false|-0.5000000000|1969-12-31|2026-03-01 00:00:00|3",
            ],
            table.Records);
        Assert.Equal([0, 1, 2, 3], table.Lines);
    }

    [Theory]
    [InlineData(9)]
    [InlineData(18)]
    [InlineData(28)]
    public async Task OpenAsync_DecimalOfAnyPrecision_KeepsItsDigits(int precision)
    {
        var schema = new ParquetSchema(new DecimalDataField("d", precision, 4));
        var file = await ParquetFile.WriteAsync(schema, group => group.WriteAsync<decimal>(schema.DataFields[0], (decimal[])[12345.6789m, -0.0001m, 0m]));

        Assert.Equal(["d", "12345.6789", "-0.0001", "0.0000"], (await ReadTable.OfAsync(file)).Records);
    }

    [Theory]
    [InlineData(true, "2026-03-01 08:30:00Z")]
    [InlineData(false, "2026-03-01 08:30:00")]
    public async Task OpenAsync_Timestamp_SaysWhenItIsUtc(bool isUtc, string expected)
    {
        var schema = new ParquetSchema(new DateTimeDataField("t", DateTimeFormat.Timestamp, isUtc, DateTimeTimeUnit.Micros));
        var file = await ParquetFile.WriteAsync(schema, group => group.WriteAsync<DateTime>(schema.DataFields[0], (DateTime[])[new DateTime(2026, 3, 1, 8, 30, 0, DateTimeKind.Utc)]));

        Assert.Equal(["t", expected], (await ReadTable.OfAsync(file)).Records);
    }

    [Theory]
    [InlineData(CompressionMethod.None)]
    [InlineData(CompressionMethod.Snappy)]
    [InlineData(CompressionMethod.Gzip)]
    [InlineData(CompressionMethod.Zstd)]
    [InlineData(CompressionMethod.Brotli)]
    public async Task OpenAsync_SeveralRowGroups_AreOneTable(CompressionMethod compression)
    {
        var schema = new ParquetSchema(new DataField<int>("n"), new DataField<string>("name"));
        var target = new MemoryStream();
        await using (var writer = await ParquetWriter.CreateAsync(schema, target, new ParquetOptions { CompressionMethod = compression }, cancellationToken: TestContext.Current.CancellationToken))
        {
            for (var i = 0; i < 3; i++)
            {
                using var group = writer.CreateRowGroup();
                await group.WriteAsync<int>(schema.DataFields[0], Enumerable.Range(i * 1000, 1000).ToArray(), cancellationToken: TestContext.Current.CancellationToken);
                await group.WriteAsync(schema.DataFields[1], Enumerable.Range(i * 1000, 1000).Select(n => $"name {n % 7}").ToArray());
            }
        }

        var table = await ReadTable.OfAsync(target.ToArray());

        Assert.Null(table.Failure);
        Assert.Equal(Enumerable.Range(0, 3000).Select(n => $"{n}|name {n % 7}"), table.Records.Skip(1));
        Assert.Equal(3000, table.Lines[^1]);
    }

    [Fact]
    public async Task OpenAsync_Lists_AreRefusedByName()
    {
        var target = new MemoryStream();
        await ParquetSerializer.SerializeAsync([new Tagged { Id = 1, Tags = [1, 2] }], target, cancellationToken: TestContext.Current.CancellationToken);
        var failure = (await ReadTable.OfAsync(target.ToArray())).Failure;

        Assert.Equal("ingestion.parquet-nested", failure?.Code);
        Assert.Contains("'Tags'", failure!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void OpenAsync_AnyTexts_AreFoundAgain() =>
        Gen.String[Gen.Char["ab,\"\n é€"], 0, 12].Array[1, 50].Sample(texts =>
        {
            var schema = new ParquetSchema(new DataField<string>("t"), new DataField<int>("n"));
            var file = ParquetFile.WriteAsync(schema, async group =>
            {
                await group.WriteAsync(schema.DataFields[0], texts);
                await group.WriteAsync<int>(schema.DataFields[1], Enumerable.Range(0, texts.Length).ToArray());
            }).GetAwaiter().GetResult();
            var table = ReadTable.OfAsync(file).GetAwaiter().GetResult();

            Assert.Equal(texts.Select((t, i) => $"{t}|{i}"), table.Records.Skip(1));
        }, iter: 30);

    [Theory]
    [InlineData(3, null)]
    [InlineData(2, "ingestion.too-many-rows")]
    public async Task OpenAsync_Rows_AreLimited(int limit, string? code) =>
        Assert.Equal(code, (await ReadTable.OfAsync(await SmallAsync(3), options: new UploadOptions { MaximumRows = limit })).Failure?.Code);

    [Theory]
    [InlineData(2, null)]
    [InlineData(1, "ingestion.too-many-columns")]
    public async Task OpenAsync_Columns_AreLimited(int limit, string? code) =>
        Assert.Equal(code, (await ReadTable.OfAsync(await SmallAsync(3), options: new UploadOptions { MaximumColumns = limit })).Failure?.Code);

    [Theory]
    [InlineData(0, null)]
    [InlineData(-1, "ingestion.parquet-chunk-too-large")]
    public async Task OpenAsync_ColumnOfARowGroup_IsLimited(int beyond, string? code)
    {
        // 1,000 texts of 50 bytes and their lengths in one page, and 8 for each value.
        var texts = Enumerable.Range(0, 1000).Select(i => $"{i:D50}").ToArray();
        var schema = new ParquetSchema(new DataField("t", typeof(string), isNullable: false));
        var file = await ParquetFile.WriteAsync(schema, group => group.WriteAsync(schema.DataFields[0], texts));

        Assert.Equal(code, (await ReadTable.OfAsync(file, options: new UploadOptions { MaximumChunkBytes = 1000 * (54 + 8) + beyond })).Failure?.Code);
    }

    [Theory]
    [InlineData(100, null)]
    [InlineData(99, "ingestion.cell-too-long")]
    public async Task OpenAsync_CellLength_IsLimited(int limit, string? code)
    {
        var schema = new ParquetSchema(new DataField<string>("t"));
        var file = await ParquetFile.WriteAsync(schema, group => group.WriteAsync(schema.DataFields[0], (string[])["a", new string('x', 100)]));
        var failure = (await ReadTable.OfAsync(file, options: new UploadOptions { MaximumCellBytes = limit })).Failure;

        Assert.Equal(code, failure?.Code);
        Assert.True(failure is null || failure.Issues[0].Line == 2);
    }

    [Fact]
    public async Task OpenAsync_PagesBomb_StopsAtTheRatio()
    {
        var schema = new ParquetSchema(new DataField<long>("n"));
        var file = await ParquetFile.WriteAsync(
            schema, group => group.WriteAsync<long>(schema.DataFields[0], new long[4_000_000]),
            new ParquetOptions { CompressionMethod = CompressionMethod.Gzip, CompressionLevel = System.IO.Compression.CompressionLevel.SmallestSize });

        Assert.Equal("ingestion.compression-ratio", (await ReadTable.OfAsync(file)).Failure?.Code);
    }

    [Fact]
    public async Task OpenAsync_CutShort_IsDamaged()
    {
        var whole = await SmallAsync(100);

        foreach (var length in new[] { 4, 11, whole.Length / 2, whole.Length - 1 })
            Assert.Equal("ingestion.parquet-damaged", (await ReadTable.OfAsync(whole[..length])).Failure?.Code);
    }

    [Theory]
    [InlineData(uint.MaxValue)]
    [InlineData(1 << 30)]
    public async Task OpenAsync_MetadataLongerThanTheFile_IsDamaged(uint length)
    {
        var file = await SmallAsync(3);
        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(file.Length - 8), length);

        Assert.Contains("its metadata is longer than the file", (await ReadTable.OfAsync(file)).Failure!.Message, StringComparison.Ordinal);
    }

    /// <summary>What the library would make objects of: a list of a billion, structures within structures, and too many of them.</summary>
    [Theory]
    [InlineData("list", "its metadata is cut short")]
    [InlineData("depth", "nested too deep")]
    [InlineData("count", "its metadata says too much")]
    public async Task OpenAsync_MetadataBomb_IsRefused(string kind, string reason)
    {
        byte[] metadata = kind switch
        {
            "list" => [0x29, 0xFC, 0x80, 0x80, 0x80, 0x80, 0x04, 0x00],
            "depth" => [.. Enumerable.Repeat((byte)0x1C, 1000)],
            _ => [0x29, 0xFC, 0x80, 0x89, 0x7A, .. new byte[2_000_001]],
        };
        var length = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(length, metadata.Length);
        var failure = (await ReadTable.OfAsync([.. "PAR1"u8, .. metadata, .. length, .. "PAR1"u8])).Failure;

        Assert.Contains(reason, failure!.Message, StringComparison.Ordinal);
    }

    /// <summary>The library would take the memory that the header of a page says.</summary>
    [Theory]
    [InlineData(2, "takes more than 134217728 bytes")]
    [InlineData(3, "a page is longer than the file")]
    public async Task OpenAsync_PageHeaderSaysGigabytes_IsRefused(int field, string reason) =>
        Assert.Contains(reason, (await ReadTable.OfAsync(HugePageHeader(await SmallAsync(3), field))).Failure!.Message, StringComparison.Ordinal);

    [Fact]
    public async Task OpenAsync_BytesChanged_NeverFailsOtherwise()
    {
        var whole = await SmallAsync(3);
        for (var i = 4; i < whole.Length; i++)
        {
            foreach (var mask in new byte[] { 0xFF, 0x01, 0x80 })
            {
                var changed = (byte[])whole.Clone();
                changed[i] ^= mask;
                var code = (await ReadTable.OfAsync(changed)).Failure?.Code;
                Assert.True(code is null || code.StartsWith("ingestion.", StringComparison.Ordinal));
            }
        }
    }

    /// <summary>Puts a header that says 2 GiB over that of the first page, which follows the file's mark.</summary>
    private static byte[] HugePageHeader(byte[] file, int field)
    {
        // Type data page, uncompressed and compressed size (zigzag numbers), then a data page header of three values.
        byte[] number = [0xFE, 0xFF, 0xFF, 0xFF, 0x0F];
        byte[] small = [0x14];
        byte[] header = [0x15, 0x00, 0x15, .. field == 2 ? number : small, 0x15, .. field == 3 ? number : small, 0x2C, 0x15, 0x06, 0x15, 0x00, 0x15, 0x06, 0x15, 0x06, 0x00, 0x00];
        var changed = (byte[])file.Clone();
        header.CopyTo(changed, 4);
        return changed;
    }

    private static Task<byte[]> SmallAsync(int rows)
    {
        var schema = new ParquetSchema(new DataField<int>("n"), new DataField<string>("name"));
        return ParquetFile.WriteAsync(schema, async group =>
        {
            await group.WriteAsync<int>(schema.DataFields[0], Enumerable.Range(0, rows).ToArray());
            await group.WriteAsync(schema.DataFields[1], Enumerable.Range(0, rows).Select(i => $"name {i}").ToArray());
        }, new ParquetOptions { CompressionMethod = CompressionMethod.None });
    }

    private sealed class Tagged
    {
        public int Id { get; set; }

        public List<int> Tags { get; set; } = [];
    }
}
