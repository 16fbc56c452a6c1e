using System.Text.Json;

namespace NlSql.Chat.Tests.Asking;

/// <summary>Values of every type come back from <c>POST /sql</c> exactly, and the column says the type.</summary>
[Collection(ChatService.Name)]
public sealed class SqlValueTests(ChatFixture chat)
{
    [Theory]
    [InlineData("9007199254740993", "integer", "9007199254740993")]
    [InlineData("9223372036854775807", "integer", "9223372036854775807")]
    [InlineData("7::smallint", "integer", "7")]
    [InlineData("1.50", "decimal", "1.50")]
    [InlineData("1234567890123456789.123456789", "decimal", "1234567890123456789.123456789")]
    [InlineData("'123456789012345678901234567890.123456789'::numeric * 10", "decimal", "1234567890123456789012345678901.23456789" + "0")]
    [InlineData("'NaN'::numeric", "decimal", "\"NaN\"")]
    [InlineData("0.1::numeric + 0.2", "decimal", "0.3")]
    [InlineData("0.1::float8", "float", "0.1")]
    [InlineData("'NaN'::float8", "float", "\"NaN\"")]
    [InlineData("'-Infinity'::float8", "float", "\"-Infinity\"")]
    [InlineData("1.5::real", "float", "1.5")]
    [InlineData("NULL::integer", "integer", "null")]
    [InlineData("true", "boolean", "true")]
    [InlineData("'two words'", "text", "\"two words\"")]
    [InlineData("'ab'::varchar(1)", "text", "\"a\"")]
    [InlineData("DATE '2024-02-29'", "date", "\"2024-02-29\"")]
    [InlineData("TIMESTAMP '2024-02-29 23:59:59.000001'", "timestamp", "\"2024-02-29T23:59:59.000001\"")]
    [InlineData("TIMESTAMP '2024-02-29 23:59:59' AT TIME ZONE 'UTC'", "timestamp_tz", "\"2024-02-29T23:59:59Z\"")]
    [InlineData("'08:15'::time", "time", "\"08:15:00\"")]
    [InlineData("INTERVAL '1 year 2 months 3 days 04:05:06.5'", "interval", "\"P1Y2M3DT4H5M6.5S\"")]
    [InlineData("'0B6D4F3A-5B1E-4C8E-9F59-6C1F6C2A7D10'::uuid", "uuid", "\"0b6d4f3a-5b1e-4c8e-9f59-6c1f6c2a7d10\"")]
    [InlineData("ARRAY[1, 2]", "integer[]", "[1,2]")]
    [InlineData("ARRAY['a', NULL]", "text[]", "[\"a\",null]")]
    [InlineData("ARRAY[1.50, 2]", "decimal[]", "[1.50,2]")]
    [InlineData("ARRAY[ARRAY[1, 2], ARRAY[3, 4]]", "integer[]", "[[1,2],[3,4]]")]
    [InlineData("DATE '9999-12-31'", "date", "\"9999-12-31\"")]
    [InlineData("TIMESTAMP '0001-01-01 00:00:00'", "timestamp", "\"0001-01-01T00:00:00\"")]
    [InlineData("'infinity'::date", "date", "\"infinity\"")]
    [InlineData("DATE '0001-01-01' - 366", "date", "\"0001-01-01 BC\"")]
    [InlineData("ARRAY[DATE '2024-02-29']", "date[]", "[\"2024-02-29\"]")]
    public async Task Sql_Value_ComesBackExactly(string expression, string type, string json)
    {
        var shop = await chat.OpenShopAsync();

        var answer = await shop.RunSqlAsync($"SELECT {expression} AS v, 1 AS other");

        Assert.Equal(type, answer.GetProperty("columns")[0].GetProperty("type").GetString());
        Assert.Equal(json, Compact(answer.GetProperty("answer")[0].GetProperty("v")));
        Assert.Equal(type, (await shop.SqlAsync($"SELECT {expression} AS v, 1 AS other", path: "/sql?explain=true")).Body.GetProperty("columns")[0].GetProperty("type").GetString());
    }

    private static string Compact(JsonElement value) => JsonSerializer.SerializeToNode(value)?.ToJsonString() ?? "null";
}
