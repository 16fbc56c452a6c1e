using NlSql.Query.Issues;
using NlSql.Query.Sql;
using NlSql.Query.Sql.Guarding;
using NlSql.Query.Sql.Parsing;
using NlSql.Query.Sql.Tree;
using static NlSql.Query.Sql.Tree.SqlFactory;

namespace NlSql.Query.Tests.Sql.Guarding;

public sealed class SqlGuardTests
{
    [Fact]
    public void Check_AcceptedStatement_KnowsItsColumnsAndTables()
    {
        GuardedStatement statement = SqlGuard.Check(
            SqlParser.ParseQuery("SELECT c.*, sum(amount) AS total, count(*), 1 FROM sales JOIN customers c USING (customer_id) GROUP BY 1, 2").Tree!, Shop.Scope).Statement!;
        Assert.Equal(["customer_id", "name", "total", "count", "?column?"], statement.Outputs);
        Assert.Equal(["customers", "sales"], statement.Tables);
    }

    [Theory]
    [InlineData("SELECT ammount FROM sales", "amount")]
    [InlineData("SELECT amount FROM sale", "sales")]
    [InlineData("SELECT ifnull(amount, 0) FROM sales", "coalesce(x, y)")]
    [InlineData("SELECT rond(amount) FROM sales", "round")]
    public void Check_NearMiss_SuggestsWhatWasMeant(string sql, string suggestion) =>
        Assert.Contains(suggestion, Assert.Single(SqlGuard.Check(SqlParser.ParseQuery(sql).Tree!, Shop.Scope).Issues).Suggestions);

    [Fact]
    public void Check_SeveralProblems_AreAllReportedInTheOrderOfTheText() =>
        Assert.Equal(
            [GuardIssues.UnknownColumn, GuardIssues.Function, GuardIssues.Type],
            SqlGuard.Check(SqlParser.ParseQuery("SELECT nothing, pg_sleep(1), '1'::xid FROM sales").Tree!, Shop.Scope).Issues.Select(i => i.Code));

    [Fact]
    public void Check_TreeThatNoTextGives_IsRefused()
    {
        SqlQuery[] trees =
        [
            new(new NestedQuery(new SqlQuery(new Select([Item(Literal(1))])))),
            new(new Select([])),
            new(new Select([Item(Literal("a\0b"))])),
            new(new Select([Item(Literal(1), "\ud800")])),
            new(new Select([Item(new OutputOrdinal(1))])),
            new(new Select([Item(new LogicalExpression(LogicalOperator.And, []))])),
            new(new Select([Item(new ExtractExpression("year FROM x) --", Null))])),
            new(new Select([Item(Cast(Literal(1), "int) --"))])),
            new(new Select([Item(Call("now() --"))])),
            new(new Select([new StarItem()]) { From = [new JoinedTable(JoinKind.Inner, Table("sales"), Table("stores"), null)] }),
        ];
        Assert.All(trees, tree => Assert.Null(SqlGuard.Check(tree, Shop.Scope).Statement));
    }

    [Fact]
    public void Check_TreeOfTenThousandLevels_IsRefusedWithoutRecursion()
    {
        SqlExpression deep = Literal(1);
        for (int i = 0; i < 10_000; i++) deep = Not(deep);
        Issue issue = Assert.Single(SqlGuard.Check(new SqlQuery(new Select([Item(deep)])), Shop.Scope, SqlLimits.Default with { Nodes = 100_000 }).Issues);
        Assert.Equal(GuardIssues.TooDeep, issue.Code);
    }

    [Theory]
    [InlineData("quantity * amount", null)]
    [InlineData("sum(amount) FILTER (WHERE online)", null)]
    [InlineData("city", GuardIssues.UnknownColumn)]
    [InlineData("pg_sleep(1)", GuardIssues.Function)]
    public void CheckExpression_OverOneTable_SeesItsColumnsOnly(string expression, string? code) =>
        Assert.Equal(
            code is null ? [] : [code],
            SqlGuard.CheckExpression(SqlParser.ParseExpression(expression).Tree!, Shop.Scope, "sales").Select(i => i.Code));
}
