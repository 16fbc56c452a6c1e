using System.Globalization;
using NlSql.Ingestion.Tests.Hosting;

namespace NlSql.Ingestion.Tests.Uploads.Typing;

/// <summary>Types are those of all rows of a file, and no row is lost over them.</summary>
public sealed class AllRowsTests(SharedHost shared) : IClassFixture<SharedHost>
{
    private const int Rows = 6_000;
    private readonly IngestionHost host = shared.Host;

    [Theory]
    [InlineData("integer", "7", "7")]
    [InlineData("decimal", "7.25", "7.25")]
    [InlineData("decimal", "9223372036854775808", "9223372036854775808")]
    [InlineData("decimal", "1.00000000000000000000000000000000001", "1.00000000000000000000000000000000001")]
    [InlineData("text", "seven", "seven")]
    [InlineData("text", "007", "007")]
    public async Task Integers_LastRowIsOther_WidenTheColumn(string type, string last, string stored) =>
        await LastRowAsync(i => $"{i}", i => $"{i}", last, type, stored);

    [Theory]
    [InlineData("date", "1999-12-31", "1999-12-31")]
    [InlineData("timestamp", "2024-05-06 07:08:09", "2024-05-06 07:08:09")]
    [InlineData("text", "soon", "soon")]
    public async Task Dates_LastRowIsOther_WidenTheColumn(string type, string last, string stored) =>
        await LastRowAsync(i => Day(i, "yyyy-MM-dd"), i => Day(i, "yyyy-MM-dd") + (type == "timestamp" ? " 00:00:00" : ""), last, type, stored);

    [Theory]
    [InlineData("boolean", "no", "false")]
    [InlineData("text", "maybe", "maybe")]
    public async Task Truths_LastRowIsOther_WidenTheColumn(string type, string last, string stored) =>
        await LastRowAsync(_ => "yes", _ => type == "text" ? "yes" : "true", last, type, stored);

    [Theory]
    [InlineData("13/02/2024", "2024-02-13", 1, 2)]
    [InlineData("02/13/2024", "2024-02-13", 2, 1)]
    public async Task Dates_OneThirteenthInTheLastRow_DecidesTheOrderOfAll(string last, string stored, int month, int day)
    {
        var loaded = await LoadedFile.OfAsync(host, "d\n" + string.Concat(Enumerable.Repeat("02/01/2024\n", 1_000)) + last + "\n");

        Assert.Equal(["d date"], loaded.Columns);
        Assert.Equal([$"2024-{month:00}-{day:00}", stored], loaded.Rows.Distinct());
        Assert.DoesNotContain("date_order", loaded.Warnings, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Numbers_OneGroupInTheLastRow_DecidesTheSignOfAll()
    {
        var loaded = await LoadedFile.OfAsync(host, "n\n" + string.Concat(Enumerable.Repeat("1.234\n", 1_000)) + "\"1.234,5\"\n");

        Assert.Equal(["n decimal"], loaded.Columns);
        Assert.Equal(["1234", "1234.5"], loaded.Rows.Distinct());
    }

    [Fact]
    public async Task Text_AfterManyNulls_IsSeen()
    {
        var loaded = await LoadedFile.OfAsync(host, "id,note\n" + string.Concat(Enumerable.Range(0, Rows).Select(i => $"{i},\n")) + "x,last\n");

        Assert.Equal(["id text", "note text"], loaded.Columns);
        Assert.Equal((Rows + 1, "x|last"), (loaded.Rows.Count, loaded.Rows[^1]));
    }

    [Fact]
    public async Task RowsThatAreLeftOut_DoNotWidenTheTypes()
    {
        var loaded = await LoadedFile.OfAsync(host, "a,b\n1,2\n3,x,4\n5\n6,7\n", "?on_error=skip");

        Assert.Equal(["a integer", "b integer"], loaded.Columns);
        Assert.Equal(["1|2", "6|7"], loaded.Rows);
        Assert.Equal(
            ["3 ingestion.row-too-many-cells", "4 ingestion.row-too-few-cells"],
            loaded.Answer["rejects"].EnumerateArray().Select(r => $"{r.GetProperty("line").GetInt64()} {r.GetProperty("code").GetString()}"));
    }

    private async Task LastRowAsync(Func<int, string> written, Func<int, string> stored, string last, string type, string storedLast)
    {
        var loaded = await LoadedFile.OfAsync(host, "id,x\n" + string.Concat(Enumerable.Range(0, Rows).Select(i => $"k{i},{written(i)}\n")) + $"end,{last}\n");

        Assert.Equal(["id text", $"x {type}"], loaded.Columns);
        Assert.Equal([.. Enumerable.Range(0, Rows).Select(i => $"k{i}|{stored(i)}"), $"end|{storedLast}"], loaded.Rows);
    }

    private static string Day(int number, string format) => new DateOnly(2000, 1, 1).AddDays(number).ToString(format, CultureInfo.InvariantCulture);
}
