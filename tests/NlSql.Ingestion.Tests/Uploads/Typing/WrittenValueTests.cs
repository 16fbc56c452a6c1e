using NlSql.Ingestion.Tests.Hosting;

namespace NlSql.Ingestion.Tests.Uploads.Typing;

/// <summary>Values as people and programs write them, found out without being told and read back from Postgres.</summary>
public sealed class WrittenValueTests(SharedHost shared) : IClassFixture<SharedHost>
{
    private readonly IngestionHost host = shared.Host;

    [Theory]
    [InlineData("1,5;-2,25", "decimal", "1.5|-2.25")]
    [InlineData("1.234,50;3", "decimal", "1234.50|3")]
    [InlineData("1,234,567;1", "integer", "1234567|1")]
    [InlineData("1 234,50;12", "decimal", "1234.50|12")]
    [InlineData("1'234.50;12", "decimal", "1234.50|12")]
    [InlineData("$1,234.50;-$3;($4.20)", "decimal", "1234.50|-3|-4.20")]
    [InlineData("12 €;-3,50 €", "decimal", "12|-3.50")]
    [InlineData("12.5 %;3%", "decimal", "12.5|3")]
    [InlineData("(1,200);7", "integer", "-1200|7")]
    [InlineData("1.5e3;2E-05", "decimal", "1500|0.00002")]
    [InlineData("1.23456789e-25;2", "decimal", "0.000000000000000000000000123456789|2")]
    [InlineData("1e-30;2", "decimal", "0.000000000000000000000000000001|2")]
    [InlineData("1e3;2", "integer", "1000|2")]
    [InlineData("1.;2", "integer", "1|2")]
    [InlineData("0,1234567890123456789012345678901234;2,5", "decimal", "0.1234567890123456789012345678901234|2.5")]
    [InlineData("0.1234567890123456789012345678901234;2.5", "decimal", "0.1234567890123456789012345678901234|2.5")]
    [InlineData("12\u00a0;\u00a0;13", "integer", "12|∅|13")]
    [InlineData("(-5);(+6)", "text", "(-5)|(+6)")]
    [InlineData("99999999999999999999999999999999;1", "text", "99999999999999999999999999999999|1")]
    public async Task Numbers(string written, string type, string stored) => await IsStoredAsync(written, type, stored);

    [Theory]
    [InlineData("2024-03-01;2024/3/2", "date", "2024-03-01|2024-03-02")]
    [InlineData("31.12.2024;1.1.25", "date", "2024-12-31|2025-01-01")]
    [InlineData("21-Aug-2015;2 September 2015", "date", "2015-08-21|2015-09-02")]
    [InlineData("Aug 21, 2015", "date", "2015-08-21")]
    [InlineData("8/21/2015 5:03 PM;8/22/2015 12:00 AM", "timestamp", "2015-08-21 17:03:00|2015-08-22 00:00:00")]
    [InlineData("21/08/2015 17:03", "timestamp", "2015-08-21 17:03:00")]
    [InlineData("2024-03-01T17:03:00.25+01:00;2024-03-01T17:03:00-0230", "timestamp", "2024-03-01 16:03:00.25|2024-03-01 19:33:00")]
    [InlineData("2024-03-01 23:30 -02:00;2024-03-01 17:03:00 UTC", "timestamp", "2024-03-02 01:30:00|2024-03-01 17:03:00")]
    [InlineData("21.08.2015 17:03:00+02:00", "timestamp", "2015-08-21 15:03:00")]
    [InlineData("2024-03-01T00:00:00;2024-03-02", "date", "2024-03-01|2024-03-02")]
    [InlineData("2024-03-01 17:03:05.123456", "timestamp", "2024-03-01 17:03:05.123456")]
    [InlineData("2024-02-30;2024-02-28", "text", "2024-02-30|2024-02-28")]
    [InlineData("13/01/2024;01/13/2024", "text", "13/01/2024|01/13/2024")]
    public async Task Times(string written, string type, string stored) => await IsStoredAsync(written, type, stored);

    [Theory]
    [InlineData("true;False;TRUE", "boolean", "true|false|true")]
    [InlineData("Y;n", "boolean", "true|false")]
    [InlineData("Ja;Nein", "boolean", "true|false")]
    [InlineData("oui;Non", "boolean", "true|false")]
    [InlineData("Sí;No", "boolean", "true|false")]
    [InlineData("SÍ;no", "boolean", "true|false")]
    [InlineData("on;off", "boolean", "true|false")]
    [InlineData("yes\u00a0;no", "boolean", "true|false")]
    [InlineData("F;M", "text", "F|M")]
    [InlineData("yes;false", "text", "yes|false")]
    [InlineData("0;1", "integer", "0|1")]
    public async Task Truths(string written, string type, string stored) => await IsStoredAsync(written, type, stored);

