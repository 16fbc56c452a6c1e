using NlSql.Query.Sql.Guarding;
using NlSql.Query.Sql.Parsing;
using NlSql.Query.Sql.Printing;
using NlSql.Query.Sql.Rewriting;
using NlSql.Query.Sql.Tree;

namespace NlSql.Query.Tests.Sql.Printing;

public sealed class SqlPrinterTests
{
    [Fact]
    public void PrintReadable_Query_IsLaidOutForPeople() =>
        Assert.Equal(
            """
            WITH big AS (
              SELECT *
              FROM sales
              WHERE amount > 100.50
            )
            SELECT
              st.city,
              sum(b.amount) AS "Total"
            FROM big AS b
            JOIN stores AS st ON st.store_id = b.store_id
            WHERE b.sold_at >= DATE '2024-01-01' AND (st.city = 'Lagos' OR st.city IS NULL)
            GROUP BY st.city
            ORDER BY "Total" DESC NULLS LAST
            LIMIT 10
            """,
            SqlPrinter.PrintReadable(SqlParser.ParseQuery(
                "with big as (select * from sales where amount>100.50) select st.city, sum(b.amount) \"Total\" from big b inner join stores st on "
                + "st.store_id=b.store_id where b.sold_at>=date '2024-01-01' and (st.city='Lagos' or st.city is null) group by st.city order by \"Total\" desc nulls last limit 10").Tree!));

    [Fact]
    public void PrintReadable_WithComment_StandsAboveTheQuery() =>
        Assert.Equal("-- dataset sales_2024 (a1b2), version 3\nSELECT 1", SqlPrinter.PrintReadable(Tree("SELECT 1"), "dataset sales_2024 (a1b2), version 3"));

    /// <summary>A dataset's name comes from a user: it must not end the comment, nor show the query in another order.</summary>
    [Theory]
    [InlineData("x\nDROP TABLE y")]
    [InlineData("x\r\nDROP TABLE y")]
    [InlineData("x\u2028DROP TABLE y")]
    [InlineData("x\u2029DROP TABLE y")]
    [InlineData("x\u0085DROP TABLE y")]
    [InlineData("x\u000bDROP TABLE y\u000c")]
    [InlineData("x\u202eDROP TABLE y")]
    [InlineData("x\0DROP TABLE y")]
    [InlineData("x\ud800DROP TABLE y")]
    [InlineData("*/ DROP TABLE y /*")]
    public void PrintReadable_HostileComment_StaysOneLine(string comment)
    {
        string printed = SqlPrinter.PrintReadable(Tree("SELECT a FROM t"), comment);
        string[] lines = printed.Split('\n');
        Assert.Equal(["SELECT a", "FROM t"], lines[1..]);
        Assert.StartsWith("-- ", lines[0], StringComparison.Ordinal);
        Assert.DoesNotContain(lines[0], c => char.IsControl(c) || char.IsSurrogate(c) || c is '\u2028' or '\u2029' or '\u202e');
        Assert.Equal(Tree("SELECT a FROM t"), SqlParser.ParseQuery(printed).Tree);
    }

    /// <summary>.NET's first and last day are infinity to the driver.</summary>
    [Theory]
    [InlineData("DATE '9999-12-31'", "CAST($1 AS date)", "9999-12-31")]
    [InlineData("DATE '0001-01-01'", "CAST($1 AS date)", "0001-01-01")]
    [InlineData("TIMESTAMP '0001-01-01'", "CAST($1 AS timestamp)", "0001-01-01")]
    public void PrintExecutable_EdgeOfTheCalendar_IsSentAsText(string literal, string text, string value)
    {
        ExecutableSql printed = Print($"SELECT {literal} AS d LIMIT 1");
        Assert.Contains(text, printed.Text, StringComparison.Ordinal);
        Assert.Equal(new SqlParameterValue(value, SqlParameterType.Unknown), printed.Parameters[0]);
    }

    private static SqlQuery Tree(string sql) => SqlParser.ParseQuery(sql).Tree!;

    /// <summary>Postgres compares GROUP BY with SELECT by the numbers of the parameters.</summary>
    [Fact]
    public void PrintExecutable_RepeatedExpression_RepeatsItsParameters()
    {
        ExecutableSql printed = Print("SELECT coalesce(city, 'x') AS c, 'x' AS x FROM stores WHERE country > 'x' GROUP BY coalesce(city, 'x') ORDER BY coalesce(city, 'x')");
        Assert.Equal(3, printed.Text.Split("coalesce(\"city\", $1)").Length - 1);
        Assert.Equal(["x", "x", "x"], printed.Parameters.Where(p => p.Type == SqlParameterType.Unknown).Select(p => p.Value));
    }

    [Fact]
    public void PrintExecutable_Values_AreTypedParametersAndNeverText()
    {
        ExecutableSql printed = Print("SELECT 1, 3000000000, 1.0, 1.00, 'a', DATE '2024-01-31', TIMESTAMP '2024-01-31 10:00:00', INTERVAL '1 month', concat('t') LIMIT 1");
        Assert.Equal(
            [
                new(1, SqlParameterType.Integer), new(3_000_000_000L, SqlParameterType.BigInteger), new(1.0m, SqlParameterType.Numeric),
                new(1.00m, SqlParameterType.Numeric), new("a", SqlParameterType.Unknown), new(new DateOnly(2024, 1, 31), SqlParameterType.Date),
                new(new DateTime(2024, 1, 31, 10, 0, 0), SqlParameterType.Timestamp), new(new SqlInterval(1, 0, 0), SqlParameterType.Interval),
                new("t", SqlParameterType.Text),
            ],
            printed.Parameters);
        Assert.DoesNotContain("'", printed.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void PrintExecutable_Corpus_GivesTheSameBytesTwiceAndNoLiteralText()
    {
        foreach (string sql in Corpus.Benign)
        {
            ExecutableSql printed = Print(sql);
            Assert.Equal(printed, Print(sql));
            string text = printed.Text;
            foreach (string unit in new[] { "'week'", "'month'", "'quarter'", "'QUARTER'", "'year'", "'dow'" }) text = text.Replace(unit, "", StringComparison.Ordinal);
            Assert.DoesNotContain("'", text, StringComparison.Ordinal);
        }
    }

    private static ExecutableSql Print(string sql)
    {
        GuardResult result = SqlGuard.Check(SqlParser.ParseQuery(sql).Tree!, Shop.Scope);
        Assert.Empty(result.Issues);
        return SqlPrinter.PrintExecutable(ScopeRewriter.Rewrite(result.Statement!, Shop.Place, [], EvaluationBarrier.OffsetZero));
    }
}
