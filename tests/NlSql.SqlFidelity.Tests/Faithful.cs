using NlSql.Query.Sql;
using NlSql.Query.Sql.Parsing;
using NlSql.Query.Sql.Printing;
using NlSql.Query.Sql.Tree;
using NlSql.SqlFidelity.Tests.Postgres;

namespace NlSql.SqlFidelity.Tests;

/// <summary>What must hold of every text that the parser accepts.</summary>
internal static class Faithful
{
    /// <summary>Wider than in production where only the printed form is longer than the text.</summary>
    public static SqlLimits Wide { get; } = SqlLimits.Default with { Characters = 1_000_000, Tokens = 100_000, Nodes = 100_000, Depth = 200, Height = 500 };

    /// <summary>
    /// Postgres reads the text as one SELECT; the readable form reads back as the same tree; both printed forms mean the same to Postgres
    /// as the text.
    /// </summary>
    public static void Check(string sql, SqlQuery tree)
    {
        string meaning = PostgresParse.Of(sql);
        string readable = SqlPrinter.PrintReadable(tree);
        Assert.Equal(meaning, PostgresParse.Of(readable));
        Assert.Equal(tree, SqlParser.ParseQuery(readable, Wide).Tree);
        ExecutableSql executable = Executable.Print(tree);
        Assert.Equal(meaning, PostgresParse.Of(executable.Text, new CanonicalParse([.. executable.Parameters.Select(LiteralText.Of)], scopedTables: true)));
    }

    /// <summary>The same of a text that must be accepted.</summary>
    public static void Check(string sql)
    {
        var parsed = SqlParser.ParseQuery(sql);
        Assert.True(parsed.Tree is not null, parsed.Issues.Count == 0 ? sql : $"{parsed.Issues[0].Code}: {parsed.Issues[0].Message} at {parsed.Issues[0].Span}\n{sql}");
        Check(sql, parsed.Tree);
    }
}
