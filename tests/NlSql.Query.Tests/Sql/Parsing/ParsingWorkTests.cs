using System.Text;
using NlSql.Query.Sql;
using NlSql.Query.Sql.Parsing;

namespace NlSql.Query.Tests.Sql.Parsing;

/// <summary>Twice the text is twice the work, whatever the text: counted in bytes allocated, which do not depend on the machine's load.</summary>
public sealed class ParsingWorkTests
{
    private const int Count = 2_000;

    private static readonly SqlLimits Wide = SqlLimits.Default with { Characters = 10_000_000, Tokens = 10_000_000, Nodes = 10_000_000, Height = 10_000_000 };

    public static TheoryData<string, string, string> Growing => new()
    {
        { "SELECT 1", ", 1", "" },
        { "SELECT 1", " + 1", "" },
        { "SELECT a", " AND a", "" },
        { "SELECT 'x'", " || 'it''s'", "" },
        { "SELECT 'x'", "\n'y'", "" },
        { "SELECT E'x", "\\n", "'" },
        { "SELECT 1", "::int", "" },
        { "SELECT 1 FROM t", " JOIN t USING (a)", "" },
        { "SELECT 1 FROM t", ", t", "" },
        { "SELECT 1", " UNION SELECT 1", "" },
        { "SELECT 1 WHERE a IN (1", ", 1", ")" },
        { "SELECT CASE", " WHEN a THEN 1", " END" },
        { "SELECT f(1", ", f(1)", ")" },
        { "SELECT ((1", "), (1", "))" },
        { "SELECT ((1)", ", ((2))", ")" },
        { "WITH a AS (SELECT 1)", ", b AS ((SELECT 1))", " SELECT 1" },
        { "VALUES (1)", ", (1)", "" },
        { "SELECT 1 /*", "/* */", "*/" },
        { "SELECT 1 --", "x", "" },
        { "SELECT 1", "\n-- x", "" },
        { "SELECT 1 GROUP BY ROLLUP (a", ", (a, b)", ")" },
        { "SELECT a FROM t ORDER BY a", ", a DESC NULLS LAST", "" },
        { "SELECT $a$", "$b$", "$a$" },
        { "SELECT \"", "a\"\"", "\"" },
        { "SELECT ", "(", "" },
        { "SELECT ", "$a", "" },
        { "SELECT ", "a.", "" },
        { "SELECT ", "- ", "1" },
    };

    [Theory]
    [MemberData(nameof(Growing))]
    public void ParseQuery_TwiceTheText_AllocatesTwiceAsMuch(string before, string piece, string after)
    {
        long once = Allocated(before + new StringBuilder().Insert(0, piece, Count) + after);
        long twice = Allocated(before + new StringBuilder().Insert(0, piece, 2 * Count) + after);
        Assert.InRange((double)twice / once, 0, 2.6);
    }

    [Theory]
    [MemberData(nameof(Growing))]
    public void ParseQuery_Megabyte_IsRefusedBeforeItIsRead(string before, string piece, string after)
    {
        string text = before + new StringBuilder().Insert(0, piece, 1_000_000 / piece.Length) + after;
        Assert.Equal(ParsingIssues.TooLong, Assert.Single(SqlParser.ParseQuery(text).Issues).Code);
        Assert.InRange(Allocated(text, SqlLimits.Default), 0, 10_000);
    }

    private static long Allocated(string text, SqlLimits? limits = null)
    {
        // Once before, so that what is made on first use is not counted.
        SqlParser.ParseQuery(text, limits ?? Wide);
        long before = GC.GetAllocatedBytesForCurrentThread();
        SqlParser.ParseQuery(text, limits ?? Wide);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
