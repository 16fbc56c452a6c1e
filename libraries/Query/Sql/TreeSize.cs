using NlSql.Query.Issues;
using NlSql.Query.Sql.Tree;

namespace NlSql.Query.Sql;

/// <summary>Counts a tree with a stack of its own, so that a tree that is too high can be refused before anything recurses into it.</summary>
internal static class TreeSize
{
    /// <summary>The issue when the tree has too many nodes or levels; null when it is within the limits.</summary>
    public static Issue? Check(SqlNode root, SqlLimits limits, string nodesCode, string heightCode)
    {
        var open = new Stack<(SqlNode Node, int Level)>();
        open.Push((root, 1));
        for (int nodes = 0; open.TryPop(out var next);)
        {
            if (++nodes > limits.Nodes)
                return new Issue(nodesCode, $"The query has more than {limits.Nodes} parts.", next.Node.Span);
            if (next.Level > limits.Height)
                return new Issue(heightCode, $"More than {limits.Height} operators or levels hang together.", next.Node.Span);
            foreach (SqlNode child in SqlChildren.Of(next.Node))
                open.Push((child, next.Level + 1));
        }

        return null;
    }
}
