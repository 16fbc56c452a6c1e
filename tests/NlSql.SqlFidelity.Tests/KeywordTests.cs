using Npgsql;
using NlSql.Query.Sql.Parsing;
using NlSql.SqlFidelity.Tests.Postgres;
using NlSql.Testing.Servers;

namespace NlSql.SqlFidelity.Tests;

/// <summary>Every keyword of Postgres in every place where a name may stand.</summary>
public sealed class KeywordTests(TestServers servers)
{
    private static readonly string[] Places =
    [
        "SELECT {0} FROM t", "SELECT a {0} FROM t", "SELECT a AS {0} FROM t", "SELECT {0}, b FROM t", "SELECT {0} + 1 FROM t", "SELECT t.{0} FROM t", "SELECT {0}.a FROM {0}",
        "SELECT a FROM {0}", "SELECT a FROM t {0}", "SELECT a FROM t AS {0}", "SELECT a FROM t {0} JOIN u ON TRUE", "SELECT a FROM t AS x ({0})", "SELECT a FROM (SELECT 1) {0}",
        "SELECT {0}(a) FROM t", "SELECT {0}() FROM t", "SELECT a FROM t JOIN u USING ({0})", "WITH {0} AS (SELECT 1) SELECT 1", "WITH x ({0}) AS (SELECT 1) SELECT 1",
        "SELECT f() OVER {0} FROM t", "SELECT f() OVER ({0}) FROM t", "SELECT f() OVER ({0} ORDER BY a) FROM t", "SELECT 1 FROM t WINDOW {0} AS ()", "SELECT CAST(a AS {0}) FROM t",
        "SELECT a::{0} FROM t", "SELECT {0} 'x'", "SELECT a FROM t ORDER BY {0}", "SELECT a FROM t GROUP BY {0}", "SELECT a FROM t WHERE {0}", "SELECT a FROM t WHERE {0} = 1 AND a IN ({0})",
        "SELECT sum(a) OVER (ORDER BY b ROWS {0} PRECEDING) FROM t", "SELECT extract({0} FROM a) FROM t", "SELECT a {0} b FROM t", "SELECT {0}", "SELECT DISTINCT {0} FROM t",
        "SELECT 1 LIMIT {0}", "SELECT CASE {0} WHEN 1 THEN 2 END FROM t", "SELECT {0}.* FROM t {0}", "SELECT -{0} FROM t", "SELECT a IS {0} FROM t", "SELECT INTERVAL '1' {0}",
    ];

    [Fact]
    public async Task ParseQuery_KeywordWhereANameStands_IsWhatItIsInPostgres()
    {
        int accepted = 0;
        foreach (string word in await KeywordsAsync())
        {
            foreach (string place in Places)
            {
                string sql = place.Replace("{0}", word, StringComparison.Ordinal);
                if (SqlParser.ParseQuery(sql).Tree is not { } tree) continue;
                Assert.True(PgQuery.Parse(sql).Error is null, $"Postgres refuses: {sql}");
                if (!place.EndsWith("'1' {0}", StringComparison.Ordinal)) Faithful.Check(sql, tree);
                accepted++;
            }
        }

        Assert.InRange(accepted, 8_000, int.MaxValue);
    }

    /// <summary>In quotes every word is a name, and is printed so that it stays one.</summary>
    [Fact]
    public async Task PrintReadable_KeywordInQuotes_StaysAName()
    {
        foreach (string word in await KeywordsAsync())
        {
            Faithful.Check(
                $"WITH \"{word}\" (\"{word}\") AS (SELECT 1) SELECT \"{word}\", \"{word}\".\"{word}\" AS \"{word}\", f() OVER \"{word}\", f() OVER (\"{word}\" ORDER BY a ROWS \"{word}\" PRECEDING) "
                + $"FROM \"{word}\" JOIN t AS \"{word}\" (\"{word}\") USING (\"{word}\") WHERE \"{word}\" AND -\"{word}\" = 1 GROUP BY \"{word}\", ROLLUP (\"{word}\") "
                + $"WINDOW \"{word}\" AS (PARTITION BY \"{word}\") ORDER BY \"{word}\" NULLS FIRST LIMIT \"{word}\"");
        }
    }

    private async Task<IReadOnlyList<string>> KeywordsAsync()
    {
        await using TestDatabase database = await servers.CreateDatabaseAsync(TestContext.Current.CancellationToken);
        await using var source = NpgsqlDataSource.Create(database.ConnectionString);
        await using NpgsqlCommand command = source.CreateCommand("SELECT array_agg(word ORDER BY word) FROM pg_get_keywords()");
        return (string[])(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
    }
}
