using NlSql.ServiceDefaults.Database;

namespace NlSql.ServiceDefaults.Tests.Database;

/// <summary>Every value that a query can give comes back as it is, whatever .NET has types for.</summary>
public sealed class ReaderValuesTests(ReaderFixture fixture) : IClassFixture<ReaderFixture>
{
    public static TheoryData<string, object?> Values => new()
    {
        { "null::text", null },
        { "32767::smallint", 32767 },
        { "(-2147483648)::int", int.MinValue },
        { "9223372036854775807::bigint", long.MaxValue },
        { "9007199254740993::bigint", 9007199254740993L },
        { "12345678901234567.123456789::numeric", 12345678901234567.123456789m },
        { "1.50::numeric", 1.50m },
        { "79228162514264337593543950335::numeric", decimal.MaxValue },
        { "79228162514264337593543950336::numeric", new ReaderNumber("79228162514264337593543950336") },
        { "-0.12345678901234567890123456789012345::numeric", new ReaderNumber("-0.12345678901234567890123456789012345") },
        { "1::numeric / 3", 0.33333333333333333333m },
        { "(10::numeric ^ 40) + 1", new ReaderNumber("10000000000000000000000000000000000000001.0000000000000000") },
        { "'NaN'::numeric", double.NaN },
        { "'-Infinity'::numeric", double.NegativeInfinity },
        { "'NaN'::float8", double.NaN },
        { "'Infinity'::float8", double.PositiveInfinity },
        { "0.1::float8 + 0.2::float8", 0.30000000000000004 },
        { "0.1::float4", 0.1 },
        { "5e-324::float8", double.Epsilon },
        { "true", true },
        { "date '2025-12-31'", new DateOnly(2025, 12, 31) },
        { "date 'infinity'", "infinity" },
        { "date '0044-03-15 BC'", "0044-03-15 BC" },
        { "timestamp '2025-12-31 23:59:59.123456'", new DateTime(2025, 12, 31, 23, 59, 59, 123, 456) },
        { "timestamp '2025-12-31'", new DateTime(2025, 12, 31) },
        { "timestamp '-infinity'", "-infinity" },
        { "timestamp '12025-01-02 03:04:05'", "12025-01-02 03:04:05" },
        { "timestamptz '2025-12-31 23:59:59.5+05:30'", new DateTime(2025, 12, 31, 18, 29, 59, 500, DateTimeKind.Utc) },
        { "time '23:59:59.25'", "23:59:59.25" },
        { "time '24:00'", "24:00:00" },
        { "interval '1 year 2 months -3 days 04:05:06.7'", new ReaderInterval(14, -3, 14_706_700_000) },
        { "interval '-00:00:01.5'", new ReaderInterval(0, 0, -1_500_000) },
        { "interval '0'", new ReaderInterval(0, 0, 0) },
        { "'0a000000-0000-7000-8000-000000000001'::uuid", ReaderFixture.AcmeDataset },
        { "'Zoë''s \"5 %\" {a,b} \\ 𝄞'::text", "Zoë's \"5 %\" {a,b} \\ 𝄞" },
        { "''::text", "" },
        { "ARRAY[1, NULL, 3]", new object?[] { 1, null, 3 } },
        { "ARRAY[[1.5], [2.25]]::numeric[]", new object?[] { new object?[] { 1.5m }, new object?[] { 2.25m } } },
        { "ARRAY['a,b', 'NULL', NULL, '\"q\" \\ {x}', '']", new object?[] { "a,b", "NULL", null, "\"q\" \\ {x}", "" } },
        { "'[0:1]={5,6}'::int[]", new object?[] { 5, 6 } },
        { "'{}'::text[]", Array.Empty<object?>() },
        { "ARRAY[date '2025-01-31']", new object?[] { new DateOnly(2025, 1, 31) } },
        { "jsonb '{\"a\": 1}'", "{\"a\": 1}" },
    };

    [Theory]
    [MemberData(nameof(Values), DisableDiscoveryEnumeration = true)]
    public async Task Value_OfAnyType_ComesBackExactly(string expression, object? expected)
    {
        var result = await fixture.Reader.QueryAsync(
            ReaderFixture.Query($"SELECT {expression} AS value WHERE $1 IS NOT NULL AND $2 IS NOT NULL"), TestContext.Current.CancellationToken);

        Assert.True(result.TryGet(out var rows, out var failure), failure?.Code);
        Assert.Equal(expected, rows.Rows[0][0]);
        Assert.Equal(expected?.GetType(), rows.Rows[0][0]?.GetType());
    }

    [Theory]
    [InlineData(14, -3, 14_706_700_000, "P1Y2M-3DT4H5M6.7S")]
    [InlineData(0, 0, -1_500_000, "PT-1.5S")]
    [InlineData(0, 0, 0, "PT0S")]
    [InlineData(1, 0, 0, "P1M")]
    public void Interval_AsText_IsIso8601(int months, int days, long microseconds, string text) =>
        Assert.Equal(text, new ReaderInterval(months, days, microseconds).ToString());
}
