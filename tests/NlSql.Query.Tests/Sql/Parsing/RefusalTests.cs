using NlSql.Query.Issues;
using NlSql.Query.Sql.Parsing;

namespace NlSql.Query.Tests.Sql.Parsing;

/// <summary>What is refused, where, and what the answer tells to write instead.</summary>
public sealed class RefusalTests
{
    [Theory]
    [InlineData("SELECT TOP 10 city FROM stores", ParsingIssues.Unsupported, "TOP", "LIMIT 10")]
    [InlineData("SELECT `city` FROM stores", ParsingIssues.Operator, "`", "\"name\"")]
    [InlineData("SELECT [city] FROM stores", ParsingIssues.Unsupported, "[", "\"name\"")]
    [InlineData("SELECT city FROM [stores]", ParsingIssues.Unsupported, "[", "\"name\"")]
    [InlineData("SELECT a[1] FROM t", ParsingIssues.Unsupported, "[", "\"name\"")]
    [InlineData("SELECT city FROM stores LIMIT 10, 20", ParsingIssues.Unsupported, ",", "LIMIT 10 OFFSET 20")]
    [InlineData("SELECT city FROM stores WHERE city == 'Lagos'", ParsingIssues.Operator, "==", "=")]
    [InlineData("SELECT city FROM stores WHERE a && b", ParsingIssues.Operator, "&&", "AND")]
    [InlineData("SELECT city FROM stores WHERE a <=> b", ParsingIssues.Operator, "<=>", "IS NOT DISTINCT FROM")]
    [InlineData("SELECT city FROM stores WHERE !online", ParsingIssues.Operator, "!", "NOT")]
    [InlineData("SELECT a!=-1 FROM t", ParsingIssues.Operator, "!=-", "!= -")]
    [InlineData("SELECT a ** 2 FROM t", ParsingIssues.Operator, "**", "^")]
    [InlineData("SELECT a FROM t # comment", ParsingIssues.Operator, "#", "-- comment")]
    [InlineData("SELECT a FROM t WHERE a ~~ 'x'", ParsingIssues.Operator, "~~", "LIKE")]
    [InlineData("SELECT city FROM stores WHERE city = ‘Lagos’", ParsingIssues.Character, "‘", "'")]
    [InlineData("SELECT “city” FROM stores", ParsingIssues.Character, "“", "\"")]
    [InlineData("SELECT a – b FROM t", ParsingIssues.Character, "–", "-")]
    [InlineData("SELECT a\u00a0FROM t", ParsingIssues.Character, "\u00a0", "a plain space")]
    [InlineData("SELECT city FROM stores QUALIFY row_number() OVER (ORDER BY city) = 1", ParsingIssues.Unsupported, "QUALIFY", "SELECT * FROM (SELECT …, row_number() OVER (…) AS n FROM …) t WHERE n = 1")]
    [InlineData("SELECT city FROM stores WHERE TRUE QUALIFY n = 1", ParsingIssues.Unsupported, "QUALIFY", "SELECT * FROM (SELECT …, row_number() OVER (…) AS n FROM …) t WHERE n = 1")]
    [InlineData("SELECT city FROM stores MINUS SELECT city FROM stores", ParsingIssues.Unsupported, "MINUS", "EXCEPT")]
    [InlineData("SELECT * FROM stores PIVOT (count(*) FOR city IN ('x'))", ParsingIssues.Unsupported, "PIVOT", "sum(x) FILTER (WHERE y = 'a')")]
    [InlineData("SELECT city REGEXP 'x' FROM stores", ParsingIssues.Unsupported, "REGEXP", "~")]
    [InlineData("SELECT city FROM stores WHERE city RLIKE 'x'", ParsingIssues.Unsupported, "RLIKE", "~")]
    [InlineData("SELECT a DIV 2 FROM t", ParsingIssues.Unsupported, "DIV", "div(a, b)")]
    [InlineData("SELECT * FROM a CROSS APPLY (SELECT 1) b", ParsingIssues.Unsupported, "APPLY", "JOIN (SELECT …) t ON …")]
    [InlineData("SELECT * FROM a, LATERAL (SELECT 1) b", ParsingIssues.Unsupported, "LATERAL", "a window function in a sub-select")]
    [InlineData("SELECT * FROM a NATURAL JOIN b", ParsingIssues.Unsupported, "NATURAL", "JOIN … USING (column)")]
    [InlineData("SELECT a COLLATE \"C\" FROM t", ParsingIssues.Unsupported, "COLLATE", "lower(x)")]
    [InlineData("SELECT a FROM t ORDER BY a USING <", ParsingIssues.Unsupported, "USING", "ASC")]
    [InlineData("SELECT lag(a) IGNORE NULLS OVER (ORDER BY b) FROM t", ParsingIssues.Unsupported, "IGNORE", "FILTER (WHERE x IS NOT NULL)")]
    [InlineData("SELECT a FROM t GROUP BY DISTINCT a", ParsingIssues.Unsupported, "DISTINCT", "GROUP BY a, b")]
    [InlineData("SELECT a FROM t GROUP BY ALL", ParsingIssues.Unsupported, "ALL", "GROUP BY a, b")]
    [InlineData("SELECT a FROM t GROUP BY ROW(a, b)", ParsingIssues.Unsupported, "ROW(a, b)", "(a, b)")]
    [InlineData("SELECT substring(a FOR 3) FROM t", ParsingIssues.Unsupported, "FOR", "SUBSTRING(x FROM 1 FOR 3)")]
    [InlineData("SELECT INTERVAL '1:2' MINUTE TO SECOND", ParsingIssues.Unsupported, "INTERVAL '1:2' MINUTE TO SECOND", "INTERVAL '3 days'")]
    [InlineData("SELECT a::int(11) FROM t", ParsingIssues.Unsupported, "int(11)", "integer")]
    [InlineData("SELECT a::int[3] FROM t", ParsingIssues.Unsupported, "[", "integer[]")]
    [InlineData("SELECT a::time with time zone FROM t", ParsingIssues.Unsupported, "with", "time")]
    [InlineData("SELECT a::interval year to month FROM t", ParsingIssues.Unsupported, "year", "interval")]
    [InlineData("SELECT char 'abc'", ParsingIssues.Unsupported, "char 'abc'", "'x'")]
    [InlineData("WITH RECURSIVE x AS (SELECT 1) SELECT 1", ParsingIssues.Unsupported, "RECURSIVE", "GROUP BY date_trunc('month', a_date)")]
    [InlineData("TABLE stores", ParsingIssues.NotASelect, "TABLE", null)]
    [InlineData("SELECT 1 UNION TABLE stores", ParsingIssues.NotASelect, "TABLE", "SELECT * FROM …")]
    public void ParseQuery_CommonSlip_IsRefusedWithWhatToWriteInstead(string sql, string code, string place, string? instead)
    {
        Issue issue = Assert.Single(SqlParser.ParseQuery(sql).Issues);
        Assert.Equal(code, issue.Code);
        Assert.Equal(place, sql.Substring(issue.Span.Start, issue.Span.Length));
        if (instead is not null) Assert.Equal(instead, issue.Suggestions[0]);
    }

