using NlSql.Query.Sql.Tree;

namespace NlSql.Query.Sql.Guarding.Rules;

/// <summary>How many grouping sets there are once ROLLUP and CUBE are multiplied out; each is a pass over the rows.</summary>
internal sealed class GroupingsRule : GuardRule
{
    private const long Enough = int.MaxValue;

    public override void Check(GuardContext context)
    {
        foreach (Select select in context.Nodes.Select(n => n.Node).OfType<Select>())
        {
            long sets = 1;
            foreach (GroupingElement element in select.GroupBy)
                sets = Math.Min(Enough, sets * Sets(element));
            if (sets > context.Limits.GroupingSets)
                context.Refuse(
                    GuardIssues.TooManyGroupings,
                    $"GROUP BY may give at most {context.Limits.GroupingSets} groupings.",
                    select.GroupBy[0],
                    "ROLLUP over fewer columns");
        }
    }

    private static long Sets(GroupingElement element) => element switch
    {
        Rollup r => r.Sets.Count + 1,
        Cube c => c.Sets.Count >= 31 ? Enough : 1L << c.Sets.Count,
        GroupingSets g => Math.Min(Enough, g.Elements.Sum(Sets)),
        _ => 1,
    };
}
