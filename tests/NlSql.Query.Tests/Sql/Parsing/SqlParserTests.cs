using NlSql.Query.Issues;
using NlSql.Query.Sql;
using NlSql.Query.Sql.Parsing;
using NlSql.Query.Sql.Tree;
using static NlSql.Query.Sql.Tree.SqlFactory;

namespace NlSql.Query.Tests.Sql.Parsing;

public sealed class SqlParserTests
{
    [Fact]
    public void ParseExpression_Operators_BindAsInPostgres()
    {
        Assert.Equal(
            new LogicalExpression(
                LogicalOperator.Or,
                [
                    And(Not(Equal(Column("a"), Literal(1))), new BetweenExpression(Column("b"), Literal(2), Binary(Literal(3), BinaryOperator.Add, Literal(4)))),
                    IsNull(Binary(Column("c"), BinaryOperator.Less, Literal(5))),
                ]),
            Parse("not a = 1 AND b BETWEEN 2 AND 3 + 4 OR c < 5 IS NULL"));
        Assert.Equal(Binary(Literal(-2), BinaryOperator.Power, Literal(2)), Parse("-2 ^ 2"));
        Assert.Equal(new UnaryExpression(UnaryOperator.Minus, Cast(Literal(1), "int")), Parse("-1::int"));
        Assert.Equal(Binary(Binary(Literal(1), BinaryOperator.Subtract, Literal(2)), BinaryOperator.Subtract, Literal(3)), Parse("1 - 2 - 3"));
        Assert.Equal(Binary(Literal(1), BinaryOperator.Multiply, Literal(-1)), Parse("1*-1"));
    }

    [Fact]
    public void ParseExpression_Names_FoldAsInPostgres()
    {
        Assert.Equal(Column("abc"), Parse("ABC"));
        Assert.Equal(Column("ABC"), Parse("\"ABC\""));
        Assert.Equal(Column("Äbc"), Parse("ÄbC"));
        Assert.Equal(Column("t", "select"), Parse("T.Select"));
    }

    [Theory]
    [InlineData("1 mon 3 days", 1, 3, 0)]
    [InlineData("-1 year 2 weeks", -12, 14, 0)]
    [InlineData("04:05:06.5", 0, 0, 14_706_500_000)]
    [InlineData("1 day -00:30", 0, 1, -1_800_000_000)]
    public void ParseExpression_Interval_HasItsThreeParts(string text, int months, int days, long microseconds) =>
        Assert.Equal(new IntervalLiteral(new SqlInterval(months, days, microseconds)), Parse($"INTERVAL '{text}'"));

    [Fact]
    public void ParseQuery_Nodes_KnowTheirPlace()
    {
        const string Sql = "SELECT a, sum(b) AS total FROM t WHERE c = 'x'";
        var select = (Select)SqlParser.ParseQuery(Sql).Tree!.Body;
        Assert.Equal("sum(b) AS total", Text(select.Items[1]));
        Assert.Equal("sum(b)", Text(((ExpressionItem)select.Items[1]).Expression));
        Assert.Equal("t", Text(select.From[0]));
        Assert.Equal("c = 'x'", Text(select.Where!));

        string Text(SqlNode node) => Sql.Substring(node.Span.Start, node.Span.Length);
    }

    [Fact]
    public void Equals_TreesFromDifferentPlaces_AreEqual() =>
        Assert.Equal(SqlParser.ParseQuery("SELECT a FROM t").Tree, SqlParser.ParseQuery("  select\n A  from T ;").Tree);

    [Fact]
    public void ParseQuery_AtTheLimits_IsAcceptedAndBeyondRefused()
    {
        var limits = new SqlLimits { Characters = 20, Tokens = 5, Nodes = 6, Depth = 4 };
        Assert.Empty(SqlParser.ParseQuery("SELECT a, b, c", limits with { Nodes = 8, Tokens = 6 }).Issues);
        Assert.Equal(ParsingIssues.TooManyNodes, Code("SELECT a, b, c", limits with { Tokens = 6 }));
        Assert.Equal(ParsingIssues.TooManyTokens, Code("SELECT a, b, c", limits));
        Assert.Empty(SqlParser.ParseQuery("SELECT a            ", limits).Issues);
        Assert.Equal(ParsingIssues.TooLong, Code("SELECT a             ", limits));
        Assert.Empty(SqlParser.ParseQuery("SELECT ((1))", limits with { Tokens = 9 }).Issues);
        Assert.Equal(ParsingIssues.TooDeep, Code("SELECT (((1)))", limits with { Tokens = 9 }));
    }

    [Fact]
    public void ParseExpression_RestBehindIt_IsRefusedAtItsPlace()
    {
        Issue issue = Assert.Single(SqlParser.ParseExpression("a + 1 FROM t").Issues);
        Assert.Equal(ParsingIssues.Unexpected, issue.Code);
        Assert.Equal(new TextSpan(6, 4), issue.Span);
    }

    /// <summary>Depth and height count different things: a chain is high without being deep.</summary>
    [Theory]
    [InlineData(64, true)]
    [InlineData(65, false)]
    public void ParseQuery_Levels_AreAcceptedUpToTheLimit(int levels, bool accepted)
    {
        // The query and its value are levels themselves.
        string sql = $"SELECT {new string('(', levels - 2)}1{new string(')', levels - 2)}";
        Assert.Equal(accepted, SqlParser.ParseQuery(sql).Tree is not null);
    }

    [Theory]
    [InlineData(256, true)]
    [InlineData(257, false)]
    public void ParseQuery_HeightOfAChain_IsAcceptedUpToTheLimit(int height, bool accepted)
    {
        // Query, select, item and the innermost value come before the operators.
        string sql = $"SELECT 1{string.Concat(Enumerable.Repeat(" + 1", height - 4))}";
        Assert.Equal(accepted, SqlParser.ParseQuery(sql).Tree is not null);
    }

    [Theory]
    [InlineData(20_000, null)]
    [InlineData(20_001, ParsingIssues.TooLong)]
    public void ParseQuery_Characters_AreAcceptedUpToTheLimit(int length, string? code) =>
        Assert.Equal(code, SqlParser.ParseQuery("SELECT 1".PadRight(length)).Issues.Select(i => i.Code).FirstOrDefault());

    [Theory]
    [InlineData(5_000, ParsingIssues.TooManyNodes)]
    [InlineData(5_001, ParsingIssues.TooManyTokens)]
    public void ParseQuery_Tokens_AreCountedBeforeAnythingElse(int count, string code) =>
        Assert.Equal(code, Code($"SELECT {string.Join(',', Enumerable.Repeat("1", count / 2))}{(count % 2 == 1 ? ";" : "")}", SqlLimits.Default with { Nodes = 100 }));

    private static string Code(string sql, SqlLimits limits) => Assert.Single(SqlParser.ParseQuery(sql, limits).Issues).Code;

    private static SqlExpression Parse(string sql)
    {
        var parsed = SqlParser.ParseExpression(sql);
        Assert.Empty(parsed.Issues);
        return parsed.Tree!;
    }
}
