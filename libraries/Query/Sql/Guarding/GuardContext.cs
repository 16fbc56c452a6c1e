using NlSql.Query.Issues;
using NlSql.Query.Sql.Tree;

namespace NlSql.Query.Sql.Guarding;

/// <summary>What every rule gets: the tree, its nodes, the scope, the limits, and a place for issues.</summary>
internal sealed class GuardContext(SqlQuery query, SqlScope scope, SqlLimits limits)
{
    private readonly List<Issue> issues = [];

    public SqlQuery Query { get; } = query;

    public SqlScope Scope { get; } = scope;

    public SqlLimits Limits { get; } = limits;

    /// <summary>Every node with the node around it, in the order of the text.</summary>
    public IReadOnlyList<(SqlNode Node, SqlNode? Parent)> Nodes { get; } = Flatten(query);

    public IReadOnlyList<Issue> Issues => issues;

    public void Refuse(string code, string message, SqlNode node, params ReadOnlySpan<string> suggestions) =>
        issues.Add(new Issue(code, message, node.Span) { Suggestions = ValueList.Create(suggestions) });

    private static List<(SqlNode, SqlNode?)> Flatten(SqlQuery query)
    {
        var nodes = new List<(SqlNode, SqlNode?)>();
        var open = new Stack<(SqlNode Node, SqlNode? Parent)>();
        open.Push((query, null));
        while (open.TryPop(out var next))
        {
            nodes.Add(next);
            foreach (SqlNode child in SqlChildren.Of(next.Node).Reverse())
                open.Push((child, next.Node));
        }

        return nodes;
    }
}
