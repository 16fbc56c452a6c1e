using NlSql.Query.Sql.Guarding;
using NlSql.Query.Sql.Printing;
using NlSql.Query.Sql.Rewriting;
using NlSql.Query.Sql.Tree;
using NlSql.SemanticModel;
using NlSql.SemanticModel.Definitions;

namespace NlSql.SqlFidelity.Tests;

/// <summary>
/// The executable form of any tree, past the guard: what the printer does must not depend on what the guard lets through. Every table that
/// the tree names is there, under its own name.
/// </summary>
internal static class Executable
{
    public static ExecutableSql Print(SqlQuery tree)
    {
        string[] tables = [.. Nodes(tree).OfType<NamedTable>().Select(t => t.Name).Distinct(StringComparer.Ordinal)];
        var scope = new SqlScope(tables.Select(t => new ScopeTable(t, [new ScopeColumn("a", ColumnType.Text)])).ToValueList());
        var place = new DatasetScope(Guid.Empty, tables.Select(t => new DatasetTable(t, t, [Guid.Empty])).ToValueList());
        var statement = new GuardedStatement(tree, scope, [], []);
        return SqlPrinter.PrintExecutable(ScopeRewriter.Rewrite(statement, place, [], EvaluationBarrier.OffsetZero));
    }

    private static IEnumerable<SqlNode> Nodes(SqlNode root)
    {
        var open = new Stack<SqlNode>([root]);
        while (open.TryPop(out SqlNode? node))
        {
            yield return node;
            foreach (SqlNode child in SqlChildren.Of(node)) open.Push(child);
        }
    }
}
