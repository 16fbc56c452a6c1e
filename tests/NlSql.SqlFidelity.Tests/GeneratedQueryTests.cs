using CsCheck;
using NlSql.Query.Sql.Printing;
using NlSql.Query.Sql.Tree;
using NlSql.Query.Tests.Sql.Tree;

namespace NlSql.SqlFidelity.Tests;

/// <summary>Random trees: the printed form is the text.</summary>
public sealed class GeneratedQueryTests
{
    private const int Count = 3_000;

    [Fact]
    public void Print_AnyTree_MeansToPostgresWhatTheTreeMeansToUs() =>
        SqlTrees.Queries.Sample(Holds, print: tree => SqlPrinter.PrintReadable(tree), iter: Count);

    [Fact]
    public void Print_AnyExpression_MeansToPostgresWhatTheTreeMeansToUs() =>
        SqlTrees.Expressions.Sample(
            tree => Holds(new SqlQuery(new Select([new ExpressionItem(tree)]))), print: tree => SqlPrinter.PrintReadable(tree), iter: Count);

    private static bool Holds(SqlQuery tree)
    {
        Faithful.Check(SqlPrinter.PrintReadable(tree), tree);
        return true;
    }
}