    [Theory]
    [InlineData("SELECT a, FROM t", ParsingIssues.Unexpected, "FROM")]
    [InlineData("SELECT coalesce(DISTINCT a) FROM t", ParsingIssues.Unexpected, "DISTINCT")]
    [InlineData("SELECT nullif(a) FROM t", ParsingIssues.Unexpected, "nullif(a)")]
    [InlineData("SELECT coalesce(a) OVER () FROM t", ParsingIssues.Unexpected, "OVER")]
    [InlineData("SELECT sum(DISTINCT) FROM t", ParsingIssues.Unexpected, ")")]
    [InlineData("SELECT mode(DISTINCT a) WITHIN GROUP (ORDER BY b) FROM t", ParsingIssues.Unexpected, "WITHIN")]
    [InlineData("SELECT a FROM t FETCH FIRST 3 ROWS WITH TIES", ParsingIssues.Unexpected, "FETCH FIRST 3 ROWS WITH TIES")]
    [InlineData("SELECT a FROM t OFFSET 1 + 1 ROWS", ParsingIssues.Unexpected, "ROWS")]
    [InlineData("SELECT sum(a) OVER (ORDER BY b ROWS UNBOUNDED FOLLOWING) FROM t", ParsingIssues.Unexpected, "ROWS UNBOUNDED FOLLOWING")]
    [InlineData("SELECT sum(a) OVER (ORDER BY b ROWS BETWEEN 1 FOLLOWING AND CURRENT ROW) FROM t", ParsingIssues.Unexpected, "ROWS BETWEEN 1 FOLLOWING AND CURRENT ROW")]
    [InlineData("SELECT sum(a) OVER (ORDER BY b ROWS BETWEEN CURRENT ROW AND 1 PRECEDING) FROM t", ParsingIssues.Unexpected, "ROWS BETWEEN CURRENT ROW AND 1 PRECEDING")]
    [InlineData("SELECT 1e-29", ParsingIssues.Number, "1e-29")]
    [InlineData("SELECT 1e99999999999", ParsingIssues.Number, "1e99999999999")]
    [InlineData("SELECT 12345678901234567890123456789", ParsingIssues.Number, "12345678901234567890123456789")]
    [InlineData("SELECT 0.12345678901234567890123456789", ParsingIssues.Number, "0.12345678901234567890123456789")]
    [InlineData("SELECT a::float(54) FROM t", ParsingIssues.Number, "float(54)")]
    [InlineData("SELECT U&'d!0061' UESCAPE '!'", ParsingIssues.Literal, "UESCAPE")]
    [InlineData("SELECT 'a' 'b'", ParsingIssues.Unexpected, "'b'")]
    [InlineData("SELECT ?", ParsingIssues.Placeholder, "?")]
    [InlineData("SELECT a FROM t ORDER BY -1", ParsingIssues.Number, "-1")]
    [InlineData("SELECT a nulls FIRST FROM t", ParsingIssues.Unexpected, "nulls")]
    public void ParseQuery_WhatPostgresRefusesOrWeDoNotCarry_IsRefusedAtItsPlace(string sql, string code, string place)
    {
        Issue issue = Assert.Single(SqlParser.ParseQuery(sql).Issues);
        Assert.Equal(code, issue.Code);
        Assert.Equal(place, sql.Substring(issue.Span.Start, issue.Span.Length));
        Assert.EndsWith(issue.Message.EndsWith('?') ? "?" : ".", issue.Message, StringComparison.Ordinal);
    }

    /// <summary>The words of other dialects are ordinary names where nothing follows that would make them more.</summary>
    [Theory]
    [InlineData("SELECT top, minus, qualify FROM pivot mod")]
    [InlineData("SELECT a top, b AS minus FROM t apply JOIN u div ON TRUE")]
    [InlineData("SELECT \"limit\", \"top\" FROM \"qualify\"")]
    public void ParseQuery_DialectWordAsName_IsAccepted(string sql) => Assert.Empty(SqlParser.ParseQuery(sql).Issues);
}
