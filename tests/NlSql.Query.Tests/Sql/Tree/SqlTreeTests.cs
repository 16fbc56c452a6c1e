using System.Reflection;
using CsCheck;
using NlSql.Query.Sql;
using NlSql.Query.Sql.Parsing;
using NlSql.Query.Sql.Printing;
using NlSql.Query.Sql.Tree;

namespace NlSql.Query.Tests.Sql.Tree;

public sealed class SqlTreeTests
{
    private static readonly SqlLimits Wide = SqlLimits.Default with { Characters = 1_000_000, Tokens = 100_000, Nodes = 100_000, Depth = 200, Height = 500 };

    [Fact]
    public void PrintReadable_AnyExpression_ReadsBackAsTheSameTree() =>
        SqlTrees.Expressions.Sample(
            tree => tree.Equals(SqlParser.ParseExpression(SqlPrinter.PrintReadable(tree), Wide).Tree), print: SqlPrinter.PrintReadable, iter: 500);

    [Fact]
    public void PrintReadable_AnyQuery_ReadsBackAsTheSameTree() =>
        SqlTrees.Queries.Sample(
            tree => tree.Equals(SqlParser.ParseQuery(SqlPrinter.PrintReadable(tree), Wide).Tree), print: tree => SqlPrinter.PrintReadable(tree), iter: 500);

    /// <summary>A node that the walk does not enter would hide what it holds from the guard.</summary>
    [Fact]
    public void Of_EveryNodeType_GivesAllNodesThatItsPropertiesHold()
    {
        var seen = new HashSet<Type>();
        SqlTrees.Queries.Sample(
            tree =>
            {
                var open = new Stack<SqlNode>([tree]);
                while (open.TryPop(out SqlNode? node))
                {
                    lock (seen) seen.Add(node.GetType());
                    SqlNode[] children = [.. SqlChildren.Of(node)];
                    if (!Held(node).ToHashSet(ReferenceEqualityComparer.Instance).SetEquals(children)) return false;
                    foreach (SqlNode child in children) open.Push(child);
                }

                return true;
            },
            iter: 500);
        Type[] missing = [.. NodeTypes.Except(seen).Except([typeof(ScopedTable), typeof(CommonTableReference)])];
        Assert.Empty(missing);
    }

    [Fact]
    public void SqlNode_Hierarchy_IsClosed()
    {
        Assert.All(NodeTypes, t => Assert.True(t.IsSealed, t.Name));
        Assert.All(
            typeof(SqlNode).Assembly.GetTypes().Where(t => t.IsAbstract && t.IsAssignableTo(typeof(SqlNode))),
            t => Assert.DoesNotContain(t.GetConstructors(BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public), c => c.IsPublic || c.IsFamily && c.GetParameters().Length == 0));
    }

    private static Type[] NodeTypes { get; } = [.. typeof(SqlNode).Assembly.GetTypes().Where(t => !t.IsAbstract && t.IsAssignableTo(typeof(SqlNode)))];

    private static IEnumerable<SqlNode> Held(SqlNode node) => node.GetType().GetProperties().SelectMany(p => p.GetValue(node) switch
    {
        SqlNode child => [child],
        IEnumerable<SqlNode> children => children,
        _ => Array.Empty<SqlNode>(),
    });
}
