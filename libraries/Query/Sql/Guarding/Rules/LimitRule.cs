using NlSql.Query.Sql.Tree;

namespace NlSql.Query.Sql.Guarding.Rules;

/// <summary>LIMIT and OFFSET are whole numbers, not expressions; the outermost LIMIT gives no more rows than an answer may have.</summary>
internal sealed class LimitRule : GuardRule
{
    private const long LargestInside = 1_000_000;

    public override void Check(GuardContext context)
    {
        foreach ((SqlNode node, SqlNode? parent) in context.Nodes)
        {
            if (node is not RowLimit limit) continue;
            long most = parent == (SqlNode)context.Query ? context.Limits.LimitRows : LargestInside;
            if (limit.Count is not (null or NullLiteral) && !IsUpTo(limit.Count, most))
                context.Refuse(GuardIssues.Limit, $"LIMIT must be a whole number up to {most}.", limit.Count, $"LIMIT {most}");
            if (limit.Offset is not null && !IsUpTo(limit.Offset, LargestInside))
                context.Refuse(GuardIssues.Limit, $"OFFSET must be a whole number up to {LargestInside}.", limit.Offset);
        }
    }

    private static bool IsUpTo(SqlExpression expression, long most) => expression is IntegerLiteral { Value: >= 0 and var value } && value <= most;
}
