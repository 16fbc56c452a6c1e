using System.Globalization;
using System.Text;
using NlSql.Ingestion.Tests.Hosting;
using NlSql.Ingestion.Tests.Uploads.Sources;
using Parquet;
using Parquet.Schema;

namespace NlSql.Ingestion.Tests.Uploads;

/// <summary>One table gives the same columns and rows, whatever kind of file it comes in.</summary>
public sealed class SameTableTests(SharedHost shared) : IClassFixture<SharedHost>
{
    private const string Header = "id,name,price,day,at,ok";
    private const string Csv = Header + "\n1,Zoë,1.50,2024-03-01,2024-03-01 08:30:00,true\n2,,,,,\n3,\"a, b\",-20.25,2024-12-31,2024-12-31 23:59:59,false\n";
    private static readonly string[] Rows = ["1|Zoë|1.50|2024-03-01|2024-03-01 08:30:00|true", "2|∅|∅|∅|∅|∅", "3|a, b|-20.25|2024-12-31|2024-12-31 23:59:59|false"];
    private readonly IngestionHost host = shared.Host;

    public static TheoryData<string> Files => ["t.csv", "t.csv.gz", "t.tsv", "semicolons.csv", "german.csv", "bom.csv", "utf-16le.csv", "utf-16be.csv", "windows-1252.csv", "t.jsonl", "t.jsonl.gz", "t.xlsx", "t.parquet"];

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Table_OfAnyFile_IsTheSame(string name)
    {
        var loaded = await LoadedFile.OfAsync(host, await WriteAsync(name), name: name);

        Assert.Equal(["id integer", "name text", "price decimal", "day date", "at timestamp", "ok boolean"], loaded.Columns);
        // Of a number, .xlsx and .jsonl keep the value and not the zeros at its end.
        Assert.Equal(Rows.Select(WithoutZeros), loaded.Rows.Select(WithoutZeros));
        Assert.Equal("", loaded.Warnings);
    }

    private static string WithoutZeros(string row) => row.Replace("1.50|", "1.5|", StringComparison.Ordinal);

    private static async Task<byte[]> WriteAsync(string name) => name switch
    {
        "t.csv.gz" => Gzip.Of(Csv),
        "t.tsv" => Encoding.UTF8.GetBytes(Tabs('\t')),
        "semicolons.csv" => Encoding.UTF8.GetBytes(Tabs(';')),
        "german.csv" => Encoding.UTF8.GetBytes("id;name;price;day;at;ok\r\n1;Zoë;1,50;01.03.2024;01.03.2024 08:30;ja\r\n2;;;;;\r\n3;a, b;-20,25;31.12.2024;31.12.2024 23:59:59;nein\r\n"),
        "bom.csv" => [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(Csv)],
        "utf-16le.csv" => [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(Csv)],
        "utf-16be.csv" => [.. Encoding.BigEndianUnicode.Preamble, .. Encoding.BigEndianUnicode.GetBytes(Csv)],
        "windows-1252.csv" => Encoding.Latin1.GetBytes(Csv),
        "t.jsonl" => Encoding.UTF8.GetBytes(Json),
        "t.jsonl.gz" => Gzip.Of(Json),
        "t.xlsx" => Xlsx(),
        "t.parquet" => await ParquetAsync(),
        _ => Encoding.UTF8.GetBytes(Csv),
    };

    // The one comma within a cell stays.
    private static string Tabs(char delimiter) => Csv.Replace("\"a, b\"", "\"a\u0001 b\"", StringComparison.Ordinal).Replace(',', delimiter).Replace('\u0001', ',');

    private const string Json = """
        {"id": 1, "name": "Zoë", "price": 1.50, "day": "2024-03-01", "at": "2024-03-01T08:30:00", "ok": true}
        {"id": 2, "name": null}
        {"id": 3, "name": "a, b", "price": -20.25, "day": "2024-12-31", "at": "2024-12-31T23:59:59", "ok": false}

        """;

    private static byte[] Xlsx()
    {
        var header = string.Concat(Header.Split(',').Select((h, i) => WorkbookFile.Text($"{(char)('A' + i)}1", h)));
        return new WorkbookFile { Formats = ["yyyy-mm-dd", "yyyy-mm-dd hh:mm:ss"] }
            .Sheet("Sheet1", $"<row>{header}</row>" + Row(2, "1", "Zoë", "1.5", new DateTime(2024, 3, 1, 8, 30, 0), "1") + "<row><c r=\"A3\"><v>2</v></c></row>"
                + Row(4, "3", "a, b", "-20.25", new DateTime(2024, 12, 31, 23, 59, 59), "0"))
            .ToBytes();
    }

    private static string Row(int number, string id, string name, string price, DateTime at, string ok) => string.Create(
        CultureInfo.InvariantCulture,
        $"""
        <row><c r="A{number}"><v>{id}</v></c>{WorkbookFile.Text($"B{number}", name)}<c r="C{number}"><v>{price}</v></c><c r="D{number}" s="1"><v>{at.Date.ToOADate()}</v></c><c r="E{number}" s="2"><v>{at.ToOADate():R}</v></c><c r="F{number}" t="b"><v>{ok}</v></c></row>
        """);

    private static async Task<byte[]> ParquetAsync()
    {
        var schema = new ParquetSchema(
            new DataField<long>("id"), new DataField<string>("name"), new DecimalDataField("price", 10, 2, isNullable: true),
            new DateTimeDataField("day", DateTimeFormat.Date, isNullable: true), new DateTimeDataField("at", DateTimeFormat.DateAndTimeMicros, isNullable: true), new DataField<bool?>("ok"));
        return await ParquetFile.WriteAsync(schema, async group =>
        {
            var fields = schema.DataFields;
            var (first, last) = (new DateTime(2024, 3, 1, 8, 30, 0), new DateTime(2024, 12, 31, 23, 59, 59));
            await group.WriteAsync<long>(fields[0], (long[])[1, 2, 3]);
            await group.WriteAsync(fields[1], (string[])["Zoë", null!, "a, b"]);
            await group.WriteAsync<decimal>(fields[2], (decimal?[])[1.50m, null, -20.25m]);
            await group.WriteAsync<DateTime>(fields[3], (DateTime?[])[first.Date, null, last.Date]);
            await group.WriteAsync<DateTime>(fields[4], (DateTime?[])[first, null, last]);
            await group.WriteAsync<bool>(fields[5], (bool?[])[true, null, false]);
        });
    }
}