    [Theory]
    [InlineData("007;012", "text", "007|012")]
    [InlineData("+49 30 1234567;(515) 123-4567", "text", "+49 30 1234567|(515) 123-4567")]
    [InlineData("0f8fad5b-d9cb-469f-a165-70867728950e", "uuid", "0f8fad5b-d9cb-469f-a165-70867728950e")]
    [InlineData(" padded ;y", "text", " padded |y")]
    [InlineData("1,2;1.2.3", "text", "1,2|1.2.3")]
    public async Task Codes(string written, string type, string stored) => await IsStoredAsync(written, type, stored);

    [Theory]
    [InlineData("zip", "text")]
    [InlineData("phone", "text")]
    [InlineData("amount", "integer")]
    public async Task Name_SaysMoreThanTheValues(string name, string type) =>
        Assert.Equal([$"{name} {type}"], (await LoadedFile.OfAsync(host, $"{name}\n10115\n99999\n")).Columns);

    [Fact]
    public async Task ZerosAndOnes_OfAFlag_AreTruths()
    {
        var loaded = await LoadedFile.OfAsync(host, "id,is_active\na,1\nb,0\n");

        Assert.Equal(["id text", "is_active boolean"], loaded.Columns);
        Assert.Equal(["a|true", "b|false"], loaded.Rows);
    }

    [Fact]
    public async Task MarksOfYes_LeaveTheOthersNo()
    {
        var loaded = await LoadedFile.OfAsync(host, "id,urgent,seen\na,Y,x\nb,,\nc,y,\n");

        Assert.Equal(["id text", "urgent boolean", "seen boolean"], loaded.Columns);
        Assert.Equal(["a|true|true", "b|false|false", "c|true|false"], loaded.Rows);
        Assert.Contains("'urgent': an empty cell was read as no", loaded.Warnings, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1;NA;-;n/a;null;;3", "integer", "1|∅|∅|∅|∅|∅|3")]
    [InlineData("2024-01-05;NULL;2024-01-06", "date", "2024-01-05|∅|2024-01-06")]
    [InlineData("1,5;N/A;2,5", "decimal", "1.5|∅|2.5")]
    [InlineData("yes;-;no", "boolean", "true|∅|false")]
    [InlineData("red;N/A;-;green", "text", "red|∅|∅|green")]
    [InlineData("red;NA;na;N/A;n/a;NULL;null;nil;-;--;NaN;green", "text", "red|∅|∅|∅|∅|∅|∅|∅|∅|∅|∅|green")]
    [InlineData("DE;NA;FR;ZA", "text", "DE|NA|FR|ZA")]
    public async Task WordsForNothing(string written, string type, string stored) => await IsStoredAsync(written, type, stored);

    [Fact]
    public async Task WordsForNothing_AreReported()
    {
        var loaded = await LoadedFile.OfAsync(host, "colour,size\nred,1\nN/A,-\n,2\n");

        Assert.Contains("'colour': 'N/A' was read as no value", loaded.Warnings, StringComparison.Ordinal);
        var columns = (await host.GetAsync($"/datasets/{loaded.Answer.DatasetId}/profile"))["tables"][0].GetProperty("columns");
        Assert.Equal((2L, 1L), (columns[0].GetProperty("nulls").GetInt64(), columns[0].GetProperty("null_words").GetProperty("N/A").GetInt64()));
        Assert.Equal((1L, 1L), (columns[1].GetProperty("nulls").GetInt64(), columns[1].GetProperty("null_words").GetProperty("-").GetInt64()));
    }

    [Theory]
    [InlineData("01/02/2024", "", "date_order", "2024-01-02")]
    [InlineData("01.02.2024", "", "date_order", "2024-02-01")]
    [InlineData("01.02.2024", "?types=x:timestamp", "date_order", "2024-02-01 00:00:00")]
    [InlineData("1,234", "", "decimal", "1234")]
    [InlineData("1,234", "?types=x:decimal", "decimal", "1234")]
    public async Task WhatMayBeReadTwoWays_IsReportedWithItsRemedy(string written, string query, string remedy, string stored)
    {
        var loaded = await LoadedFile.OfAsync(host, $"id;x\na;{written}\n", query);

        Assert.Contains($"The field {remedy}", loaded.Warnings, StringComparison.Ordinal);
        Assert.Equal([$"a|{stored}"], loaded.Rows);
    }

    [Fact]
    public async Task AFewStrangers_AreReported()
    {
        var loaded = await LoadedFile.OfAsync(host, "id,x\n" + string.Concat(Enumerable.Range(0, 99).Select(i => $"k{i},{i}\n")) + "end,unknown\n");

        Assert.Contains("1 of 100 values are no numbers, such as 'unknown'", loaded.Warnings, StringComparison.Ordinal);
    }

    private async Task IsStoredAsync(string written, string type, string stored)
    {
        var loaded = await LoadedFile.OfAsync(host, "id;x\n" + string.Concat(written.Split(';').Select((w, i) => $"k{i};{w}\n")), "?delimiter=;");

        Assert.Equal(["id text", $"x {type}"], loaded.Columns);
        Assert.Equal(stored.Split('|').Select((s, i) => $"k{i}|{s}"), loaded.Rows);
    }
}
