using NlSql.Ingestion.Tests.Hosting;

namespace NlSql.Ingestion.Tests.Uploads.Columns;

/// <summary>What is written in the file is what Postgres holds, digit by digit.</summary>
public sealed class ColumnRoundTripTests(SharedHost shared) : IClassFixture<SharedHost>
{
    private readonly IngestionHost host = shared.Host;

    [Theory]
    [InlineData("0", "0")]
    [InlineData("-0.00", "0.00")]
    [InlineData("1", "1")]
    [InlineData("+10000", "10000")]
    [InlineData("12345.678900", "12345.678900")]
    [InlineData("-0.00012", "-0.00012")]
    [InlineData("100000000", "100000000")]
    [InlineData("000123.40", "123.40")]
    [InlineData(".5", "0.5")]
    [InlineData("99999999999999999999999999999999999999.123456789012345678901234567890", "99999999999999999999999999999999999999.123456789012345678901234567890")]
    [InlineData(" 7.10 ", "7.10")]
    public async Task Decimal_IsExact(string written, string stored) => Assert.Equal(stored, await StoredAsync("total", written));

    [Theory]
    [InlineData("-9223372036854775808", "-9223372036854775808")]
    [InlineData("12.0", "12")]
    [InlineData("+5", "5")]
    public async Task Integer_IsExact(string written, string stored) => Assert.Equal(stored, await StoredAsync("quantity", written));

    [Theory]
    [InlineData("2024-02-29", "2024-02-29 00:00:00")]
    [InlineData("1969/07/20", "1969-07-20 00:00:00")]
    [InlineData("2026-01-05T08:30", "2026-01-05 08:30:00")]
    [InlineData("2026-01-05 08:30:15.123456", "2026-01-05 08:30:15.123456")]
    [InlineData("2026-01-05T08:30:00+02:00", "2026-01-05 06:30:00")]
    public async Task Timestamp_IsExact(string written, string stored) =>
        Assert.Equal(stored, await StoredAsync("order_date", written, $"A,{written}\n", "order_id,order_date\n"));

    [Theory]
    [InlineData("due", "0001-01-01", "0001-01-01")]
    [InlineData("due", "2026-03-01 00:00:00", "2026-03-01")]
    [InlineData("paid", "YES", "true")]
    [InlineData("paid", "0", "false")]
    [InlineData("ref", "6F9619FF8B86D011B42D00C04FC964FF", "6f9619ff-8b86-d011-b42d-00c04fc964ff")]
    [InlineData("status", " open ", "Open")]
    [InlineData("region", " \"quoted\" ", " \"quoted\" ")]
    [InlineData("region", "=1+1", "=1+1")]
    public async Task Other_IsStoredAsMeant(string column, string written, string stored) => Assert.Equal(stored, await StoredAsync(column, written));

    private Task<string> StoredAsync(string column, string written) =>
        StoredAsync(column, written, $"A,2026-01-01,{written}\n", $"order_id,order_date,{column}\n");

    private async Task<string> StoredAsync(string column, string written, string row, string header)
    {
        var answer = await host.UploadAsync(header + row, tenant: "round-trip");
        Assert.True(answer.Code is null, $"'{written}': {answer.Body}");
        return Assert.Single(await host.QueryAsync<string>(
            $"SELECT {column}::text FROM data.shop__orders WHERE dataset_id = @DatasetId", new { answer.DatasetId }));
    }
}
