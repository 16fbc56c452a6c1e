using NlSql.Query.Issues;
using NlSql.Query.Sql.Guarding;
using NlSql.Query.Sql.Parsing;
using NlSql.Query.Sql.Printing;
using NlSql.SemanticModel;

namespace NlSql.Query.Tests.Sql;

public sealed class CorpusTests
{
    public static TheoryData<string> Benign => [.. Corpus.Benign];

    public static TheoryData<string, string> Attacks => [.. Corpus.Attacks];

    [Theory]
    [MemberData(nameof(Benign))]
    public void Check_OrdinaryQuery_IsAccepted(string sql)
    {
        var parsed = SqlParser.ParseQuery(sql);
        Assert.Empty(parsed.Issues);
        Assert.Empty(SqlGuard.Check(parsed.Tree!, Shop.Scope).Issues);
    }

    [Theory]
    [MemberData(nameof(Benign))]
    public void PrintReadable_OrdinaryQuery_ReadsBackAsTheSameTree(string sql)
    {
        var tree = SqlParser.ParseQuery(sql).Tree!;
        string printed = SqlPrinter.PrintReadable(tree);
        var again = SqlParser.ParseQuery(printed);
        Assert.Empty(again.Issues);
        Assert.Equal(tree, again.Tree);
        Assert.Equal(printed, SqlPrinter.PrintReadable(again.Tree!));
    }

    [Theory]
    [MemberData(nameof(Attacks))]
    public void Check_HostileText_IsRefusedWithCodeAndPlace(string code, string sql)
    {
        var parsed = SqlParser.ParseQuery(sql);
        ValueList<Issue> issues = parsed.Tree is null ? parsed.Issues : SqlGuard.Check(parsed.Tree, Shop.Scope).Issues;
        Assert.NotEmpty(issues);
        Assert.Equal(code, issues[0].Code);
        Assert.All(issues, i => Assert.InRange(i.Span.End, 0, sql.Length));
        Assert.All(issues, i => Assert.True(i.Span.Length > 0 || i.Span.Start == sql.Length, "an issue without a place"));
        Assert.All(issues, i => Assert.Matches("[.?]$", i.Message));
    }
}
