using NlSql.Query.Sql.Tree;

namespace NlSql.Query.Sql.Guarding.Rules;

/// <summary>How many tables, joins, common tables and set-operation arms a statement may have: what makes planning slow.</summary>
internal sealed class CountsRule : GuardRule
{
    public override void Check(GuardContext context)
    {
        SqlLimits limits = context.Limits;
        Count<CommonTable>(context, limits.CommonTables, "common tables", _ => 1);
        Count<TableSource>(context, limits.TableReferences, "table references", t => t is NamedTable ? 1 : 0);
        Count<SqlNode>(context, limits.Joins, "joins", n => n switch
        {
            JoinedTable => 1,
            Select { From.Count: > 1 } s => s.From.Count - 1,
            _ => 0,
        });
        Count<SetOperation>(context, limits.SetOperationArms - 1, "set operations", _ => 1);
    }

    private static void Count<T>(GuardContext context, int limit, string what, Func<T, int> weight)
        where T : SqlNode
    {
        int count = 0;
        foreach ((SqlNode node, _) in context.Nodes)
        {
            if (node is not T counted || (count += weight(counted)) <= limit || weight(counted) == 0) continue;
            context.Refuse(GuardIssues.TooManyTables, $"A query may have at most {limit} {what}.", node);
            return;
        }
    }
}
