using Npgsql;
using NlSql.Query.Sql.Parsing;
using NlSql.Query.Sql.Printing;
using NlSql.Query.Sql.Tree;
using NlSql.Query.Tests;
using NlSql.Testing.Servers;

namespace NlSql.SqlFidelity.Tests;

/// <summary>A literal has the value that Postgres reads, with its type, printed and as a parameter.</summary>
public sealed class LiteralValueTests(TestServers servers)
{
    private static readonly string[] Intervals =
    [
        "1 day", "3 days", "-3 days", "+3 days", "1 mon", "1 month", "14 months", "1 year 2 months", "-1 year -2 months", "-1 year 2 weeks", "1 year -1 month", "2 weeks 3 days",
        "1 hour", "90 minutes", "90 seconds", "36 hours", "04:05", "04:05:06", "-04:05:06", "04:05:06.5", "04:05:06.123456", "1 day 04:05", "1 day -00:30", "-1 day 04:05",
        "1 mon 3 days", "1 y 2 mons 3 d 4 h 5 m 6 s", "5 yrs", "2 hrs", "3 mins", "4 secs", "7 ms", "8 us", "2 decades", "1 century", "1 millennium", "100 millisecond",
        "1 week", "1 w", "0 days", "00:00", "100:00:00", "1 DAY", "1 Day 2 HOURS", "  1   day  ", "P1Y2M3DT4H5M6S", "1-2", "-1-2", "1 day ago", "@ 1 year", "1.5 hours",
        "1.5 days", "1d2h", "3 4:05:06", "1 day 2:03", "P1W", "PT36H", "1 year 2 months ago", "0.5 months", ".5 days", "123456789 seconds", "2147483647 days",
    ];

    private static readonly string[] Others =
    [
        "INTERVAL '3' DAY", "INTERVAL '-3' DAY", "INTERVAL '3' YEAR", "INTERVAL '3' MONTH", "INTERVAL '3' HOUR", "INTERVAL '90' MINUTE", "INTERVAL '90' SECOND", "INTERVAL '1-2' YEAR TO MONTH",
        "INTERVAL '-1-2' YEAR TO MONTH", "INTERVAL '1 02:03' DAY TO MINUTE", "INTERVAL '1 02:03:04.5' DAY TO SECOND", "INTERVAL '-1 02:03' DAY TO MINUTE", "INTERVAL '02:03' HOUR TO MINUTE",
        "INTERVAL '02:03:04' HOUR TO SECOND", "interval(3) '1.23456 seconds'", "DATE '2024-01-31'", "DATE 'January 8, 1999'", "DATE '20240131'", "DATE '0001-01-01'", "DATE '9999-12-31'", "TIMESTAMP '0001-01-01'", "TIMESTAMP '9999-12-31 23:59:59.999999'", "DATE 'infinity'",
        "TIMESTAMP '2024-01-31'", "TIMESTAMP '2024-01-31 10:11'", "TIMESTAMP '2024-01-31 10:11:12.5'", "TIMESTAMP '2024-01-31T10:11:12.123456'", "TIMESTAMP '2024-01-31 10:11:12.1234567'",
        "TIMESTAMP '2024-01-31 24:00:00'", "TIMESTAMP '2024-01-31 10:11:12+05'", "TIMESTAMP(1) '2024-01-31 10:11:12.56'", "timestamptz '2024-01-31 10:00:00+02'", "TIME '10:11:12'", "time(0) '10:11:12.6'",
        "0", "1", "-1", "007", "2147483647", "2147483648", "-2147483648", "-2147483649", "9223372036854775807", "-9223372036854775808", "9223372036854775808", "12345678901234567890",
        "1.0", "1.00", ".5", "5.", "1e3", "1.5e2", "1.50e1", "1e-3", "0.0000000000000000000000000001", "1234567890123456789012345678", "-1.50", "0e5", "1.5::real", "5 / 2", "5. / 2", "5 / 2.0",
        "-9223372036854775808 / 2", "2147483648 / 2", "'a'", "'it''s'", "E'a\\nb'", "E'\\\\'", "U&'\\0061\\+01F600'", "$$it's$$", "'a'\n'b'", "E'a\\t'\n'b\\t'", "TRUE", "NULL::int", "'1'::int + 1",
        "numeric(5, 2) '1.555'", "'12'::varchar(1)", "float(3) '1.1'", "float(30) '1.1'", "char(3) 'x' || '|'", "-2 ^ 2", "- -1", "'{1,2}'::int[]", "ARRAY[1, 2]", "'2024-01-31'::date + 1",
    ];

    public static TheoryData<string> Literals => [.. Intervals.Select(i => $"INTERVAL '{i}'"), .. Others];

    [Theory]
    [MemberData(nameof(Literals))]
    public async Task ParseExpression_Literal_HasTheValueAndTypeThatPostgresReads(string literal)
    {
        await using TestDatabase database = await servers.CreateDatabaseAsync(TestContext.Current.CancellationToken);
        await using var source = NpgsqlDataSource.Create(database.ConnectionString);
        var parsed = SqlParser.ParseQuery($"SELECT {literal} AS v");
        Assert.Empty(parsed.Issues);
        ExecutableSql executable = Executable.Print(parsed.Tree!);
        string expected = await ValueAsync(source, $"SELECT {literal} AS v", []);
        Assert.Equal(expected, await ValueAsync(source, SqlPrinter.PrintReadable(parsed.Tree!), []));
        Assert.Equal(expected, await ValueAsync(source, executable.Text, executable.Parameters));
    }

    /// <summary>What Postgres refuses is not made into a value.</summary>
    [Theory]
    [InlineData("1 day 2 days")]
    [InlineData("1 hour 04:05")]
    [InlineData("day")]
    [InlineData("1")]
    [InlineData("04:60")]
    [InlineData("1 fortnight")]
    [InlineData("")]
    public void ParseExpression_IntervalThatIsNone_IsLeftToPostgres(string text) =>
        Assert.IsType<CastExpression>(SqlParser.ParseExpression($"INTERVAL '{text}'").Tree);

    private static async Task<string> ValueAsync(NpgsqlDataSource source, string sql, IEnumerable<SqlParameterValue> parameters)
    {
        await using NpgsqlCommand command = source.CreateCommand($"SELECT pg_typeof(v), v::text FROM ({sql}) t");
        foreach (SqlParameterValue parameter in parameters)
            command.Parameters.Add(PostgresParameters.Of(parameter));
        command.AllResultTypesAreUnknown = true;
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        Assert.True(await reader.ReadAsync(TestContext.Current.CancellationToken));
        return $"{reader.GetString(0)} {(reader.IsDBNull(1) ? "null" : reader.GetString(1))}";
    }
}
