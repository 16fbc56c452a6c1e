using NlSql.Query.Issues;

namespace NlSql.Query.Sql.Tree;

/// <summary>
/// A node of the SQL tree: the SELECT subset that analytics needs, and nothing else. There is no node for raw SQL and none
/// for a write, so what the tree cannot express cannot be printed. The hierarchy is closed: nodes are added here only.
/// </summary>
public abstract record SqlNode
{
    private protected SqlNode()
    {
    }

    /// <summary>Where the node was written; <see cref="TextSpan.None"/> when it was built. Never part of equality.</summary>
    public TextSpan Span { get; init; }

    /// <summary>Nodes are equal when type and content are; the span does not count.</summary>
    public virtual bool Equals(SqlNode? other) => other is not null && EqualityContract == other.EqualityContract;

    /// <inheritdoc />
    public override int GetHashCode() => EqualityContract.GetHashCode();
}
